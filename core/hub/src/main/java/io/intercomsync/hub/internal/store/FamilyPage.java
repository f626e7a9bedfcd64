package io.intercomsync.hub.internal.store;

import java.util.ArrayList;
import java.util.List;

/**
 * Some families in the order in which they are read.
 *
 * @param through the number up to which they are read
 */
public record FamilyPage(List<Family> families, long through) {

    /** Returns the families of each kind that is among them, in the order of the kinds. */
    public List<List<Family>> byKind() {
        List<List<Family>> groups = new ArrayList<>();
        for (FamilyKind kind : FamilyKind.values()) {
            List<Family> group = families.stream()
                    .filter(family -> family.id().kind() == kind)
                    .toList();
            if (!group.isEmpty()) {
                groups.add(group);
            }
        }
        return groups;
    }
}
