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

/** Collects the objects and collections that a feed could not read whole in this run. Thread-safe. */
final class Gaps {
    private final Map<String, String> pending = new ConcurrentHashMap<>();
    private final Set<IntercomCollection> unknown = ConcurrentHashMap.newKeySet();

    /**
     * Adds an object that later runs must fetch again.
     *
     * @param reason the reason; {@code null} if the object was refused, since a refusal is reported with its own reason
     */
    void addPending(String id, @Nullable String reason) {
        pending.put(id, reason == null ? "" : reason);
    }

    /** Adds a collection that lacks something of objects which nobody knows by id. */
    void addUnknown(IntercomCollection collection) {
        unknown.add(collection);
    }

    /** Forgets the unknown gaps, because everything is about to be read again. */
    void forgetUnknown() {
        unknown.clear();
    }

    /** Removes an object that need not be fetched again, and returns whether it was pending. */
    boolean resolve(String id) {
        return pending.remove(id) != null;
    }

    /** Returns whether this run has fetched the object and could not get it whole. */
    boolean isPending(String id) {
        return pending.containsKey(id);
    }

    /** Returns whether the state names each object that this run could not get whole. */
    boolean areAllNamedIn(FeedState state) {
        return unknown.isEmpty() && state.history().pending().objects().keySet().containsAll(pending.keySet());
    }

    /**
     * Reports the pending objects and gaps.
     *
     * @param all the pending objects and gaps of this run and earlier ones
     * @param where selects the collections that are reported here
     * @param parents the parents of the collection that is reported here; empty if it has none
     */
    void report(
            PendingObjects all,
            Predicate<IntercomCollection> where,
            List<IntercomCollection> parents,
            CollectionStats stats) {
        List<String> reasons = new ArrayList<>();
        boolean isKeptOut =
                all.objects().values().stream().map(PendingObject::collection).anyMatch(parents::contains);
        if (isKeptOut || all.gaps().stream().anyMatch(parents::contains)) {
            reasons.add("rows of objects that were kept out are missing, too");
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
        if (all.gaps().stream().anyMatch(others -> where.test(others) && !unknown.contains(others))) {
            reasons.add("more rows are missing since an earlier run");
        }
        stats.setPending(rows, reasons);
    }

    private static String unasked(PendingObject what) {
        return what.rows() == 0
                ? "something was missing in an earlier run"
                : what.rows() + " rows were missing in an earlier run";
    }
}
