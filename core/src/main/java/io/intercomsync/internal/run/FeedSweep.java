package io.intercomsync.internal.run;

import io.intercomsync.internal.feed.FeedContext;
import io.intercomsync.internal.feed.Feeds;
import io.intercomsync.internal.feed.IdFile;
import io.intercomsync.internal.feed.Scope;
import io.intercomsync.internal.feed.Sweep;
import io.intercomsync.internal.feed.SweepMemory;
import io.intercomsync.internal.run.FeedState.History;
import io.intercomsync.sink.ReadableSink;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sweep of one feed in one run, if one is due: after a day, or at once when the sink holds more than Intercom counts. */
final class FeedSweep implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(FeedSweep.class);

    private final Feeds kind;
    private final FeedContext context;
    private final FeedRead read;
    private final WriteQueue queue;
    private final Choices choices;
    private final @Nullable ReadableSink sink;
    /** The ids of all that a whole read listed; {@code null} if there was none. */
    private @Nullable IdFile listed;

    FeedSweep(Feeds kind, FeedContext context, FeedRead read, WriteQueue queue, Choices choices) {
        this.kind = kind;
        this.context = context;
        this.read = read;
        this.queue = queue;
        this.choices = choices;
        this.sink = kind.isSwept(context.version()) ? context.sink() : null;
    }

    /**
     * Where a pass that reads everything notes the ids, so that no other need be made; {@code null} for nowhere. What is asked
     * for since a start date is not everything.
     */
    @Nullable
    IdFile listing(History history) {
        boolean isWhole = choices.startDate() == null || !kind.tellsChanges(context.version());
        return sink != null && isWhole && history.readBefore() ? listingAnew() : null;
    }

    IdFile listingAnew() {
        close();
        listed = new IdFile();
        return listed;
    }

    /** @param reading reads everything, and notes the ids */
    void runIfDue(Consumer<Scope> reading) {
        FeedState state = read.state();
        if (sink == null || !isDue(state.history())) {
            return;
        }
        if (listed == null) {
            if (!context.budget().allows(read.requestsOfWholeRead(), read.timeOfWholeRead())) {
                log.info("A sweep of {} is due, but the run's budget does not allow it", kind.feedName());
                return;
            }
            reading.accept(Scope.sweep(choices.startDate()));
            queue.awaitStored(read);
        }
        sweep(sink, state.history().sweeps());
    }

    private boolean isDue(History history) {
        Instant last = history.sweptAt();
        boolean wasRefreshed = listed != null && kind.tellsChanges(context.version());
        return wasRefreshed
                || last == null
                || !context.me()
                        .serverTime()
                        .isBefore(last.plus(choices.sweeps().interval()))
                || read.report().surplus() > history.surplus();
    }

    private void sweep(ReadableSink held, SweepMemory memory) {
        IdFile all = listed;
        if (all == null) {
            return;
        }
        all.freeze();
        PieceOutput out = new PieceOutput(read, queue, null, null);
        SweepMemory next = new Sweep(context, kind, held, choices.sweeps(), memory).run(all, out);
        out.flush();
        queue.awaitStored(read);
        read.compare();
        long surplus = read.report().surplus();
        out.put(state -> memory.isOlderThan(next)
                ? state.swept(context.me().serverTime(), surplus, next)
                : state.sweptInPart(next));
    }

    @Override
    public void close() {
        if (listed != null) {
            listed.close();
            listed = null;
        }
    }
}
