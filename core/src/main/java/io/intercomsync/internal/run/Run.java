package io.intercomsync.internal.run;

import io.intercomsync.checkpoint.CheckpointStore;
import io.intercomsync.error.SyncFailedException;
import io.intercomsync.internal.api.Calls;
import io.intercomsync.internal.api.ClockReading;
import io.intercomsync.internal.api.Connection;
import io.intercomsync.internal.api.WorkspaceInfo;
import io.intercomsync.internal.feed.FeedContext;
import io.intercomsync.internal.feed.Selection;
import io.intercomsync.internal.foreign.FailureMessage;
import io.intercomsync.internal.foreign.ForeignCode;
import io.intercomsync.internal.http.Budget;
import io.intercomsync.internal.parallel.InterruptedReadException;
import io.intercomsync.internal.parallel.Workers;
import io.intercomsync.internal.state.Checkpoints;
import io.intercomsync.internal.write.WriteQueue;
import io.intercomsync.internal.write.Writer;
import io.intercomsync.report.Progress;
import io.intercomsync.report.SyncPlan;
import io.intercomsync.report.SyncReport;
import io.intercomsync.sink.ReadableSink;
import io.intercomsync.sink.ReportingSink;
import io.intercomsync.sink.Sink;
import io.intercomsync.sink.UnitSize;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes one run: reads every feed on a thread of its own, and writes on the caller's thread. */
public final class Run {
    private static final Logger log = LoggerFactory.getLogger(Run.class);

    /** The part of the heap that a unit may take: one of this many. The queue has room for one unit. */
    private static final int SHARE_OF_HEAP = 16;

    /** The least size of the queue, so that readers need not wait for each other if units are tiny. */
    private static final long LEAST_QUEUE = 1 << 20;

    /**
     * The memory of one call: an object with many children, as JSON, as objects and as rows, in two large feeds. A full page takes
     * twice as much.
     */
    private static final long HEAP_OF_A_CALL = 8L << 20;

    private static final String UNKNOWN_WORKSPACE = "unknown";

    private final Connection connection;
    private final Sink sink;
    private final Checkpoints checkpoints;
    private final Selection selection;
    private final RunOptions options;
    private final Budget budget;
    private final Consumer<Progress> listener;
    private final ThreadFactory threads;
    private final int mostCalls;
    private final Clock clock;
    private final RunReports reports;

    /** @param mostCalls how many calls one feed may have under way */
    public Run(
            Connection connection,
            Sink sink,
            CheckpointStore store,
            Selection selection,
            RunOptions options,
            Consumer<Progress> listener,
            ThreadFactory threads,
            int mostCalls,
            Clock clock) {
        this.connection = connection;
        this.sink = ForeignCode.sink(sink);
        this.checkpoints = new Checkpoints(this.sink, ForeignCode.store(store));
        this.selection = selection;
        this.options = options;
        this.budget = new Budget(options.maxRequests(), options.maxDuration(), clock);
        this.listener = listener;
        this.threads = ForeignCode.threads(threads);
        this.mostCalls = mostCalls;
        this.clock = clock;
        this.reports = new RunReports(selection, clock, this.sink instanceof ReportingSink);
    }

    /**
     * Reads and stores. If this thread is interrupted, it stops soon and returns; the thread's flag is set then.
     *
     * @throws SyncFailedException if a collection failed, after everything that could be stored was stored
     */
    public SyncReport execute() {
        return execute((feedRun, queue) -> new FeedPasses(feedRun, queue, checkpoints).run());
    }

    /**
     * Reads single objects of the selected resource and stores them. The checkpoint of the resource stays as it is.
     *
     * @throws SyncFailedException if the read failed, after everything that could be stored was stored
     */
    public SyncReport resync(List<String> ids) {
        return execute((feedRun, queue) -> new ObjectReader(feedRun, queue, checkpoints, ids).run());
    }

    /** Reports a run whose thread was interrupted while it waited for its turn. It reads nothing. */
    public SyncReport stopped(InterruptedException interrupt) {
        return reports.withoutRead(UNKNOWN_WORKSPACE, new InterruptedReadException(interrupt), 0);
    }

    private SyncReport execute(FeedWork work) {
        Calls calls = connection.calls(budget);
        WorkspaceInfo me;
        try {
            me = calls.me();
        } catch (Throwable e) {
            return reports.withoutRead(UNKNOWN_WORKSPACE, e, calls.requests());
        }
        logClocks(me.time());
        try {
            sink.beginRun(me.workspace());
            return readAll(me, calls, work);
        } catch (SyncFailedException e) {
            throw e;
        } catch (RuntimeException e) {
            return reports.withoutRead(me.workspace(), e, calls.requests());
        } finally {
            endRun();
        }
    }

    /** Ends the run for the sink. A failure here comes too late to change what the run has stored. */
    private void endRun() {
        try {
            sink.endRun();
        } catch (RuntimeException e) {
            log.warn("The run is over, but the sink could not end it: {}", FailureMessage.of(e));
        }
    }

    private SyncReport readAll(WorkspaceInfo me, Calls calls, FeedWork work) {
        ExecutorService pool = Executors.newCachedThreadPool(threads);
        List<FeedRun> feedRuns;
        try {
            feedRuns = feedRuns(me, pool, budget::forFeed, listener);
            readAndWrite(me, feedRuns, pool, work);
        } catch (Throwable e) {
            return reports.withoutRead(me.workspace(), e, calls.requests());
        } finally {
            pool.shutdownNow();
        }
        return reports.finished(me.workspace(), feedRuns, calls.requests());
    }

    private static void logClocks(ClockReading time) {
        if (time.told() == null) {
            log.info(
                    "Intercom's answer tells no time, so nothing confirms the clock here, which says {}. Changes are asked for"
                            + " since the newest one that Intercom knows",
                    time.here());
        }
        if (time.isContradicted()) {
            log.warn(
                    "Intercom's answer says that it is {}, the clock here says {}. Changes are asked for from further back, so"
                            + " nothing is lost, but more is read. Check the clock of this machine",
                    time.told(),
                    time.here());
        }
    }

    /** @param budgets gives each feed its budget */
    private List<FeedRun> feedRuns(
            WorkspaceInfo me, ExecutorService pool, Supplier<Budget> budgets, Consumer<Progress> progress) {
        return ApiResources.of(connection.version()).stream()
                .filter(resource -> selection.hasAny(resource.collections()))
                .map(resource -> new FeedRun(resource, context(me, pool, budgets.get()), options, progress))
                .toList();
    }

    /** Estimates how much a run would read. The budget of runs does not bound the plan. */
    public SyncPlan plan() {
        Budget unlimited = new Budget(null, null, clock);
        WorkspaceInfo me = connection.calls(unlimited).me();
        ExecutorService pool = Executors.newCachedThreadPool(threads);
        try {
            List<SyncPlan.FeedPlan> feeds = feedRuns(me, pool, () -> unlimited, progress -> {}).stream()
                    .map(feedRun -> new FeedPlanner(feedRun).plan(checkpoints))
                    .toList();
            return new SyncPlan(me.workspace(), feeds, connection.requestsPerSecond());
        } finally {
            pool.shutdownNow();
            connection.releaseAnswers(); // the thread is the application's, and lives on
        }
    }

    private FeedContext context(WorkspaceInfo me, ExecutorService pool, Budget limit) {
        return new FeedContext(
                connection.calls(limit, mostCalls),
                connection.version(),
                me,
                selection,
                sink instanceof ReadableSink readable ? readable : null,
                new Workers(pool, this::usefulCalls, connection::releaseAnswers),
                connection::scroll,
                limit,
                options.lookback(),
                connection.sleeper(),
                clock,
                waiting -> {});
    }

    /**
     * Returns how many calls one feed may have under way. Each answer takes memory while it is read, so a small heap has room for
     * few.
     */
    private int usefulCalls() {
        long room = Math.max(2, Runtime.getRuntime().maxMemory() / HEAP_OF_A_CALL);
        long useful = Math.min(room, Math.min(mostCalls, connection.usefulConcurrency()));
        return (int) useful;
    }

    /** @throws RuntimeException before anything is read, if the sink does not say how much it takes at once */
    private void readAndWrite(WorkspaceInfo me, List<FeedRun> feedRuns, ExecutorService pool, FeedWork work) {
        long share = Math.max(1 << 20, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
        UnitSize asked = sink.unitSize();
        UnitSize unit = new UnitSize(asked.rows(), Math.min(asked.bytes(), share));
        // While one unit is stored, the next one gathers. A longer queue would only take memory.
        WriteQueue queue = new WriteQueue(Math.max(unit.bytes(), LEAST_QUEUE), feedRuns.size());
        try {
            for (FeedRun feedRun : feedRuns) {
                start(feedRun, queue, pool, work);
            }
            new Writer(me.workspace(), sink, checkpoints, selection, queue, unit, clock).writeAll();
        } catch (InterruptedException e) {
            feedRuns.forEach(feedRun -> feedRun.outcome().stop());
            stop(queue, pool);
            Thread.currentThread().interrupt();
        } catch (Throwable e) { // nobody writes any more
            feedRuns.forEach(feedRun -> feedRun.outcome().failUnlessEnded(e));
            stop(queue, pool);
        }
    }

    /** Starts the read of a feed. A feed without a thread fails, and the others go on. */
    private void start(FeedRun feedRun, WriteQueue queue, ExecutorService pool, FeedWork work)
            throws InterruptedException {
        try {
            pool.execute(() -> {
                try {
                    feedRun.readInto(queue, work);
                } finally {
                    connection.releaseAnswers(); // the thread waits for other work
                }
            });
        } catch (Throwable e) {
            if (ForeignCode.isInterrupt(e)) {
                throw new InterruptedException();
            }
            feedRun.failed(e);
            feedRun.end(queue);
        }
    }

    /** Ends the readers, even those whose interrupt was swallowed by code that they call. */
    private void stop(WriteQueue queue, ExecutorService pool) {
        budget.stop();
        queue.stop();
        pool.shutdownNow();
        awaitEnd(pool);
    }

    /** Waits for the threads, which end at their next call. Until then they use the client and the sink. */
    private static void awaitEnd(ExecutorService pool) {
        try {
            pool.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException again) {
            Thread.currentThread().interrupt();
        }
    }
}
