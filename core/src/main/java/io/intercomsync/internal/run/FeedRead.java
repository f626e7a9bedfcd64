package io.intercomsync.internal.run;

import static java.util.Objects.requireNonNull;

import io.intercomsync.checkpoint.Checkpoint;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.error.ApiException;
import io.intercomsync.internal.feed.Feed;
import io.intercomsync.internal.feed.FeedContext;
import io.intercomsync.internal.feed.Feeds;
import io.intercomsync.internal.feed.Selection;
import io.intercomsync.internal.feed.Slice;
import io.intercomsync.report.CollectionReport;
import io.intercomsync.report.Fault;
import io.intercomsync.report.Progress;
import io.intercomsync.report.Status;
import io.intercomsync.sink.Batch;
import io.intercomsync.sink.Changes;
import io.intercomsync.sink.ReadableSink;
import io.intercomsync.sink.WriteResult;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The read of one feed in one run: goes on where the last one stopped, puts pieces into the queue, and tells how it went. */
final class FeedRead {
    private static final Logger log = LoggerFactory.getLogger(FeedRead.class);

    private final Feeds kind;
    private final FeedContext context;
    private final Feed feed;
    private final String apiVersion;
    private final Checkpoints checkpoints;
    private final Consumer<Progress> listener;
    private final Map<IntercomCollection, Tally> tallies = new EnumMap<>(IntercomCollection.class);
    private final AtomicLong read = new AtomicLong();
    private final Instant startedAt;
    private Map<IntercomCollection, Long> counted = Map.of();
    private @Nullable Instant endedAt;
    private @Nullable FeedState state;
    private volatile @Nullable Throwable failure;
    private volatile boolean rejected;

    FeedRead(Feeds kind, FeedContext context, String apiVersion, Checkpoints checkpoints, Consumer<Progress> listener) {
        this.kind = kind;
        this.context = context;
        this.feed = kind.open(context);
        this.apiVersion = apiVersion;
        this.checkpoints = checkpoints;
        this.listener = listener;
        this.startedAt = context.clock().instant();
        kind.collections().forEach(collection -> tallies.put(collection, new Tally(collection)));
    }

    Feeds kind() {
        return kind;
    }

    /** Reads the feed to its end; on a thread of its own. */
    void readInto(WriteQueue queue) {
        try {
            feed.open();
            counted = feed.count();
            FeedState from = startingState();
            state = from;
            for (Slice slice : from.slices()) {
                if (!slice.done()) {
                    feed.read(slice, new PieceOutput(this, queue, slice));
                }
            }
            PieceOutput last = new PieceOutput(this, queue, Slice.whole("end"));
            feed.finish(last);
            last.end();
        } catch (WriteQueue.RejectedException alreadyFailed) {
            log.debug("Stopped reading {}", kind.feedName());
        } catch (RuntimeException | Error e) {
            fail(e);
        } finally {
            endedAt = context.clock().instant();
            queue.end();
        }
    }

    private FeedState startingState() {
        String workspace = context.me().workspace();
        FeedState held = checkpoints
                .load(workspace, kind.feedName())
                .map(Checkpoint::state)
                .map(FeedState::fromJson)
                .orElse(null);
        Map<String, List<String>> columns = FeedState.columns(context.selection(), kind.collections());
        if (held != null && !held.finished() && held.covers(apiVersion, columns)) {
            log.info("Reading {} goes on where it stopped", kind.feedName());
            return held;
        }
        boolean readBefore = held != null && held.readBefore();
        return new FeedState(apiVersion, columns, context.me().serverTime(), feed.plan(), Map.of(), false, readBefore);
    }

    /** How far the feed is stored. */
    FeedState state() {
        return requireNonNull(state, "nothing is written before the read has begun");
    }

    void stored(FeedState now, Changes changes, Map<IntercomCollection, Long> removals, @Nullable WriteResult result) {
        state = now;
        for (Batch batch : changes.batches()) {
            tally(batch.collection()).stored(batch.rows().size(), 0, 0);
        }
        removals.forEach((collection, count) -> tally(collection).stored(0, 0, count));
        if (result != null) {
            told(result);
        }
    }

    /** A sink may tell of collections that the changes were not about. */
    private void told(WriteResult result) {
        result.changed().forEach((collection, count) -> {
            if (tallies.containsKey(collection)) {
                tally(collection).stored(0, count, 0);
            }
        });
        for (WriteResult.RefusedRow row : result.refused()) {
            tally(row.collection()).refused(new Fault(String.join(" ", row.key()), row.reason()));
        }
        tally(kind.collections().get(0)).replacedCharacters(result.replacedCharacters());
    }

    Tally tally(IntercomCollection collection) {
        return requireNonNull(tallies.get(collection), "a collection of another feed");
    }

    /** An object has been read. */
    void readOne() {
        read.incrementAndGet();
    }

    /** A page has been read. */
    void progressed() {
        Selection selection = context.selection();
        long expected = 0;
        for (IntercomCollection collection : kind.collections()) {
            expected += selection.has(collection) ? counted.getOrDefault(collection, 0L) : 0;
        }
        long done = read.get();
        double seconds = Math.max(
                0.001, Duration.between(startedAt, context.clock().instant()).toMillis() / 1000.0);
        double perSecond = done / seconds;
        Duration left = expected == 0 || done == 0
                ? null
                : Duration.ofMillis((long) (Math.max(0, expected - done) / perSecond * 1000));
        listener.accept(new Progress(kind.feedName(), done, expected == 0 ? null : expected, perSecond, left));
    }

    /** The first failure counts; a later one is often its consequence. */
    synchronized void fail(Throwable cause) {
        if (failure == null) {
            failure = cause;
            log.debug("Reading {} failed", kind.feedName(), cause);
        }
    }

    @Nullable
    Throwable failure() {
        return failure;
    }

    boolean isRejected() {
        return rejected;
    }

    void markRejected() {
        rejected = true;
    }

    /**
     * Compares what is stored with Intercom's counts, once everything has been written. Where rows seem to be missing, it
     * asks once more: they may have been deleted during the read.
     */
    void verify() {
        if (failure != null) {
            return;
        }
        try {
            Map<IntercomCollection, Long> now =
                    kind.collections().stream().anyMatch(this::isShort) ? feed.count() : counted;
            for (IntercomCollection collection : kind.collections()) {
                Long before = counted.get(collection);
                Long after = now.get(collection);
                Long least = before == null || after == null ? before : Long.valueOf(Math.min(before, after));
                tally(collection).compare(least, live(collection), state().rowsOf(collection));
            }
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    private boolean isShort(IntercomCollection collection) {
        return Tally.isShort(counted.get(collection), live(collection), state().rowsOf(collection));
    }

    private @Nullable Long live(IntercomCollection collection) {
        ReadableSink sink = context.sink();
        return sink == null || !context.selection().has(collection)
                ? null
                : Long.valueOf(sink.liveRows(context.me().workspace(), collection));
    }

    void close() {
        feed.close();
    }

    long requests() {
        return context.calls().requests();
    }

    CollectionReport report(IntercomCollection collection, boolean sinkTells) {
        Throwable cause = failure;
        Instant end = endedAt == null ? startedAt : endedAt;
        CollectionReport report = tally(collection)
                .report(
                        cause == null ? null : statusOf(cause),
                        cause == null ? null : kind.explain(cause),
                        sinkTells,
                        requests(),
                        Duration.between(startedAt, end));
        log.info("{}: {}, {} rows in {}", collection.tableName(), report.status(), report.rows(), report.duration());
        return report;
    }

    private static Status statusOf(Throwable cause) {
        return cause instanceof ApiException api && api.isForbidden() ? Status.FORBIDDEN : Status.FAILED;
    }
}
