package io.intercomsync.internal.state;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.internal.api.ClockReading;
import io.intercomsync.internal.feed.PassScope;
import io.intercomsync.internal.feed.PendingObject;
import io.intercomsync.internal.feed.Slice;
import io.intercomsync.internal.sweep.SweepMemory;
import io.intercomsync.sink.Batch;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Holds how far a feed has been read: the last or current pass, and the results of earlier passes. Immutable.
 *
 * @param coverage the coverage for which the state is true
 * @param scope the scope of the pass
 * @param plannedAt the time of the plan by Intercom's clock, or an earlier time
 * @param slices the plan, with the position of each slice
 * @param rows the number of rows that the pass has handed over, by table
 * @param losses the number of rows that the pass could not read or had to keep out, by table
 * @param finished whether the whole plan has been read
 * @param history the results of earlier passes
 */
public record FeedState(
        Coverage coverage,
        PassScope scope,
        Instant plannedAt,
        List<Slice> slices,
        Map<String, Long> rows,
        Map<String, Long> losses,
        boolean finished,
        CarriedState history) {

    public FeedState {
        slices = List.copyOf(slices);
        rows = new TreeMap<>(rows);
        losses = new TreeMap<>(losses);
    }

    /** Returns the state of a pass that was just planned. */
    public static FeedState planned(
            Coverage coverage, PassScope scope, Instant plannedAt, List<Slice> slices, CarriedState history) {
        CarriedState left = history.withPending(stillPending(scope, history.pending()));
        return new FeedState(coverage, scope, plannedAt, slices, Map.of(), Map.of(), false, left);
    }

    /** Returns the objects that stay pending when a pass begins. The pass fetches the others anyway. */
    private static PendingObjects stillPending(PassScope scope, PendingObjects pending) {
        if (scope.asksForAll()) {
            return PendingObjects.NONE;
        }
        return scope.isForMissing() ? pending.withoutListed() : pending;
    }

    /** Returns the state once a slice has been read up to this position. */
    public FeedState advanced(Slice slice) {
        List<Slice> now = slices.stream()
                .map(held -> held.name().equals(slice.name()) ? slice : held)
                .toList();
        return new FeedState(coverage, scope, plannedAt, now, rows, losses, finished, history);
    }

    /** Returns the state once the pass has ended. */
    public FeedState ended() {
        return new FeedState(
                coverage, scope, plannedAt, List.of(), rows, losses, true, history.afterPass(scope, plannedAt));
    }

    /** Returns the state if deleted objects are not known since that time. */
    public FeedState deletionsUnknown(Instant since) {
        return with(history.askedAt(since));
    }

    /** Returns the state once a sweep has ended. */
    public FeedState swept(Instant at, long surplus, SweepMemory memory) {
        return with(history.swept(at, surplus, memory));
    }

    /** Returns whether a time of the pass lies in the future. Then nobody knows what the pass has read. */
    public boolean hasFutureTime(ClockReading now) {
        boolean isAskedSinceThen = now.isFuture(scope.since()) && !Objects.equals(scope.since(), scope.startDate());
        return now.isFuture(plannedAt) || now.isFuture(scope.knownAsOf()) || isAskedSinceThen;
    }

    /** Returns the state with future times replaced by unknown ones. The times of the pass itself stay. */
    FeedState withoutFutureTimes(ClockReading now) {
        return with(history.withoutFutureTimes(now));
    }

    /** Returns whether objects or rows are missing that may still come. */
    public boolean lacksSomething() {
        return losses.values().stream().anyMatch(rows -> rows > 0)
                || !history.pending().objects().isEmpty();
    }

    /** Returns the state with this memory for the next sweep. The last sweep stays the last. */
    public FeedState withSweepMemory(SweepMemory memory) {
        return with(history.swept(history.sweptAt(), history.surplus(), memory));
    }

    /** Returns the state with the number of requests that a full read takes. */
    public FeedState withReadCost(long requests) {
        return withSweepMemory(history.sweeps().withCost(requests));
    }

    /** Returns the state with these objects pending. An object with an empty value is pending no longer. */
    public FeedState withPending(Map<String, Optional<PendingObject>> objects) {
        return objects.isEmpty()
                ? this
                : with(history.withPending(history.pending().with(objects, completeUntil())));
    }

    /** Returns the state with gaps in these collections, in objects that nobody knows by id. */
    public FeedState withGaps(Set<IntercomCollection> collections) {
        return collections.isEmpty()
                ? this
                : with(history.withPending(history.pending().withGaps(collections, completeUntil())));
    }

    /** Returns the time before which stored rows are complete, in spite of the gaps of this pass. */
    private @Nullable Instant completeUntil() {
        if (scope.asksForAll()) {
            return history.readBefore() ? Instant.EPOCH : plannedAt;
        }
        return scope.knownAsOf();
    }

    /** Returns the state without gaps. Objects that are known by id stay pending. */
    public FeedState withoutGaps() {
        return with(history.withPending(history.pending().withoutGaps()));
    }

    /** Returns the state for a read of single objects, in which nothing is pending. */
    public FeedState forObjects() {
        return with(history.withPending(PendingObjects.NONE));
    }

    private FeedState with(CarriedState now) {
        return new FeedState(coverage, scope, plannedAt, slices, rows, losses, finished, now);
    }

    /** Returns the state with the rows of these batches counted as handed to the sink. */
    public FeedState withRows(List<Batch> batches) {
        Map<String, Long> sum = new TreeMap<>(rows);
        for (Batch batch : batches) {
            sum.merge(batch.collection().tableName(), (long) batch.rows().size(), Long::sum);
        }
        return new FeedState(coverage, scope, plannedAt, slices, sum, losses, finished, history);
    }

    /** Returns the state with more rows that could not be read or were kept out. */
    public FeedState withLosses(Map<IntercomCollection, Long> more) {
        Map<String, Long> sum = new TreeMap<>(losses);
        more.forEach((collection, count) -> sum.merge(collection.tableName(), count, Long::sum));
        return new FeedState(coverage, scope, plannedAt, slices, rows, sum, finished, history);
    }

    /** Returns the state with this coverage. */
    public FeedState withCoverage(Coverage wanted) {
        return new FeedState(wanted, scope, plannedAt, slices, rows, losses, finished, history);
    }

    public long rowsOf(IntercomCollection collection) {
        return rows.getOrDefault(collection.tableName(), 0L);
    }
}
