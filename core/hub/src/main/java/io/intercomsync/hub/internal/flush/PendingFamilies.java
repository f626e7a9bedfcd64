package io.intercomsync.hub.internal.flush;

import io.intercomsync.hub.internal.store.Family;
import io.intercomsync.hub.internal.store.FamilyId;
import io.intercomsync.hub.internal.store.HubReader;
import io.intercomsync.sink.UnitSize;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the families that a warehouse has kept out, unit by unit: a thousand conversations may not fit into memory. */
final class PendingFamilies {
    private final HubReader hub;
    private final UnitSize size;
    private final Iterator<FamilyId> rest;
    private final List<FamilyId> forgotten = new ArrayList<>();
    private @Nullable Family next;

    PendingFamilies(HubReader hub, List<FamilyId> pending, UnitSize size) {
        this.hub = hub;
        this.size = size;
        rest = pending.stream().sorted(Comparator.comparing(FamilyId::kind)).iterator();
        next = read();
    }

    /** Returns the families of the next unit, all of one kind; none at the end. */
    List<Family> unit() {
        List<Family> unit = new ArrayList<>();
        long rows = 0;
        long bytes = 0;
        while (next != null
                && (unit.isEmpty()
                        || (next.id().kind() == unit.get(0).id().kind()
                                && rows < size.rows()
                                && bytes < size.bytes()))) {
            unit.add(next);
            rows += next.rows().size();
            bytes += next.approximateBytes();
            next = read();
        }
        return unit;
    }

    private @Nullable Family read() {
        while (rest.hasNext()) {
            FamilyId id = rest.next();
            Family family = hub.family(id);
            if (family != null) {
                return family;
            }
            forgotten.add(id);
        }
        return null;
    }

    /** Returns the families that the hub does not know any more, once all are read. */
    List<FamilyId> forgotten() {
        return forgotten;
    }
}
