package io.intercomsync.internal.run;

import io.intercomsync.internal.feed.FeedContext;
import io.intercomsync.internal.feed.Feeds;
import io.intercomsync.internal.feed.SweepMemory;
import io.intercomsync.internal.run.FeedState.History;

/** When a feed needs a sweep: what runs go by, and what their plan foretells. */
record SweepNeed(Feeds kind, FeedContext context, Choices choices) {

    /** Whether it is ever swept. */
    boolean isPossible() {
        return kind.isSwept(context.version()) && context.sink() != null;
    }

    /**
     * Whether a pass that reads everything lists what a sweep goes by, so that no other read need be made. What is asked for
     * since a start date is not everything.
     */
    boolean isMetByFullPass(History before) {
        boolean isWhole = choices.startDate() == null || !kind.tellsChanges(context.version());
        return isPossible() && isWhole && before.readBefore();
    }

    /**
     * Whether a sweep is due.
     *
     * @param surplus how many live rows more than Intercom counts the sink holds
     * @param isListed whether a pass of the run has listed all objects
     */
    boolean isDue(History history, long surplus, boolean isListed) {
        boolean wasRefreshed = isListed && kind.tellsChanges(context.version());
        return wasRefreshed
                || history.isSweptLongAgo(
                        choices.sweeps().interval(), context.me().serverTime())
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
