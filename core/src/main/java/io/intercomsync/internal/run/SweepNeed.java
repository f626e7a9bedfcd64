package io.intercomsync.internal.run;

import io.intercomsync.internal.feed.FeedContext;
import io.intercomsync.internal.resource.ApiResource;
import io.intercomsync.internal.state.CarriedState;
import io.intercomsync.internal.sweep.SweepMemory;

/** Decides when a feed needs a sweep, and estimates its requests. Runs and plans use the same rules. */
record SweepNeed(ApiResource resource, FeedContext context, RunOptions options) {

    /** Returns whether the feed is ever swept. */
    boolean isPossible() {
        return resource.isSwept() && context.sink() != null;
    }

    /**
     * Returns whether a pass that reads everything lists all objects for a sweep, so the sweep needs no read of its own. A pass
     * since a start date does not list everything.
     */
    boolean isListedByFullPass() {
        return isPossible() && (options.startDate() == null || !resource.tellsChanges());
    }

    /**
     * Returns whether a sweep is due.
     *
     * @param surplus the number of live rows beyond Intercom's count
     * @param isRefresh whether a pass of this run has listed all objects while the sink already held rows
     */
    boolean isDue(CarriedState history, long surplus, boolean isRefresh) {
        return (isRefresh && resource.tellsChanges())
                || history.isSweptLongAgo(
                        options.sweeps().interval(), context.me().time())
                || surplus > history.surplus();
    }

    /** Estimates how many objects a sweep has to ask for one by one. */
    long probes(SweepMemory memory, long surplus) {
        long unproved = Math.max(0, surplus - memory.gone().size());
        return Math.min(options.sweeps().maxProbes(), memory.due() + unproved);
    }

    /**
     * Estimates the requests of a sweep that reads everything itself.
     *
     * @param counted the estimate by Intercom's counts. The last sweep may have taken more
     */
    long requests(SweepMemory memory, long counted, long surplus) {
        return Math.max(counted, memory.cost()) + probes(memory, surplus);
    }
}
