package io.intercomsync.internal.run;

import io.intercomsync.error.ApiException;
import io.intercomsync.error.TransportException;
import io.intercomsync.internal.api.ObjectCalls;
import io.intercomsync.internal.feed.Feed;
import io.intercomsync.internal.feed.FeedContext;
import io.intercomsync.internal.feed.PassScope;
import io.intercomsync.internal.feed.Slice;
import io.intercomsync.internal.files.IdFile;
import io.intercomsync.internal.http.BudgetReachedException;
import io.intercomsync.internal.parallel.ParallelTasks;
import io.intercomsync.internal.resource.ApiResource;
import io.intercomsync.internal.state.CarriedState;
import io.intercomsync.internal.state.FeedState;
import io.intercomsync.internal.write.FeedEvent;
import io.intercomsync.internal.write.WriteQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes one pass over a feed: plans it or resumes it, reads its slices side by side, and fetches pending objects again. */
final class PassReader {
    private static final Logger log = LoggerFactory.getLogger(PassReader.class);

    /** The part of the budget for pending objects. An object may take several calls, and other feeds need their share. */
    private static final int SHARE_OF_PENDING = 8;

    private final ApiResource resource;
    private final FeedContext context;
    private final FeedRun feedRun;
    private final WriteQueue queue;
    private final RunOptions options;
    private final boolean mayHoldMore;

    /** @param mayHoldMore whether the sink may hold rows that no checkpoint knows */
    PassReader(FeedRun feedRun, WriteQueue queue, boolean mayHoldMore) {
        this.resource = feedRun.resource();
        this.context = feedRun.context();
        this.feedRun = feedRun;
        this.queue = queue;
        this.options = feedRun.options();
        this.mayHoldMore = mayHoldMore;
    }

    /**
     * Makes a pass, and stores its position.
     *
     * @param resumed the state that an earlier run left; {@code null} to begin anew
     * @param listed takes the ids of all objects; {@code null} to keep no ids
     */
    void read(PassScope scope, @Nullable FeedState resumed, @Nullable IdFile listed) {
        queue.awaitStored(feedRun.stored()); // the plan builds on all that was read before
        long before = feedRun.requests();
        start(scope, resumed);
        try (Feed feed = resource.open(context, skipStored(scope, resumed))) {
            feed.open();
            feedRun.report().count(feed);
            FeedState state = resumed != null ? resumed : planned(feed, scope);
            ChunkOutput last = new ChunkOutput(feedRun, queue, state);
            last.put(new FeedEvent.PassPlanned(state));
            readSlices(feed, state, listed);
            fetchPending(feed, scope, last);
            feed.finish(last, deletionsSince(state));
            if (resumed == null && !scope.isChangesOnly()) {
                last.put(last.passEnded(), new FeedEvent.ReadCost(feedRun.requests() - before));
            } else {
                last.put(last.passEnded());
            }
            queue.awaitStored(feedRun.stored());
        }
    }

    private FeedState planned(Feed feed, PassScope scope) {
        Instant at = context.me().time().readFrom(feed::newestChange);
        return FeedState.planned(feedRun.coverage(), scope, at, feed.plan(), historyForPlan());
    }

    private void start(PassScope scope, @Nullable FeedState resumed) {
        if (!scope.isChangesOnly()) {
            feedRun.report().gaps().forgetUnknown();
        }
        feedRun.progress().start(scope, resumed);
    }

    /** Returns the results of earlier passes. */
    CarriedState history() {
        return feedRun.history(feedRun.stored().stateIfAny(), mayHoldMore);
    }

    /** Returns the results of earlier passes. A sweep that began with another coverage is not resumed. */
    private CarriedState historyForPlan() {
        FeedState held = feedRun.stored().stateIfAny();
        return held == null || held.coverage().equals(feedRun.coverage())
                ? history()
                : history().withSweepFromBeginning();
    }

    /** Fetches pending objects again. A pass that reads everything has fetched them already. */
    private void fetchPending(Feed feed, PassScope scope, ChunkOutput out) {
        List<String> wanting = feedRun.stored().state().history().pending().objects().keySet().stream()
                .filter(id -> !feedRun.report().gaps().isPending(id))
                .toList();
        List<String> asked = pickAffordable(wanting);
        if (scope.isChangesOnly() && !asked.isEmpty() && context.budget().allows(asked.size(), Duration.ZERO)) {
            try {
                feed.readObjects(asked, out);
            } catch (ApiException | TransportException e) {
                if (ObjectCalls.concernsAllCalls(e)) {
                    throw e;
                }
                // these objects were missing before, and must not stop the rest of the pass
                log.warn("Not all pending {} could be fetched again: {}", resource.feedName(), e.getMessage());
            } finally {
                out.flush();
            }
            queue.awaitStored(feedRun.stored()); // rows that the sink refuses must get into the checkpoint of the pass
        }
    }

    /**
     * Picks as many ids as the budget allows. The order differs in each run, since some objects may keep failing and hold up the
     * others.
     */
    private List<String> pickAffordable(List<String> wanting) {
        List<String> some = new ArrayList<>(wanting);
        Collections.shuffle(some, new Random(context.clock().instant().getEpochSecond()));
        long most = Math.max(1, context.budget().left() / SHARE_OF_PENDING);
        return some.subList(0, (int) Math.min(some.size(), most));
    }

    /**
     * Returns the scope that skips the details of objects which this resumed pass has already stored. It trusts the versions of
     * stored rows if the sink was empty before the pass.
     */
    private static PassScope skipStored(PassScope scope, @Nullable FeedState resumed) {
        return resumed == null || resumed.history().readBefore() || scope.isChangesOnly()
                ? scope
                : new PassScope(scope.kind(), scope.since(), resumed.plannedAt(), scope.startDate());
    }

    /**
     * Returns the time since which deleted objects are asked for; {@code null} for all times, if everything is read again over
     * stored rows.
     */
    private @Nullable Instant deletionsSince(FeedState state) {
        if (state.history().readBefore() && state.scope().asksForAll()) {
            return null;
        }
        Instant asked = state.history().askedAt();
        return (asked == null ? state.plannedAt() : asked).minus(options.lookback());
    }

    /** Reads the slices with dates, then the plain list, whose objects with a date are stored by then. */
    private void readSlices(Feed feed, FeedState state, @Nullable IdFile listed) {
        readSlices(feed, state, state.slices().stream().filter(slice -> !slice.isUndated()), listed);
        readSlices(feed, state, state.slices().stream().filter(Slice::isUndated), listed);
    }

    private void readSlices(Feed feed, FeedState pass, Stream<Slice> slices, @Nullable IdFile listed) {
        new ParallelTasks<Slice>(
                        context.workers(), () -> sideBySide(feed), slice -> readSlice(feed, pass, slice, slice, listed))
                .run(slices.filter(slice -> !slice.done()).toList());
        queue.awaitStored(feedRun.stored());
    }

    /** Bounds the slices, so that each comes to the end of a page within the budget. */
    private int sideBySide(Feed feed) {
        return Math.min(feed.sideBySide(), context.budget().slicesAtOnce());
    }

    private void readSlice(Feed feed, FeedState pass, Slice slice, @Nullable Slice moving, @Nullable IdFile listed) {
        ChunkOutput out = new ChunkOutput(feedRun, queue, pass, moving, listed);
        try {
            feed.read(slice, out);
        } catch (BudgetReachedException e) {
            out.flush();
            throw e;
        }
    }

    /** Reads everything for a sweep. It moves neither a slice nor the time of the last question for deleted objects. */
    void readAll(PassScope scope, IdFile listed) {
        start(scope, null);
        FeedState stored = feedRun.stored().state();
        try (Feed feed = resource.open(context, scope)) {
            feed.open();
            new ParallelTasks<Slice>(
                            context.workers(), feed::sideBySide, slice -> readSlice(feed, stored, slice, null, listed))
                    .run(feed.plan());
            ChunkOutput last = new ChunkOutput(feedRun, queue, stored);
            feed.finish(last, null);
            last.flush();
        }
    }
}
