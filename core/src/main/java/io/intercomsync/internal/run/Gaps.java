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

/** What the read of a feed could not have in this run, of objects and of collections. Thread-safe. */
final class Gaps {
    private final Map<String, String> owed = new ConcurrentHashMap<>();
    private final Set<IntercomCollection> lacking = ConcurrentHashMap.newKeySet();

    /**
     * An object is to be asked for again by later runs.
     *
     * @param reason what it lacks; {@code null} if it was refused, which was told
     */
    void owes(String id, @Nullable String reason) {
        owed.put(id, reason == null ? "" : reason);
    }

    /** Something could not be had, and nobody knows of which objects. */
    void lacks(IntercomCollection collection) {
        lacking.add(collection);
    }

    /** What was lacking so far is about to be read again. */
    void readsAll() {
        lacking.clear();
    }

    /** An object need not be asked for again; returns whether it was to be. */
    boolean settled(String id) {
        return owed.remove(id) != null;
    }

    /** Whether an object that is not held whole was asked for in this run. */
    boolean wasAskedFor(String id) {
        return owed.containsKey(id);
    }

    /** Returns whether all that this run could not get is remembered by id. */
    boolean areRemembered(FeedState state) {
        return lacking.isEmpty() && state.history().pending().objects().keySet().containsAll(owed.keySet());
    }

    /**
     * Tells what is not held as Intercom has it, whichever run it was in which it was asked for.
     *
     * @param all what this run and earlier ones left
     * @param where of which collections it is told here
     * @param parents the parents of what is told here; empty if it has none
     */
    void tell(
            PendingObjects all,
            Predicate<IntercomCollection> where,
            List<IntercomCollection> parents,
            CollectionStats tally) {
        List<String> reasons = new ArrayList<>();
        boolean isKeptOut =
                all.objects().values().stream().map(PendingObject::collection).anyMatch(parents::contains);
        if (isKeptOut || all.gaps().stream().anyMatch(parents::contains)) {
            reasons.add("those of what is kept out are missing, too");
        }
        IdsByReason lacked = new IdsByReason();
        long rows = 0;
        for (Map.Entry<String, PendingObject> object : all.objects().entrySet()) {
            if (where.test(object.getValue().collection())) {
                rows += object.getValue().rows();
                String reason = owed.getOrDefault(object.getKey(), unasked(object.getValue()));
                if (!reason.isEmpty()) {
                    lacked.add(reason, object.getKey());
                }
            }
        }
        reasons.addAll(lacked.lines());
        if (all.gaps().stream().anyMatch(others -> where.test(others) && !lacking.contains(others))) {
            reasons.add("more is lacking since an earlier run");
        }
        tally.owes(rows, reasons);
    }

    private static String unasked(PendingObject what) {
        return what.rows() == 0
                ? "something was lacking in an earlier run"
                : what.rows() + " rows were lacking in an earlier run";
    }
}
