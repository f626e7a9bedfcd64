package io.intercomsync.internal.run;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.internal.feed.IdsByReason;
import io.intercomsync.internal.feed.PendingObject;
import io.intercomsync.internal.state.FeedState;
import io.intercomsync.internal.state.PendingObjects;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Collects what the read of a feed could not get in this run. Thread-safe. */
final class Gaps {
    private final Map<String, String> pending = new ConcurrentHashMap<>();
    private final Set<IntercomCollection> gaps = ConcurrentHashMap.newKeySet();

    /**
     * Later runs must fetch an object again.
     *
     * @param reason why; {@code null} if it was refused, which is reported on its own
     */
    void pending(String id, @Nullable String reason) {
        pending.put(id, reason == null ? "" : reason);
    }

    /** The collection misses something, and nobody knows of which objects. */
    void unknownGap(IntercomCollection collection) {
        gaps.add(collection);
    }

    /** Everything is about to be read again, so the gaps so far no longer count. */
    void readsAll() {
        gaps.clear();
    }

    /** An object need not be fetched again; returns whether it was pending. */
    boolean resolved(String id) {
        return pending.remove(id) != null;
    }

    /** Returns whether this run has fetched the object and could not get it whole. */
    boolean wasAskedFor(String id) {
        return pending.containsKey(id);
    }

    /** Returns whether all that this run could not get is remembered by id. */
    boolean areRemembered(FeedState state) {
        return gaps.isEmpty() && state.history().pending().objects().keySet().containsAll(pending.keySet());
    }

    /**
     * Reports what the sink does not hold as Intercom has it, from this run and earlier ones.
     *
     * @param all the pending objects and gaps of this run and earlier ones
     * @param where selects the collections that are reported here
     * @param parents the parents of the collection that is reported here; empty if it has none
     */
    void tell(
            PendingObjects all,
            Predicate<IntercomCollection> where,
            List<IntercomCollection> parents,
            CollectionStats stats) {
        List<String> reasons = new ArrayList<>();
        boolean isKeptOut =
                all.objects().values().stream().map(PendingObject::collection).anyMatch(parents::contains);
        if (isKeptOut || all.gaps().stream().anyMatch(parents::contains)) {
            reasons.add("those of objects that are kept out are missing, too");
        }
        IdsByReason byReason = new IdsByReason();
        long rows = 0;
        for (Map.Entry<String, PendingObject> object : all.objects().entrySet()) {
            if (where.test(object.getValue().collection())) {
                rows += object.getValue().rows();
                String reason = pending.getOrDefault(object.getKey(), unasked(object.getValue()));
                if (!reason.isEmpty()) {
                    byReason.add(reason, object.getKey());
                }
            }
        }
        reasons.addAll(byReason.lines());
        if (all.gaps().stream().anyMatch(others -> where.test(others) && !gaps.contains(others))) {
            reasons.add("more rows are missing since an earlier run");
        }
        stats.pending(rows, reasons);
    }

    private static String unasked(PendingObject what) {
        return what.rows() == 0
                ? "something was missing in an earlier run"
                : what.rows() + " rows were missing in an earlier run";
    }
}
