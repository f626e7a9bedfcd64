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
 * @param coverage what the state is true for
 * @param scope what the pass reads
 * @param plannedAt when the pass was planned, by Intercom's clock; never later than that
 * @param slices the plan, with the position of each slice
 * @param rows how many rows the pass has handed over, by table
 * @param losses how many rows the pass could not get or had to keep out, by table
 * @param finished whether the whole plan has been read
 * @param history what earlier passes left
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
        CarriedState left = history.with(leftBy(scope, history.pending()));
        return new FeedState(coverage, scope, plannedAt, slices, Map.of(), Map.of(), false, left);
    }

    /** Returns the objects that stay pending when such a pass begins: it fetches the others anyway. */
    private static PendingObjects leftBy(PassScope scope, PendingObjects pending) {
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

    /** Returns the state once a sweep has ended. */
    public FeedState swept(Instant at, long surplus, SweepMemory memory) {
        return with(history.swept(at, surplus, memory));
    }

    /** Returns whether the time of the pass lies in the future, so nobody knows what has been read. */
    public boolean isOfFuture(ClockReading now) {
        boolean isAskedSinceThen = now.isFuture(scope.since()) && !Objects.equals(scope.since(), scope.startDate());
        return now.isFuture(plannedAt) || now.isFuture(scope.knownAsOf()) || isAskedSinceThen;
    }

    /** Returns the state with unknown times in place of future ones, apart from the time of the pass itself. */
    public FeedState believed(ClockReading now) {
        return with(history.believed(now));
    }

    /** Returns whether objects or rows are missing that may still come. */
    public boolean lacksSomething() {
        return losses.values().stream().anyMatch(rows -> rows > 0)
                || !history.pending().objects().isEmpty();
    }

    /** Returns the state with what sweeps should know; none has ended. */
    public FeedState remembering(SweepMemory memory) {
        return with(history.swept(history.sweptAt(), history.surplus(), memory));
    }

    /** Returns the state once the number of requests of a whole read is known. */
    public FeedState costing(long requests) {
        return remembering(history.sweeps().costing(requests));
    }

    /** Returns the state with these objects pending, or no longer pending where the value is empty. */
    public FeedState putAside(Map<String, Optional<PendingObject>> objects) {
        return objects.isEmpty() ? this : with(history.with(history.pending().with(objects, completeUntil())));
    }

    /** Returns the state once these collections miss something, and nobody knows of which objects. */
    public FeedState withGaps(Set<IntercomCollection> collections) {
        return collections.isEmpty()
                ? this
                : with(history.with(history.pending().withGaps(collections, completeUntil())));
    }

    /** Returns the time before which stored rows are complete, whatever this pass could not get. */
    private @Nullable Instant completeUntil() {
        if (scope.asksForAll()) {
            return history.readBefore() ? Instant.EPOCH : plannedAt;
        }
        return scope.knownAsOf();
    }

    /** Returns the state once only the objects that are remembered by id are pending. */
    public FeedState withoutGaps() {
        return with(history.with(history.pending().withoutGaps()));
    }

    /** Returns the state for a read of single objects: nothing is pending but what that read leaves. */
    public FeedState forObjects() {
        return with(history.with(PendingObjects.NONE));
    }

    private FeedState with(CarriedState now) {
        return new FeedState(coverage, scope, plannedAt, slices, rows, losses, finished, now);
    }

    /** Returns the state once these rows, too, have been handed to the sink. */
    public FeedState handedOver(List<Batch> batches) {
        Map<String, Long> sum = new TreeMap<>(rows);
        for (Batch batch : batches) {
            sum.merge(batch.collection().tableName(), (long) batch.rows().size(), Long::sum);
        }
        return new FeedState(coverage, scope, plannedAt, slices, sum, losses, finished, history);
    }

    /** Returns the state once so many more rows could not be had or were kept out. */
    public FeedState lost(Map<IntercomCollection, Long> more) {
        Map<String, Long> sum = new TreeMap<>(losses);
        more.forEach((collection, count) -> sum.merge(collection.tableName(), count, Long::sum));
        return new FeedState(coverage, scope, plannedAt, slices, rows, sum, finished, history);
    }

    /** Returns the state from which a run resumes that wants this coverage. */
    public FeedState under(Coverage wanted) {
        return new FeedState(wanted, scope, plannedAt, slices, rows, losses, finished, history);
    }

    public long rowsOf(IntercomCollection collection) {
        return rows.getOrDefault(collection.tableName(), 0L);
    }
}
