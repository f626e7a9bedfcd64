package io.intercomsync.internal.run;

import io.intercomsync.internal.feed.FeedContext;
import io.intercomsync.internal.resource.ApiResource;
import io.intercomsync.internal.state.FeedState;
import io.intercomsync.internal.value.Amounts;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Names the later run that finds missing rows whose ids are unknown: a sweep or a full refresh. */
final class Remedy {
    private static final String REFRESH = "a run with fullRefresh() reads all of them again at once";

    private Remedy() {}

    /** Returns the later run and when it is due; {@code null} if each run reads everything. */
    static @Nullable String of(ApiResource resource, FeedContext context, RunOptions options, FeedState state) {
        if (!resource.tellsChanges()) {
            return null;
        }
        Instant due = context.sink() == null
                ? null
                : state.history().nextSweep(options.sweeps().interval());
        if (due == null) {
            return REFRESH;
        }
        String next = resource.isSwept() ? "the next sweep" : "the next listing of all of them";
        return next + ", due from " + Amounts.toSecond(due) + ", finds what is missing; " + REFRESH;
    }
}
