package io.intercomsync.internal.write;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.internal.feed.PendingObject;
import io.intercomsync.internal.state.FeedState;
import io.intercomsync.sink.Batch;
import io.intercomsync.sink.WriteResult;
import io.intercomsync.sink.WriteResult.RefusedRow;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one write that the sink rejected.
 *
 * @param pending the objects of these rows, which must be fetched again
 * @param lost the number of rows whose object is not known, by collection
 */
record KeptOutRows(Map<String, Optional<PendingObject>> pending, Map<IntercomCollection, Long> lost) {

    static KeptOutRows of(@Nullable WriteResult result, List<Batch> batches) {
        Map<String, Optional<PendingObject>> pending = new TreeMap<>();
        Map<IntercomCollection, Long> lost = new EnumMap<>(IntercomCollection.class);
        for (RefusedRow row : result == null ? List.<RefusedRow>of() : result.refused()) {
            objectOf(row, batches)
                    .ifPresentOrElse(
                            id -> pending.put(id, Optional.of(new PendingObject(row.collection(), 0))),
                            () -> lost.merge(row.collection(), 1L, Long::sum));
        }
        return new KeptOutRows(pending, lost);
    }

    /** Finds the id of the object that a row was read with. */
    private static Optional<String> objectOf(RefusedRow refused, List<Batch> batches) {
        String parent = refused.collection().parentColumn().orElse(null);
        if (parent == null) {
            return Optional.of(refused.key().get(0));
        }
        return batches.stream()
                .filter(batch -> batch.collection() == refused.collection())
                .flatMap(batch -> batch.rows().stream())
                .filter(row -> row.key().equals(refused.key()))
                .map(row -> String.valueOf(row.value(parent)))
                .findFirst();
    }

    boolean isEmpty() {
        return pending.isEmpty() && lost.isEmpty();
    }

    Set<String> objects() {
        return pending.keySet();
    }

    FeedState applyTo(FeedState state) {
        return state.withLosses(lost).withPending(pending);
    }

    /** Returns the state of a checkpoint that stays in place while single objects are read. */
    FeedState applyToKept(FeedState kept) {
        return kept.withPending(pending);
    }
}
