package io.intercomsync.internal.run;

import static java.util.Objects.requireNonNull;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.error.ApiException;
import io.intercomsync.internal.api.BudgetReachedException;
import io.intercomsync.internal.feed.Feed;
import io.intercomsync.internal.feed.FeedContext;
import io.intercomsync.internal.feed.Feeds;
import io.intercomsync.internal.feed.InterruptedReadException;
import io.intercomsync.internal.run.FeedState.History;
import io.intercomsync.report.CollectionReport;
import io.intercomsync.report.Fault;
import io.intercomsync.report.Progress;
import io.intercomsync.report.Status;
import io.intercomsync.sink.Batch;
import io.intercomsync.sink.Changes;
import io.intercomsync.sink.ReadableSink;
import io.intercomsync.sink.Removal;
import io.intercomsync.sink.WriteResult;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The read of one feed in one run: what it has come to, for the writer and for the report. */
final class FeedRead {
    private static final Logger log = LoggerFactory.getLogger(FeedRead.class);

    private static final int OBJECTS_ON_A_PAGE = 150;

    private final Feeds kind;
    private final FeedContext context;
    private final Choices choices;
    private final Consumer<Progress> listener;
    private final Map<IntercomCollection, Tally> tallies = new EnumMap<>(IntercomCollection.class);
    private final AtomicLong read = new AtomicLong();
    private final AtomicLong expectedChanges = new AtomicLong();
    private final Instant startedAt;
    private volatile @Nullable Map<IntercomCollection, Long> counted;
    private Map<IntercomCollection, Long> live = Map.of();
    private long surplus;
    private @Nullable Feed latest;
    private volatile @Nullable Instant endedAt;
    private volatile @Nullable FeedState state;
    private volatile @Nullable Throwable failure;
    private volatile boolean rejected;
    private volatile boolean skipped;

    FeedRead(Feeds kind, FeedContext context, Choices choices, Consumer<Progress> listener) {
        this.kind = kind;
        this.context = context;
        this.choices = choices;
        this.listener = listener;
        this.startedAt = context.clock().instant();
        kind.collections().forEach(collection -> tallies.put(collection, new Tally(collection)));
    }

    Feeds kind() {
        return kind;
    }

    /** Reads the feed to its end; on a thread of its own. */
    void readInto(WriteQueue queue, Checkpoints checkpoints) {
        try {
            new FeedPasses(this, context, queue, choices).run(checkpoints);
        } catch (WriteQueue.RejectedException alreadyFailed) {
            log.debug("Stopped reading {}", kind.feedName());
        } catch (RuntimeException | Error e) {
            fail(e);
        } finally {
            endedAt = context.clock().instant();
            queue.end();
        }
    }

    /** The feed is not due in this run. */
    void skip() {
        skipped = true;
    }

    /** What earlier runs left; {@code null} if there was none. */
    void startFrom(@Nullable FeedState held) {
        state = held;
    }

    /** A pass begins. Nothing of an earlier one waits to be stored. */
    void begin(FeedState pass) {
        state = pass;
    }

    /** What earlier passes left. One that broke off, or whose checkpoint was lost, left rows, too. */
    History history() {
        FeedState held = state;
        if (held != null) {
            return held.history().withRows();
        }
        return holdsRows() ? History.NONE.withRows() : History.NONE;
    }

    /** How far the feed is stored. */
    FeedState state() {
        return requireNonNull(state, "nothing is written before the read has begun");
    }

    /** Asks what Intercom counts, before the first pass. */
    void count(Feed feed) {
        latest = feed;
        if (counted == null) {
            counted = feed.count();
        }
    }

    /** What the pass that is gone on with had lost when it broke off. */
    void remember(Map<String, Long> losses) {
        tallies.forEach((collection, tally) -> {
            long lost = losses.getOrDefault(collection.tableName(), 0L);
            if (lost > 0) {
                tally.missing(
                        lost, lost + " rows were missing or kept out before this read broke off in an earlier run");
            }
        });
    }

    private Map<IntercomCollection, Long> counted() {
        Map<IntercomCollection, Long> known = counted;
        return known == null ? Map.of() : known;
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

    /** Whether nothing of the feed is wanted but children: parts without conversations, for example. */
    boolean wantsOnlyChildren() {
        return kind.collections().stream()
                .filter(collection -> collection.parentColumn().isEmpty())
                .noneMatch(context.selection()::has);
    }

    /** Intercom said that it is gone. An index that lags behind may count it still, but not if that was long ago. */
    void gone(Removal.ByKey one) {
        Instant asOf = context.me().serverTime().minus(choices.lookback());
        if (one.reason() != Removal.Reason.MOVED && !one.at().isBefore(asOf)) {
            tally(one.collection()).provedGone(1);
        }
    }

    /** An object has been read that is wanted. */
    void readOne() {
        read.incrementAndGet();
    }

    /** Intercom says that it will be so many. */
    void expect(long objects) {
        expectedChanges.addAndGet(objects);
    }

    /** A page has been read. */
    void progressed() {
        long expected = expected();
        long done = read.get();
        double seconds = Math.max(
                0.001, Duration.between(startedAt, context.clock().instant()).toMillis() / 1000.0);
        double perSecond = done / seconds;
        Duration left = expected == 0 || done == 0
                ? null
                : Duration.ofMillis((long) (Math.max(0, expected - done) / perSecond * 1000));
        listener.accept(new Progress(kind.feedName(), done, expected == 0 ? null : expected, perSecond, left));
    }

    private long expected() {
        FeedState held = state;
        if (held != null && held.scope().isChangesOnly()) {
            return expectedChanges.get();
        }
        return kind.collections().stream()
                .filter(context.selection()::has)
                .mapToLong(collection -> counted().getOrDefault(collection, 0L))
                .sum();
    }

    /** The first failure counts; a later one is often its consequence. */
    synchronized void fail(Throwable cause) {
        if (failure == null) {
            failure = cause;
            log.debug("Reading {} failed", kind.feedName(), cause);
        }
    }

    /** The run was interrupted; what is stored whole stays whole. */
    void interrupt() {
        if (endedAt == null) {
            fail(new InterruptedReadException(new InterruptedException()));
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
     * Compares what is stored with Intercom's counts, once everything has been written. Where rows seem to be missing, or to be
     * too many, it asks once more: they may have been deleted during the read, or have come.
     */
    void compare() {
        live = liveRows();
        Map<IntercomCollection, Long> before = counted();
        surplus = surplusOver(before);
        boolean isShort = kind.collections().stream()
                .anyMatch(collection -> Tally.isShort(before.get(collection), judged(collection)));
        boolean isOver =
                kind.isSwept(context.version()) && surplus > state().history().surplus();
        Map<IntercomCollection, Long> now =
                isShort || isOver ? requireNonNull(latest, "a pass was made").count() : before;
        surplus = Math.min(surplus, surplusOver(now));
        for (IntercomCollection collection : kind.collections()) {
            Long first = before.get(collection);
            Long second = now.get(collection);
            Long least = first == null || second == null ? first : Long.valueOf(Math.min(first, second));
            tally(collection).compare(least, live.get(collection), judged(collection));
        }
    }

    /** How many rows are stored, or proved to be gone although an index may still count them; {@code null} where that cannot be compared with a count. */
    private @Nullable Long judged(IntercomCollection collection) {
        if (!context.selection().has(collection) || choices.startDate() != null) {
            return null;
        }
        Long held = live.get(collection);
        if (held == null && state().scope().isChangesOnly()) {
            return null;
        }
        return (held == null ? state().rowsOf(collection) : held)
                + tally(collection).provedGone();
    }

    /** How many live rows the sink holds, if it tells. */
    private Map<IntercomCollection, Long> liveRows() {
        Map<IntercomCollection, Long> rows = new EnumMap<>(IntercomCollection.class);
        ReadableSink sink = context.sink();
        for (IntercomCollection collection : kind.collections()) {
            if (sink != null && context.selection().has(collection)) {
                rows.put(collection, sink.liveRows(context.me().workspace(), collection));
            }
        }
        return rows;
    }

    /** Whether the sink holds rows of the feed. */
    boolean holdsRows() {
        return liveRows().values().stream().anyMatch(rows -> rows > 0);
    }

    private long surplusOver(Map<IntercomCollection, Long> counts) {
        long more = 0;
        for (Map.Entry<IntercomCollection, Long> count : counts.entrySet()) {
            more += Math.max(0, live.getOrDefault(count.getKey(), 0L) - count.getValue());
        }
        return more;
    }

    /** How many live rows more than Intercom counts the sink held at the last comparison; 0 if it cannot be said. */
    long surplus() {
        return surplus;
    }

    /** About how many requests it takes to read the feed whole, with the members of segments. */
    long requestsOfWholeRead() {
        long objects = counted().values().stream().mapToLong(Long::longValue).sum();
        return 20 + 2 * objects / OBJECTS_ON_A_PAGE;
    }

    /** About how long it takes to read the feed whole, at the pace of this run. */
    Duration timeOfWholeRead() {
        Duration sofar = Duration.between(startedAt, context.clock().instant());
        return sofar.multipliedBy(requestsOfWholeRead()).dividedBy(Math.max(1, requests()));
    }

    long requests() {
        return context.calls().requests();
    }

    CollectionReport report(IntercomCollection collection, boolean sinkTells) {
        if (skipped) {
            return CollectionReport.skipped(collection);
        }
        Throwable cause = failure;
        Instant end = endedAt;
        CollectionReport report = tally(collection)
                .report(
                        cause == null ? null : statusOf(cause),
                        cause == null ? null : kind.explain(cause),
                        sinkTells,
                        requests(),
                        Duration.between(startedAt, end == null ? startedAt : end));
        log.info("{}: {}, {} rows in {}", collection.tableName(), report.status(), report.rows(), report.duration());
        return report;
    }

    private static Status statusOf(Throwable cause) {
        if (cause instanceof BudgetReachedException) {
            return Status.STOPPED_AT_BUDGET;
        }
        return cause instanceof ApiException api && api.isForbidden() ? Status.FORBIDDEN : Status.FAILED;
    }
}
