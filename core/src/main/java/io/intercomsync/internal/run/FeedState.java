package io.intercomsync.internal.run;

import io.intercomsync.collection.Column;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.internal.api.ClockReading;
import io.intercomsync.internal.feed.PassScope;
import io.intercomsync.internal.feed.PendingObject;
import io.intercomsync.internal.feed.Selection;
import io.intercomsync.internal.feed.Slice;
import io.intercomsync.internal.sweep.SweepMemory;
import io.intercomsync.sink.Batch;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the checkpoint of a feed says: what it is true for, the pass that was made last or is under way, and what earlier
 * passes left.
 *
 * @param terms what the checkpoint is true for
 * @param scope what the pass takes in
 * @param plannedAt not later, by Intercom's clock, than when the pass was planned
 * @param slices the plan, with the position of each slice
 * @param rows the rows put out by the pass, by collection
 * @param losses the rows that the pass could not have or had to keep out, by collection
 * @param finished whether the whole plan has been read
 * @param history what earlier passes left
 */
record FeedState(
        Terms terms,
        PassScope scope,
        Instant plannedAt,
        List<Slice> slices,
        Map<String, Long> rows,
        Map<String, Long> losses,
        boolean finished,
        History history) {

    /**
     * What a checkpoint is true for, beside the workspace. For anything else the feed is read from the start.
     *
     * @param apiVersion the version of the API that was read
     * @param columns the columns that were read, by collection
     * @param startDate what was last updated before was left out; {@code null} if nothing was
     */
    record Terms(
            String apiVersion,
            Map<String, List<String>> columns,
            @Nullable Instant startDate) {

        static Terms of(
                String apiVersion,
                Selection selection,
                Collection<IntercomCollection> collections,
                @Nullable Instant startDate) {
            Map<String, List<String>> columns = new TreeMap<>();
            for (IntercomCollection collection : collections) {
                if (selection.has(collection)) {
                    columns.put(
                            collection.tableName(),
                            selection.columns(collection).stream()
                                    .map(Column::name)
                                    .toList());
                }
            }
            return new Terms(apiVersion, columns, startDate);
        }

        /** Whether what was read under these terms is all that is wanted under those. */
        boolean cover(Terms wanted) {
            return apiVersion.equals(wanted.apiVersion)
                    && (startDate == null || (wanted.startDate != null && !wanted.startDate.isBefore(startDate)))
                    && wanted.columns.entrySet().stream()
                            .allMatch(table -> columns.getOrDefault(table.getKey(), List.of())
                                    .containsAll(table.getValue()));
        }
    }

    /**
     * What earlier passes left.
     *
     * @param readBefore whether the sink may hold what an earlier pass left
     * @param askedAt when what is gone was last asked for, by Intercom's clock; {@code null} if never
     * @param sweptAt when the last sweep began; {@code null} if there was none
     * @param surplus how many rows more than Intercom counts the last sweep left
     * @param sweeps what the next sweep should know
     * @param owed what could not be had of objects
     */
    record History(
            boolean readBefore,
            @Nullable Instant askedAt,
            @Nullable Instant sweptAt,
            long surplus,
            SweepMemory sweeps,
            PendingObjects owed) {

        static final History NONE = new History(false, null, null, 0, SweepMemory.none(), PendingObjects.NONE);

        /** Whether the time between two sweeps has passed since the last one. */
        boolean isSweptLongAgo(Duration interval, ClockReading now) {
            return now.hasPassed(interval, sweptAt);
        }

        /** Returns the history without times that lie in the future: they count as unknown. */
        History believed(ClockReading now) {
            return new History(
                    readBefore,
                    now.isFuture(askedAt) ? null : askedAt,
                    now.isFuture(sweptAt) ? null : sweptAt,
                    surplus,
                    sweeps,
                    now.isFuture(owed.asOf()) ? owed.provenNowhere() : owed);
        }

        /** When the next sweep is due at the latest; {@code null} if time alone makes none due. */
        @Nullable
        Instant nextSweep(Duration interval) {
            boolean isNever = interval.compareTo(ChronoUnit.CENTURIES.getDuration()) > 0;
            return sweptAt == null || isNever ? null : sweptAt.plus(interval);
        }

        History withRows() {
            return new History(true, askedAt, sweptAt, surplus, sweeps, owed);
        }

        History swept(@Nullable Instant at, long left, SweepMemory memory) {
            return new History(readBefore, askedAt, at, left, memory, owed);
        }

        History sweepingFromBeginning() {
            return swept(sweptAt, surplus, sweeps.fromBeginning());
        }

        History owing(PendingObjects now) {
            return new History(readBefore, askedAt, sweptAt, surplus, sweeps, now);
        }

        History afterPass(PassScope scope, Instant plannedAt) {
            boolean isFirst = !readBefore && scope.kind() == PassScope.Kind.FULL;
            return new History(
                    readBefore || !scope.isChangesOnly(),
                    plannedAt,
                    isFirst || scope.isForMissing() ? plannedAt : sweptAt,
                    surplus,
                    sweeps,
                    owed);
        }
    }

    FeedState {
        slices = List.copyOf(slices);
        rows = new TreeMap<>(rows);
        losses = new TreeMap<>(losses);
    }

    static FeedState planned(Terms terms, PassScope scope, Instant plannedAt, List<Slice> slices, History history) {
        return new FeedState(
                terms,
                scope,
                plannedAt,
                slices,
                Map.of(),
                Map.of(),
                false,
                history.owing(leftBy(scope, history.owed())));
    }

    /** What is owed still, once a pass is under way that asks for it again. */
    private static PendingObjects leftBy(PassScope scope, PendingObjects owed) {
        if (scope.asksForAll()) {
            return PendingObjects.NONE;
        }
        return scope.isForMissing() ? owed.butWhatIsListed() : owed;
    }

    FeedState advanced(Slice slice) {
        List<Slice> now = slices.stream()
                .map(held -> held.name().equals(slice.name()) ? slice : held)
                .toList();
        return new FeedState(terms, scope, plannedAt, now, rows, losses, finished, history);
    }

    FeedState ended() {
        return new FeedState(
                terms, scope, plannedAt, List.of(), rows, losses, true, history.afterPass(scope, plannedAt));
    }

    FeedState swept(Instant at, long surplus, SweepMemory memory) {
        return with(history.swept(at, surplus, memory));
    }

    /** Whether it lies in the future what was read up to when: nobody knows that then. */
    boolean isOfFuture(ClockReading now) {
        return now.isFuture(plannedAt) || now.isFuture(scope.knownAsOf());
    }

    /** The state where times that lie in the future count as unknown, apart from that of the pass itself. */
    FeedState believed(ClockReading now) {
        return with(history.believed(now));
    }

    /** Whether something was kept out or could not be had that may come yet. */
    boolean lacksSomething() {
        return losses.values().stream().anyMatch(rows -> rows > 0)
                || !history.owed().objects().isEmpty();
    }

    /** The state with what sweeps are to know; none has come to its end. */
    FeedState remembering(SweepMemory memory) {
        return with(history.swept(history.sweptAt(), history.surplus(), memory));
    }

    /** The state once it is known how many requests a read of the whole feed takes. */
    FeedState costing(long requests) {
        return remembering(history.sweeps().costing(requests));
    }

    /** The state once it is known which objects are to be asked for again, and which are not any more. */
    FeedState owing(Map<String, Optional<PendingObject>> objects) {
        return objects.isEmpty() ? this : with(history.owing(history.owed().with(objects, provenUntil())));
    }

    /** The state once it is known that something is owed of these collections, but not of which objects. */
    FeedState lacking(Set<IntercomCollection> collections) {
        return collections.isEmpty()
                ? this
                : with(history.owing(history.owed().withOthers(collections, provenUntil())));
    }

    /** Up to when what the sink holds is as Intercom had it, whatever this pass could not have. */
    private @Nullable Instant provenUntil() {
        if (scope.asksForAll()) {
            return history.readBefore() ? Instant.EPOCH : plannedAt;
        }
        return scope.knownAsOf();
    }

    /** The state once it is certain that nothing is owed of objects that are not remembered. */
    FeedState owingNoOthers() {
        return with(history.owing(history.owed().withoutOthers()));
    }

    private FeedState with(History now) {
        return new FeedState(terms, scope, plannedAt, slices, rows, losses, finished, now);
    }

    /** The state once these rows, too, have been handed to the sink. */
    FeedState handedOver(List<Batch> batches) {
        Map<String, Long> sum = new TreeMap<>(rows);
        for (Batch batch : batches) {
            sum.merge(batch.collection().tableName(), (long) batch.rows().size(), Long::sum);
        }
        return new FeedState(terms, scope, plannedAt, slices, sum, losses, finished, history);
    }

    FeedState lost(Map<IntercomCollection, Long> more) {
        Map<String, Long> sum = new TreeMap<>(losses);
        more.forEach((collection, count) -> sum.merge(collection.tableName(), count, Long::sum));
        return new FeedState(terms, scope, plannedAt, slices, rows, sum, finished, history);
    }

    /** The state from which a run goes on that wants this. */
    FeedState under(Terms wanted) {
        return new FeedState(wanted, scope, plannedAt, slices, rows, losses, finished, history);
    }

    long rowsOf(IntercomCollection collection) {
        return rows.getOrDefault(collection.tableName(), 0L);
    }
}
