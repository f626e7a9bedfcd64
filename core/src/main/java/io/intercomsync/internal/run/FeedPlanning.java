package io.intercomsync.internal.run;

import io.intercomsync.internal.feed.Feed;
import io.intercomsync.internal.feed.FeedContext;
import io.intercomsync.internal.feed.Feeds;
import io.intercomsync.internal.feed.PassSize;
import io.intercomsync.internal.feed.Scope;
import io.intercomsync.internal.run.FeedState.Terms;
import io.intercomsync.report.SyncPlan.FeedPlan;
import io.intercomsync.report.SyncPlan.Reading;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Says what a run would read of one feed. */
final class FeedPlanning {
    private final Feeds kind;
    private final FeedContext context;
    private final Choices choices;

    FeedPlanning(Feeds kind, FeedContext context, Choices choices) {
        this.kind = kind;
        this.context = context;
        this.choices = choices;
    }

    FeedPlan plan(Checkpoints checkpoints) {
        FeedState held = checkpoints.load(context.me().workspace(), kind.feedName());
        Terms terms = Terms.of(context.version().name(), context.selection(), kind.collections(), choices.startDate());
        FirstPass first = FirstPass.of(kind, held, terms, choices, context);
        Scope scope = first.scope();
        if (scope == null) {
            return new FeedPlan(kind.feedName(), Reading.NOTHING, null, 0, false);
        }
        PassSize size = size(scope);
        if (held != null && first.goesOn() && !scope.isChangesOnly()) {
            size = rest(size, held);
        }
        boolean sweeps = isSweepDue(held);
        long forSweep = sweeps && kind.tellsChanges(context.version())
                ? size(Scope.sweep(choices.startDate())).requests()
                : 0;
        return new FeedPlan(kind.feedName(), reading(first, scope), size.objects(), size.requests() + forSweep, sweeps);
    }

    private static Reading reading(FirstPass first, Scope scope) {
        if (scope.isChangesOnly()) {
            return Reading.CHANGES;
        }
        return first.goesOn() ? Reading.THE_REST : Reading.EVERYTHING;
    }

    private PassSize size(Scope scope) {
        try (Feed feed = kind.open(context, scope)) {
            return feed.size();
        }
    }

    /** Slices are cut so that each holds about as much. */
    private static PassSize rest(PassSize whole, FeedState held) {
        long slices = Math.max(1, held.slices().size());
        long left = held.slices().stream().filter(slice -> !slice.done()).count();
        Long objects = whole.objects();
        return new PassSize(objects == null ? null : objects * left / slices, whole.requests() * left / slices + 1);
    }

    private boolean isSweepDue(@Nullable FeedState held) {
        if (held == null || !kind.isSwept(context.version()) || context.sink() == null) {
            return false;
        }
        Instant last = held.history().sweptAt();
        return last != null
                && !context.me()
                        .serverTime()
                        .isBefore(last.plus(choices.sweeps().interval()));
    }
}
