package io.intercomsync.internal.run;

import io.intercomsync.internal.api.ClockReading;
import io.intercomsync.internal.feed.FeedContext;
import io.intercomsync.internal.feed.PassScope;
import io.intercomsync.internal.resource.ApiResource;
import io.intercomsync.internal.state.Coverage;
import io.intercomsync.internal.state.FeedState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a run reads of a feed first.
 *
 * @param goesOn whether it resumes an unfinished pass
 * @param scope what the pass reads; {@code null} if the feed is not due
 */
record PassChoice(boolean goesOn, @Nullable PassScope scope) {

    static PassChoice of(
            ApiResource kind, @Nullable FeedState held, Coverage wanted, RunOptions choices, FeedContext context) {
        if (held == null
                || held.isOfFuture(context.me().time())
                || !held.coverage().covers(wanted)) {
            return new PassChoice(false, PassScope.full(choices.startDate()));
        }
        if (!kind.tellsChanges()) {
            return isDue(kind, held, choices, context.me().time())
                    ? new PassChoice(false, PassScope.full(choices.startDate()))
                    : new PassChoice(false, null);
        }
        if (!held.finished() && !(choices.fullRefresh() && !held.scope().asksForAll())) {
            return new PassChoice(true, held.scope());
        }
        return choices.fullRefresh() || !held.finished()
                ? new PassChoice(false, PassScope.full(choices.startDate()))
                : new PassChoice(false, changesSince(held.plannedAt(), choices));
    }

    /** Returns whether the resource is due: a gap makes it due before its interval has passed. */
    private static boolean isDue(ApiResource kind, FeedState held, RunOptions choices, ClockReading now) {
        return !kind.isReadAtIntervals()
                || !held.finished()
                || choices.fullRefresh()
                || held.lacksSomething()
                || now.hasPassed(choices.companiesInterval(), held.plannedAt());
    }

    static PassScope changesSince(Instant last, RunOptions choices) {
        Instant since = last.minus(choices.lookback());
        return PassScope.changes(since.isBefore(Instant.EPOCH) ? Instant.EPOCH : since, last, choices.startDate());
    }
}
