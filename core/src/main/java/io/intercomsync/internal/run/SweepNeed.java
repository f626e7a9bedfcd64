package io.intercomsync.internal.run;

import io.intercomsync.internal.feed.FeedContext;
import io.intercomsync.internal.resource.ApiResource;
import io.intercomsync.internal.state.History;
import io.intercomsync.internal.sweep.SweepMemory;

/** When a feed needs a sweep: what runs go by, and what their plan foretells. */
record SweepNeed(ApiResource kind, FeedContext context, RunOptions choices) {

    /** Whether it is ever swept. */
    boolean isPossible() {
        return kind.isSwept(context.version()) && context.sink() != null;
    }

    /**
     * Whether a pass that reads everything lists all that a sweep compares with, so that the sweep needs no read of its own. A
     * pass since a start date does not list everything.
     */
    boolean isListedByFullPass() {
        return isPossible() && (choices.startDate() == null || !kind.tellsChanges(context.version()));
    }

    /**
     * Whether a sweep is due.
     *
     * @param surplus how many live rows more than Intercom counts the sink holds
     * @param isRefresh whether a pass of this run has listed all objects over rows that the sink held before
     */
    boolean isDue(History history, long surplus, boolean isRefresh) {
        return (isRefresh && kind.tellsChanges(context.version()))
                || history.isSweptLongAgo(
                        choices.sweeps().interval(), context.me().time())
                || surplus > history.surplus();
    }

    /** About how many objects it has to ask for by themselves, as far as is known. */
    long probes(SweepMemory memory, long surplus) {
        long unproved = Math.max(0, surplus - memory.gone().size());
        return Math.min(choices.sweeps().maxProbes(), memory.due() + unproved);
    }

    /**
     * About how many requests a sweep takes that reads everything itself.
     *
     * @param counted how many it takes by Intercom's counts; the last one may have shown that it takes more
     */
    long requests(SweepMemory memory, long counted, long surplus) {
        return Math.max(counted, memory.cost()) + probes(memory, surplus);
    }
}
