package io.intercomsync.internal.run;

import io.intercomsync.error.ApiException;
import io.intercomsync.internal.feed.Feed;
import io.intercomsync.internal.feed.FeedContext;
import io.intercomsync.internal.feed.PassEstimate;
import io.intercomsync.internal.feed.PassScope;
import io.intercomsync.internal.resource.ApiResource;
import io.intercomsync.internal.state.CarriedState;
import io.intercomsync.internal.state.Checkpoints;
import io.intercomsync.internal.state.Coverage;
import io.intercomsync.internal.state.FeedState;
import io.intercomsync.report.RequestEstimate;
import io.intercomsync.report.SyncPlan.FeedPlan;
import io.intercomsync.report.SyncPlan.Reading;
import io.intercomsync.sink.ReadableSink;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Plans what a run would read of one feed, without reading it. */
final class FeedPlanning {
    private final ApiResource kind;
    private final FeedContext context;
    private final RunOptions choices;
    private final SweepNeed need;

    FeedPlanning(ApiResource kind, FeedContext context, RunOptions choices) {
        this.kind = kind;
        this.context = context;
        this.choices = choices;
        this.need = new SweepNeed(kind, context, choices);
    }

    /** Plans a feed that the token may not read as forbidden, so the others still have a plan. */
    FeedPlan plan(Checkpoints checkpoints) {
        Checkpoints.Saved saved = checkpoints.load(context.me(), kind.feedName());
        try {
            return plan(saved == null ? null : saved.state());
        } catch (ApiException e) {
            if (!e.isForbidden()) {
                throw e;
            }
            return new FeedPlan(
                    kind.feedName(), Reading.FORBIDDEN, null, RequestEstimate.exactly(1), false, kind.explain(e));
        }
    }

    private FeedPlan plan(@Nullable FeedState held) {
        Coverage coverage =
                Coverage.of(context.version().name(), context.selection(), kind.collections(), choices.startDate());
        PassChoice first = PassChoice.of(kind, held, coverage, choices, context);
        PassScope scope = first.scope();
        if (scope == null) {
            return new FeedPlan(kind.feedName(), Reading.NOTHING, null, RequestEstimate.NONE, false, null);
        }
        PassEstimate size = size(scope);
        if (held != null && first.goesOn() && !scope.isChangesOnly()) {
            size = rest(size, held);
        }
        Long forSweep = need.isPossible() ? requestsOfSweep(held, first.goesOn(), scope) : null;
        return new FeedPlan(
                kind.feedName(),
                reading(first, scope),
                size.objects(),
                size.requests()
                        .plus(new AttributeReader(context, kind).requests())
                        .plus(forSweep == null ? 0 : forSweep),
                forSweep != null,
                null);
    }

    private static Reading reading(PassChoice first, PassScope scope) {
        if (scope.isChangesOnly()) {
            return Reading.CHANGES;
        }
        return first.goesOn() ? Reading.THE_REST : Reading.EVERYTHING;
    }

    private PassEstimate size(PassScope scope) {
        try (Feed feed = kind.open(context, scope)) {
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
        PassEstimate changes = size(PassChoice.changesSince(held.plannedAt(), choices));
        return new PassEstimate(
                objects == null ? null : Math.round(objects * left),
                rest.plus(repeated).plus(changes.requests()));
    }

    /** Returns the share of objects that the sink lacks. If the sink does not tell, returns the share of slices that are left. */
    private double shareLeft(@Nullable Long objects, FeedState held) {
        ReadableSink sink = context.sink();
        boolean isFirstRead = !choices.fullRefresh() && !held.history().readBefore();
        boolean isTold = kind.parents().stream().allMatch(context.selection()::has);
        if (sink != null && isFirstRead && isTold && objects != null && objects > 0) {
            long there = kind.parents().stream()
                    .mapToLong(collection -> sink.liveRows(context.me().workspace(), collection))
                    .sum();
            return Math.max(0, 1 - there / (double) objects);
        }
        long left = held.slices().stream().filter(slice -> !slice.done()).count();
        return left / (double) Math.max(1, held.slices().size());
    }

    /** Estimates the requests of the sweep that follows the first pass; {@code null} if none does. */
    private @Nullable Long requestsOfSweep(@Nullable FeedState held, boolean goesOn, PassScope scope) {
        FeedRun read = new FeedRun(kind, context, choices, progress -> {});
        CarriedState before = held != null && goesOn ? held.history() : read.history(held, false);
        Instant plannedAt =
                held != null && goesOn ? held.plannedAt() : context.me().time().here();
        boolean isListed = !goesOn && !scope.isChangesOnly() && need.isListedByFullPass();
        long surplus = surplus(read.report());
        if (!need.isDue(before.afterPass(scope, plannedAt), surplus, isListed && before.readBefore())) {
            return null;
        }
        return isListed
                ? need.probes(before.sweeps(), surplus)
                : need.requests(
                        before.sweeps(),
                        size(PassScope.sweep(choices.startDate())).requests().likely(),
                        surplus);
    }

    private long surplus(FeedReport report) {
        if (!report.holdsRows()) {
            return 0;
        }
        try (Feed feed = kind.open(context, PassScope.sweep(choices.startDate()))) {
            report.count(feed);
        }
        return report.surplusNow();
    }
}
