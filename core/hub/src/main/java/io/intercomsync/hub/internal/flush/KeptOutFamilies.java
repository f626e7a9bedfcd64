package io.intercomsync.hub.internal.flush;

import io.intercomsync.hub.internal.store.Family;
import io.intercomsync.hub.internal.store.FamilyId;
import io.intercomsync.hub.internal.store.FamilyKind;
import io.intercomsync.sink.WriteResult.RefusedRow;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the families of rows that a warehouse has kept out. */
final class KeptOutFamilies {
    private KeptOutFamilies() {}

    static Set<FamilyId> of(List<RefusedRow> refused, List<Family> families) {
        Set<FamilyId> ids = new LinkedHashSet<>();
        for (RefusedRow row : refused) {
            familyOf(row, families).ifPresent(ids::add);
        }
        return ids;
    }

    /** The first column of a key is the id of the object, but for parts of conversations. */
    private static Optional<FamilyId> familyOf(RefusedRow refused, List<Family> families) {
        FamilyKind kind = FamilyKind.of(refused.collection());
        boolean namesObject = refused.collection()
                .parentColumn()
                .map(parent -> refused.collection().keyColumns().get(0).equals(parent))
                .orElse(true);
        return namesObject
                ? Optional.of(new FamilyId(kind, refused.key().get(0)))
                : families.stream()
                        .filter(family -> family.id().kind() == kind && holds(family, refused))
                        .map(Family::id)
                        .findFirst();
    }

    private static boolean holds(Family family, RefusedRow refused) {
        return family.rows().stream()
                        .anyMatch(row -> row.collection() == refused.collection()
                                && row.key().equals(refused.key()))
                || family.removals().stream()
                        .anyMatch(removal -> removal.collection() == refused.collection()
                                && removal.key().equals(refused.key()));
    }
}
