package io.intercomsync.internal.run;

import io.intercomsync.internal.feed.FeedContext;
import io.intercomsync.internal.feed.PassScope;
import io.intercomsync.internal.files.IdFile;
import io.intercomsync.internal.http.BudgetReachedException;
import io.intercomsync.internal.paging.PageWalk;
import io.intercomsync.internal.resource.ApiResource;
import io.intercomsync.internal.state.CarriedState;
import io.intercomsync.internal.state.FeedState;
import io.intercomsync.internal.sweep.Sweep;
import io.intercomsync.internal.sweep.SweepMemory;
import io.intercomsync.internal.write.FeedEvent;
import io.intercomsync.internal.write.WriteQueue;
import io.intercomsync.sink.ReadableSink;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the sweep of one feed, if one is due: after a day, or at once if the sink holds more rows than Intercom counts. */
final class FeedSweep implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(FeedSweep.class);

    private final ApiResource resource;
    private final FeedContext context;
    private final FeedRun feedRun;
    private final WriteQueue queue;
    private final RunOptions options;
    private final SweepNeed need;
    private final @Nullable ReadableSink sink;
    /** The ids of all objects that a full read has listed; {@code null} if there was no full read. */
    private @Nullable IdFile listed;
    /** True if the sink held rows before the listing. */
    private boolean isRefresh;

    FeedSweep(FeedRun feedRun, WriteQueue queue) {
        this.resource = feedRun.resource();
        this.context = feedRun.context();
        this.feedRun = feedRun;
        this.queue = queue;
        this.options = feedRun.options();
        this.need = new SweepNeed(resource, context, options);
        this.sink = need.isPossible() ? context.sink() : null;
    }

    /**
     * Opens the file of ids for a pass that reads everything, for a sweep after it.
     *
     * @return {@code null} if no sweep can use the ids
     */
    @Nullable
    IdFile openListing(CarriedState before) {
        isRefresh = before.readBefore();
        return need.isListedByFullPass() ? openNewListing() : null;
    }

    IdFile openNewListing() {
        close();
        listed = new IdFile();
        return listed;
    }

    /** Returns the ids of all objects that a pass has listed; {@code null} if none has. */
    @Nullable
    IdFile listed() {
        return listed;
    }

    /** @param reading reads everything, and adds the ids to the file */
    void runIfDue(Consumer<PassScope> reading) {
        FeedState state = feedRun.stored().state();
        if (sink == null || !need.isDue(state.history(), feedRun.report().surplus(), listed != null && isRefresh)) {
            return;
        }
        if (listed == null) {
            SweepMemory memory = state.history().sweeps();
            long requests = need.requests(
                    memory, requestsOfWholeRead(), feedRun.report().surplus());
            if (!context.budget().allows(requests, estimatedTime(requests))) {
                log.info("A sweep of {} is due, but the run's budget does not allow it", resource.feedName());
                remember(memory.cost() * 15 / 16); // faults may have raised the cost once, so it falls again
                return;
            }
            readWhole(reading, memory.cost());
        }
        sweep(sink, feedRun.stored().state().history().sweeps());
    }

    /** Reads everything. Remembers the cost, also if the budget ends the read: the next run must know that a read takes more. */
    private void readWhole(Consumer<PassScope> reading, long cost) {
        long before = feedRun.requests();
        try {
            reading.accept(scope());
        } catch (BudgetReachedException e) {
            remember(Math.max(cost, feedRun.requests() - before));
            throw e;
        }
        remember(feedRun.requests() - before);
        queue.awaitStored(feedRun.stored());
    }

    private PassScope scope() {
        return PassScope.sweep(options.startDate());
    }

    private void remember(long cost) {
        output().put(new FeedEvent.ReadCost(cost));
    }

    private void sweep(ReadableSink held, SweepMemory memory) {
        IdFile all = listed;
        if (all == null) {
            return;
        }
        all.freeze();
        ChunkOutput out = output();
        Sweep sweep = new Sweep(context, resource, held, options.sweeps(), memory);
        SweepMemory next = sweep.run(all, scope(), out);
        out.put(new FeedEvent.SweepAdvanced(next)); // together with the removals, or later runs might remove more
        queue.awaitStored(feedRun.stored());
        closeGaps(out);
        feedRun.report().compare(feedRun.stored().state());
        if (memory.isOlderThan(next) && !sweep.hasGaps()) {
            long surplus = Math.max(0, feedRun.report().surplus() - sweep.passedOver());
            out.put(new FeedEvent.SweepEnded(context.me().time().here(), surplus, next));
        }
    }

    /** Closes the gaps if every incomplete object is known by id, since this run has asked for everything. */
    private void closeGaps(ChunkOutput out) {
        FeedState state = feedRun.stored().state();
        boolean hasGaps = !state.history().pending().gaps().isEmpty();
        if (hasGaps && feedRun.report().gaps().areAllNamedIn(state)) {
            out.put(new FeedEvent.GapsClosed());
            queue.awaitStored(feedRun.stored());
        }
    }

    private ChunkOutput output() {
        return new ChunkOutput(feedRun, queue, feedRun.stored().state());
    }

    /** Estimates the requests of a full read, with the members of segments. */
    private long requestsOfWholeRead() {
        long objects = feedRun.report().counted().values().stream()
                .mapToLong(Long::longValue)
                .sum();
        return 20 + 2 * objects / PageWalk.LARGEST_PAGE;
    }

    /** Estimates the time of some requests at the pace of this run. */
    private Duration estimatedTime(long requests) {
        return feedRun.outcome().soFar().multipliedBy(requests).dividedBy(Math.max(1, feedRun.requests()));
    }

    @Override
    public void close() {
        if (listed != null) {
            listed.close();
            listed = null;
        }
    }
}
