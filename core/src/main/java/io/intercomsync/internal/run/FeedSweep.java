package io.intercomsync.internal.run;

import io.intercomsync.internal.feed.FeedContext;
import io.intercomsync.internal.feed.PassScope;
import io.intercomsync.internal.files.IdFile;
import io.intercomsync.internal.http.BudgetReachedException;
import io.intercomsync.internal.resource.ApiResource;
import io.intercomsync.internal.run.FeedState.History;
import io.intercomsync.internal.sweep.Sweep;
import io.intercomsync.internal.sweep.SweepMemory;
import io.intercomsync.sink.ReadableSink;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sweep of one feed in one run, if one is due: after a day, or at once when the sink holds more than Intercom counts. */
final class FeedSweep implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(FeedSweep.class);

    private final ApiResource kind;
    private final FeedContext context;
    private final FeedRun read;
    private final WriteQueue queue;
    private final RunOptions choices;
    private final SweepNeed need;
    private final @Nullable ReadableSink sink;
    /** The ids of all that a whole read listed; {@code null} if there was none. */
    private @Nullable IdFile listed;
    /** Whether the listing was made over rows that the sink held before. */
    private boolean isRefresh;

    FeedSweep(ApiResource kind, FeedContext context, FeedRun read, WriteQueue queue, RunOptions choices) {
        this.kind = kind;
        this.context = context;
        this.read = read;
        this.queue = queue;
        this.choices = choices;
        this.need = new SweepNeed(kind, context, choices);
        this.sink = need.isPossible() ? context.sink() : null;
    }

    /**
     * Opens the file in which a pass that reads everything notes the ids, for a sweep after it.
     *
     * @return {@code null} if no sweep could use them
     */
    @Nullable
    IdFile listing(History before) {
        isRefresh = before.readBefore();
        return need.isListedByFullPass() ? listingAnew() : null;
    }

    IdFile listingAnew() {
        close();
        listed = new IdFile();
        return listed;
    }

    /** Where a pass has noted the ids of all objects; {@code null} if none has. */
    @Nullable
    IdFile listed() {
        return listed;
    }

    /** @param reading reads everything, and notes the ids */
    void runIfDue(Consumer<PassScope> reading) {
        FeedState state = read.state();
        if (sink == null || !need.isDue(state.history(), read.report().surplus(), listed != null && isRefresh)) {
            return;
        }
        if (listed == null) {
            SweepMemory memory = state.history().sweeps();
            long requests = need.requests(
                    memory, read.requestsOfWholeRead(), read.report().surplus());
            if (!context.budget().allows(requests, read.timeOf(requests))) {
                log.info("A sweep of {} is due, but the run's budget does not allow it", kind.feedName());
                remember(memory.cost() * 15 / 16); // what faults have made dear once must not stay too dear
                return;
            }
            readWhole(reading, memory.cost());
        }
        sweep(sink, read.state().history().sweeps());
    }

    /** One that the budget ends was more than was known, which the next run has to know. */
    private void readWhole(Consumer<PassScope> reading, long cost) {
        long before = read.requests();
        try {
            reading.accept(scope());
        } catch (BudgetReachedException e) {
            remember(Math.max(cost, read.requests() - before));
            throw e;
        }
        remember(read.requests() - before);
        queue.awaitStored(read);
    }

    private PassScope scope() {
        return PassScope.sweep(choices.startDate());
    }

    private void remember(long cost) {
        new ChunkOutput(read, queue, null, null).put(state -> state.costing(cost));
    }

    private void sweep(ReadableSink held, SweepMemory memory) {
        IdFile all = listed;
        if (all == null) {
            return;
        }
        all.freeze();
        ChunkOutput out = new ChunkOutput(read, queue, null, null);
        Sweep sweep = new Sweep(context, kind, held, choices.sweeps(), memory);
        SweepMemory next = sweep.run(all, scope(), out);
        // With the removals: were it forgotten how many there were, more might go.
        out.put(state -> read.report().shortcomings().afterReadOfAll(state).remembering(next));
        queue.awaitStored(read);
        read.compare();
        if (memory.isOlderThan(next)) {
            long surplus = Math.max(0, read.report().surplus() - sweep.uncertain());
            out.put(state -> state.swept(context.me().time().here(), surplus, next));
        }
    }

    @Override
    public void close() {
        if (listed != null) {
            listed.close();
            listed = null;
        }
    }
}
