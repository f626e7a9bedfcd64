package io.intercomsync.internal.feed;

import io.intercomsync.internal.api.Search;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Searches by the time at which objects were created. */
final class Created {
    private static final String FIELD = "created_at";

    private Created() {}

    /**
     * Everything created within the slice, oldest first. Neighbouring slices share one boundary: {@code < t} on one side,
     * {@code > t OR = t} on the other. These are opposites whether Intercom compares seconds or whole days, and in
     * whatever time zone it does, so nothing falls between two slices. Sorting by a time that never changes keeps objects
     * that change during the walk in their place.
     */
    static Search within(Slice slice) {
        Long from = slice.from();
        Long to = slice.to();
        if (from == null && to == null) {
            return sorted(Search.or(
                    Search.field(FIELD, ">", 0L), Search.field(FIELD, "=", 0L), Search.field(FIELD, "<", 0L)));
        }
        List<Map<String, Object>> bounds = new ArrayList<>();
        if (from != null) {
            bounds.add(Search.or(Search.field(FIELD, ">", from), Search.field(FIELD, "=", from)));
        }
        if (to != null) {
            bounds.add(Search.field(FIELD, "<", to));
        }
        return sorted(bounds.size() == 1 ? bounds.get(0) : Search.and(bounds.get(0), bounds.get(1)));
    }

    /** The objects that a condition holds for, oldest first. */
    static Search sorted(Map<String, Object> condition) {
        return new Search(condition, FIELD);
    }
}
