package io.intercomsync.internal.run;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.internal.feed.FeedContext;
import io.intercomsync.internal.foreign.RedactedTrace;
import io.intercomsync.internal.resource.ApiResource;
import io.intercomsync.internal.state.CarriedState;
import io.intercomsync.internal.state.Coverage;
import io.intercomsync.internal.state.FeedState;
import io.intercomsync.internal.write.StoredFeed;
import io.intercomsync.internal.write.WriteListener;
import io.intercomsync.internal.write.WriteQueue;
import io.intercomsync.report.CollectionReport;
import io.intercomsync.report.Progress;
import io.intercomsync.report.Status;
import io.intercomsync.sink.Changes;
import io.intercomsync.sink.WriteResult;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The run of one feed: reads the feed on a thread of its own, and holds its state, report, progress and outcome. */
final class FeedRun implements WriteListener {
    private static final Logger log = LoggerFactory.getLogger(FeedRun.class);

    private final ApiResource resource;
    private final FeedContext context;
    private final RunOptions options;
    private final StoredFeed stored;
    private final FeedReport report;
    private final FeedProgress progress;
    private final FeedOutcome outcome;

    FeedRun(ApiResource resource, FeedContext context, RunOptions options, Consumer<Progress> listener) {
        this.resource = resource;
        this.options = options;
        this.stored = new StoredFeed(resource.feedName(), resource.collections(), resource.sharedIds(), this);
        this.report = new FeedReport(resource, context, options);
        this.progress = new FeedProgress(resource, context.selection(), context.clock(), report::counted, listener);
        this.context = context.withPageListener(progress::pageRead);
        this.outcome = new FeedOutcome(context.clock());
    }

    ApiResource resource() {
        return resource;
    }

    FeedContext context() {
        return context;
    }

    RunOptions options() {
        return options;
    }

    StoredFeed stored() {
        return stored;
    }

    FeedReport report() {
        return report;
    }

    FeedProgress progress() {
        return progress;
    }

    FeedOutcome outcome() {
        return outcome;
    }

    /** Reads the feed. Always tells the queue when the read has ended. */
    void readInto(WriteQueue queue, FeedWork work) {
        try {
            work.read(this, queue);
            outcome.end();
        } catch (WriteQueue.RejectedException alreadyFailed) {
            log.debug("Stopped reading {}", resource.feedName());
        } catch (Throwable e) {
            failed(e);
        } finally {
            end(queue);
        }
    }

    /** Tells the queue and the budget that this feed reads no more. */
    void end(WriteQueue queue) {
        queue.end(); // first: the writer waits for it
        context.budget().noteProgress();
    }

    @Override
    public void failed(Throwable cause) {
        if (outcome.fail(cause)) {
            log.debug("Reading {} failed", resource.feedName(), RedactedTrace.of(cause));
        }
    }

    @Override
    public void stored(Changes changes, Map<IntercomCollection, Long> removals, @Nullable WriteResult result) {
        report.addStored(changes, removals, result);
    }

    @Override
    public void refused(String id) {
        report.gaps().addPending(id, null);
    }

    /** Returns the coverage that this run wants. */
    Coverage coverage() {
        return Coverage.of(context.version().name(), context.selection(), resource.collections(), options.startDate());
    }

    /**
     * Returns the first pass of this run.
     *
     * @param state how far the feed is stored; {@code null} if nothing is known of that
     */
    PassChoice firstPass(@Nullable FeedState state) {
        return PassChoice.of(resource, state, coverage(), options, context);
    }

    /**
     * Returns the results of earlier passes. A pass that broke off, or whose checkpoint was lost, may also have stored rows.
     *
     * @param state how far the feed is stored; {@code null} if nothing is known of that
     * @param mayHoldMore whether the sink may hold rows that no checkpoint knows
     */
    CarriedState history(@Nullable FeedState state, boolean mayHoldMore) {
        if (state != null) {
            return state.history().withRows();
        }
        return mayHoldMore || report.holdsRows() ? CarriedState.NONE.withRows() : CarriedState.NONE;
    }

    /** Returns whether the run skips objects that the sink holds in the listed version. */
    boolean skipsHeldObjects() {
        return context.sink() != null;
    }

    /** Returns whether only children are wanted: parts without conversations, for example. */
    boolean wantsOnlyChildren() {
        return !context.selection().hasAny(resource.parents());
    }

    long requests() {
        return context.calls().requests();
    }

    CollectionReport report(IntercomCollection collection, boolean sinkTells) {
        String skipped = outcome.skipped();
        if (skipped != null) {
            return new CollectionStats(collection).report(Status.SKIPPED, skipped, false, 0, Duration.ZERO);
        }
        return report.report(
                collection,
                outcome.isStopped() ? Status.STOPPED : null,
                outcome.failureToReport(),
                sinkTells,
                outcome.duration());
    }
}
