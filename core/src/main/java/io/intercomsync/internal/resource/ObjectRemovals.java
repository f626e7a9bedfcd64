package io.intercomsync.internal.resource;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.internal.api.Lookup;
import io.intercomsync.sink.Removal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists the removals for one object that is gone: its row, and its children. */
public final class ObjectRemovals {
    private ObjectRemovals() {}

    /** Returns the reason that Intercom's answer gives. */
    public static Removal.Reason reason(Lookup lookup) {
        return lookup.outcome() == Lookup.Outcome.MERGED ? Removal.Reason.MERGED : Removal.Reason.DELETED;
    }

    /**
     * Returns the removals.
     *
     * @param rows the collections that hold, or may hold, the object's row
     * @param survivor the id of the object that it was merged into; {@code null} if it was deleted, or Intercom does not say
     */
    public static List<Removal> of(
            ApiResource resource,
            List<IntercomCollection> rows,
            String id,
            Removal.Reason reason,
            Instant at,
            @Nullable String survivor) {
        List<Removal> removals = new ArrayList<>();
        rows.forEach(collection -> removals.add(new Removal.ByKey(collection, List.of(id), reason, at, survivor)));
        resource.children().forEach(children -> removals.add(new Removal.ChildrenOf(children, id, reason, at)));
        return removals;
    }
}
