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
 * Decides which pass a run makes first over a feed.
 *
 * @param isResumed whether the pass is an unfinished pass of an earlier run
 * @param scope the scope of the pass; {@code null} if the feed is not due
 */
record PassChoice(boolean isResumed, @Nullable PassScope scope) {

    static PassChoice of(
            ApiResource resource, @Nullable FeedState held, Coverage wanted, RunOptions options, FeedContext context) {
        if (held == null
                || held.hasFutureTime(context.me().time())
                || !held.coverage().covers(wanted)) {
            return new PassChoice(false, PassScope.full(options.startDate()));
        }
        if (!resource.tellsChanges()) {
            return isDue(resource, held, options, context.me().time())
                    ? new PassChoice(false, PassScope.full(options.startDate()))
                    : new PassChoice(false, null);
        }
        if (!held.finished() && !(options.fullRefresh() && !held.scope().asksForAll())) {
            return new PassChoice(true, held.scope());
        }
        return options.fullRefresh() || !held.finished()
                ? new PassChoice(false, PassScope.full(options.startDate()))
                : new PassChoice(false, changesSince(held.plannedAt(), options));
    }

    /** Returns whether the resource is due: a gap makes it due before its interval has passed. */
    private static boolean isDue(ApiResource resource, FeedState held, RunOptions options, ClockReading now) {
        return !resource.isReadAtIntervals()
                || !held.finished()
                || options.fullRefresh()
                || held.lacksSomething()
                || now.hasPassed(options.companiesInterval(), held.plannedAt());
    }

    static PassScope changesSince(Instant last, RunOptions options) {
        Instant since = last.minus(options.lookback());
        return PassScope.changes(since.isBefore(Instant.EPOCH) ? Instant.EPOCH : since, last, options.startDate());
    }
}
