package io.intercomsync.internal.run;

import io.intercomsync.error.ApiException;
import io.intercomsync.internal.feed.Feed;
import io.intercomsync.internal.feed.FeedContext;
import io.intercomsync.internal.feed.PassEstimate;
import io.intercomsync.internal.feed.PassScope;
import io.intercomsync.internal.resource.ApiResource;
import io.intercomsync.internal.state.CarriedState;
import io.intercomsync.internal.state.Checkpoints;
import io.intercomsync.internal.state.FeedState;
import io.intercomsync.report.RequestEstimate;
import io.intercomsync.report.SyncPlan.FeedPlan;
import io.intercomsync.report.SyncPlan.Reading;
import io.intercomsync.sink.ReadableSink;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Plans the run of one feed, without reading the feed. */
final class FeedPlanner {
    private final FeedRun feedRun;
    private final ApiResource resource;
    private final FeedContext context;
    private final RunOptions options;
    private final SweepNeed need;

    /** @param feedRun the run to plan; it is never started */
    FeedPlanner(FeedRun feedRun) {
        this.feedRun = feedRun;
        this.resource = feedRun.resource();
        this.context = feedRun.context();
        this.options = feedRun.options();
        this.need = new SweepNeed(resource, context, options);
    }

    /** Returns the plan. A feed that the token may not read is planned as forbidden, so the other feeds still have a plan. */
    FeedPlan plan(Checkpoints checkpoints) {
        Checkpoints.Saved saved = checkpoints.load(context.me(), resource.feedName());
        try {
            return plan(saved == null ? null : saved.state());
        } catch (ApiException e) {
            if (!e.isForbidden()) {
                throw e;
            }
            return new FeedPlan(
                    resource.feedName(),
                    Reading.FORBIDDEN,
                    null,
                    RequestEstimate.exactly(1),
                    false,
                    resource.explain(e));
        }
    }

    private FeedPlan plan(@Nullable FeedState held) {
        PassChoice first = feedRun.firstPass(held);
        PassScope scope = first.scope();
        if (scope == null) {
            return new FeedPlan(resource.feedName(), Reading.NOTHING, null, RequestEstimate.NONE, false, null);
        }
        PassEstimate size = size(scope);
        if (held != null && first.isResumed() && !scope.isChangesOnly()) {
            size = rest(size, held);
        }
        Long forSweep = need.isPossible() ? requestsOfSweep(held, first.isResumed(), scope) : null;
        return new FeedPlan(
                resource.feedName(),
                reading(first, scope),
                size.objects(),
                size.requests()
                        .plus(new AttributeReader(context, resource).requests())
                        .plus(forSweep == null ? 0 : forSweep),
                forSweep != null,
                null);
    }

    private static Reading reading(PassChoice first, PassScope scope) {
        if (scope.isChangesOnly()) {
            return Reading.CHANGES;
        }
        return first.isResumed() ? Reading.THE_REST : Reading.EVERYTHING;
    }

    private PassEstimate size(PassScope scope) {
        try (Feed feed = resource.open(context, scope)) {
            return feed.size();
        }
    }

    /** Estimates the rest of an interrupted full pass, and the pass over the changes that follows it. */
    private PassEstimate rest(PassEstimate whole, FeedState held) {
        double left = shareLeft(whole.objects(), held);
        Long objects = whole.objects();
        RequestEstimate all = whole.requests();
        RequestEstimate repeated = whole.repeated();
        RequestEstimate rest = new RequestEstimate(
                (long) Math.floor((all.least() - repeated.least()) * left),
                Math.round((all.likely() - repeated.likely()) * left),
                (long) Math.ceil((all.most() - repeated.most()) * left));
        PassEstimate changes = size(PassChoice.changesSince(held.plannedAt(), options));
        return new PassEstimate(
                objects == null ? null : Math.round(objects * left),
                rest.plus(repeated).plus(changes.requests()));
    }

    /** Returns the share of objects that the sink lacks; the share of unread slices if the sink cannot be asked. */
    private double shareLeft(@Nullable Long objects, FeedState held) {
        ReadableSink sink = context.sink();
        boolean isFirstRead = !options.fullRefresh() && !held.history().readBefore();
        boolean areParentsChosen = resource.parents().stream().allMatch(context.selection()::has);
        if (sink != null && isFirstRead && areParentsChosen && objects != null && objects > 0) {
            long stored = resource.parents().stream()
                    .mapToLong(collection -> sink.liveRows(context.me().workspace(), collection))
                    .sum();
            return Math.max(0, 1 - stored / (double) objects);
        }
        long left = held.slices().stream().filter(slice -> !slice.done()).count();
        return left / (double) Math.max(1, held.slices().size());
    }

    /** Estimates the requests of the sweep that follows the first pass; {@code null} if none does. */
    private @Nullable Long requestsOfSweep(@Nullable FeedState held, boolean isResumed, PassScope scope) {
        CarriedState before = held != null && isResumed ? held.history() : feedRun.history(held, false);
        Instant plannedAt = held != null && isResumed
                ? held.plannedAt()
                : context.me().time().here();
        boolean isListed = !isResumed && !scope.isChangesOnly() && need.isListedByFullPass();
        long surplus = surplus(feedRun.report());
        if (!need.isDue(before.afterPass(scope, plannedAt), surplus, isListed && before.readBefore())) {
            return null;
        }
        return isListed
                ? need.probes(before.sweeps(), surplus)
                : need.requests(
                        before.sweeps(),
                        size(PassScope.sweep(options.startDate())).requests().likely(),
                        surplus);
    }

    private long surplus(FeedReport report) {
        if (!report.holdsRows()) {
            return 0;
        }
        try (Feed feed = resource.open(context, PassScope.sweep(options.startDate()))) {
            report.count(feed);
        }
        return report.surplusNow();
    }
}
