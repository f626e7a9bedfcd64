package io.intercomsync.internal.run;

import static java.util.Objects.requireNonNull;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.internal.feed.FeedContext;
import io.intercomsync.internal.feed.PassScope;
import io.intercomsync.internal.foreign.ForeignCode;
import io.intercomsync.internal.foreign.RedactedTrace;
import io.intercomsync.internal.parallel.InterruptedReadException;
import io.intercomsync.internal.resource.ApiResource;
import io.intercomsync.internal.run.FeedState.History;
import io.intercomsync.internal.run.FeedState.Terms;
import io.intercomsync.report.CollectionReport;
import io.intercomsync.report.Progress;
import io.intercomsync.report.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The read of one feed in one run: how far it is, and how it ended. */
final class FeedRun {
    private static final Logger log = LoggerFactory.getLogger(FeedRun.class);

    private static final int OBJECTS_ON_A_PAGE = 150;

    private static final String NOT_DUE = "Not due in this run: companiesInterval has not passed since the last read";

    private final ApiResource kind;
    private final FeedContext context;
    private final RunOptions choices;
    private final Consumer<Progress> listener;
    private final FeedReport report;
    private final Instant startedAt;
    private volatile PassProgress progress;
    private volatile @Nullable Instant endedAt;
    private volatile @Nullable FeedState state;
    private volatile @Nullable Throwable failure;
    private volatile boolean mayHoldMore;
    private volatile boolean rejected;
    private volatile boolean skipped;
    private volatile boolean isStopped;

    FeedRun(ApiResource kind, FeedContext context, RunOptions choices, Consumer<Progress> listener) {
        this.kind = kind;
        this.context = context.telling(this::pageRead);
        this.choices = choices;
        this.listener = listener;
        this.report = new FeedReport(kind, context, choices);
        this.startedAt = context.clock().instant();
        this.progress = new PassProgress(false, 0, context.clock());
    }

    ApiResource kind() {
        return kind;
    }

    /** Reads the feed to its end; on a thread of its own. The writer waits until the queue hears of the end. */
    void readInto(WriteQueue queue, Checkpoints checkpoints) {
        try {
            new FeedPasses(this, context, queue, choices).run(checkpoints);
            endedAt = ForeignCode.now(context.clock());
        } catch (WriteQueue.RejectedException alreadyFailed) {
            log.debug("Stopped reading {}", kind.feedName());
        } catch (Throwable e) {
            fail(e);
        } finally {
            queue.end();
        }
    }

    /** The feed is not due in this run. */
    void skip() {
        skipped = true;
    }

    /**
     * What earlier runs left.
     *
     * @param held {@code null} if that is not known
     * @param mayLag whether there may be rows that it does not tell of
     */
    void startFrom(@Nullable FeedState held, boolean mayLag) {
        state = held;
        mayHoldMore = mayLag && context.sink() == null;
    }

    /**
     * A pass starts, and with it the progress that is told.
     *
     * @param resumed what an earlier run left; {@code null} if it begins anew
     */
    void start(PassScope scope, @Nullable FeedState resumed) {
        if (!scope.isChangesOnly()) {
            report.shortcomings().readsAll();
        }
        progress = new PassProgress(scope.isChangesOnly(), resumed == null ? 0 : objectsOf(resumed), context.clock());
    }

    private long objectsOf(FeedState state) {
        return kind.collections().stream()
                .filter(collection -> collection.parentColumn().isEmpty())
                .mapToLong(state::rowsOf)
                .sum();
    }

    /** The pass is planned. Nothing of an earlier one waits to be stored. */
    void begin(FeedState pass) {
        state = pass;
    }

    /** What earlier passes left. One that broke off, or whose checkpoint was lost, left rows, too. */
    History history() {
        FeedState held = state;
        if (held != null) {
            return held.history().withRows();
        }
        return mayHoldMore || report.holdsRows() ? History.NONE.withRows() : History.NONE;
    }

    /** What they left to a pass under these terms: a sweep that did not come to its end under others is not gone on with. */
    History historyFor(Terms terms) {
        FeedState held = state;
        return held == null || held.terms().equals(terms)
                ? history()
                : history().sweepingFromBeginning();
    }

    /** What it has come to. */
    FeedReport report() {
        return report;
    }

    /** Whether objects that the sink holds as they are listed are not read again. */
    boolean leavesHeldAlone() {
        return context.sink() != null;
    }

    /** How far the feed is stored. */
    FeedState state() {
        return requireNonNull(state, "nothing is written before the read has begun");
    }

    /** It is stored up to there. */
    void stored(FeedState now) {
        state = now;
    }

    /** Compares what is stored with Intercom's counts, once everything has been written. */
    void compare() {
        report.compare(state());
    }

    /** Whether rows seemed to be missing when that was last compared. */
    boolean isShort() {
        return report.isShort(state());
    }

    /** Whether something is lacking that a listing of all would find. */
    boolean lacksWhatIsListed() {
        PendingObjects owed = state().history().owed();
        return !owed.butWhatIsListed().equals(owed);
    }

    /** Whether nothing of the feed is wanted but children: parts without conversations, for example. */
    boolean wantsOnlyChildren() {
        return kind.parents().stream().noneMatch(context.selection()::has);
    }

    /** The collections of it that hold children of others and are wanted. */
    List<IntercomCollection> wantedChildren() {
        return kind.collections().stream()
                .filter(collection -> collection.parentColumn().isPresent())
                .filter(context.selection()::has)
                .toList();
    }

    /** An object has been read that is wanted. */
    void readOne() {
        progress.readOne();
    }

    /** Intercom says that it will be so many. */
    void expect(long objects) {
        progress.expectChanges(objects);
    }

    /** A page has been read and put out. */
    void progressed() {
        pageRead(0);
    }

    /** @param waiting how many objects have been read, but not put out */
    private void pageRead(long waiting) {
        listener.accept(progress.now(kind.feedName(), waiting, counted()));
    }

    private long counted() {
        return kind.collections().stream()
                .filter(context.selection()::has)
                .mapToLong(collection -> report.counted().getOrDefault(collection, 0L))
                .sum();
    }

    /** The first failure counts; a later one is often its consequence. */
    void fail(Throwable cause) {
        if (isFirst(cause)) {
            endedAt = ForeignCode.now(context.clock());
            log.debug("Reading {} failed", kind.feedName(), RedactedTrace.of(cause));
        }
    }

    private synchronized boolean isFirst(Throwable cause) {
        boolean isFirst = failure == null;
        failure = isFirst ? cause : failure;
        return isFirst;
    }

    /** The run ends before the feed does; what is stored whole stays whole. */
    void failUnlessEnded(Throwable cause) {
        if (endedAt == null) {
            fail(cause);
        }
    }

    /** The run is told to stop. */
    synchronized void stop() {
        if (endedAt == null && failure == null) {
            isStopped = true;
            failUnlessEnded(new InterruptedReadException(new InterruptedException()));
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

    /** About how many requests it takes to read the feed whole, with the members of segments. */
    long requestsOfWholeRead() {
        long objects =
                report.counted().values().stream().mapToLong(Long::longValue).sum();
        return 20 + 2 * objects / OBJECTS_ON_A_PAGE;
    }

    /** About how long so many requests take, at the pace of this run. */
    Duration timeOf(long requests) {
        Duration sofar = Duration.between(startedAt, context.clock().instant());
        return sofar.multipliedBy(requests).dividedBy(Math.max(1, requests()));
    }

    long requests() {
        return context.calls().requests();
    }

    CollectionReport report(IntercomCollection collection, boolean sinkTells) {
        if (skipped) {
            return new CollectionStats(collection).report(Status.SKIPPED, NOT_DUE, false, 0, Duration.ZERO);
        }
        Instant end = endedAt;
        Throwable cause = failure;
        if (end == null && cause == null) { // nothing may pass for complete that has not come to its end
            cause = new IllegalStateException("The read did not come to its end");
        }
        Duration duration = Duration.between(startedAt, end == null ? startedAt : end);
        return report.of(collection, isStopped ? Status.STOPPED : null, cause, sinkTells, duration);
    }
}
