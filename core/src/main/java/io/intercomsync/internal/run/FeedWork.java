package io.intercomsync.internal.run;

import io.intercomsync.internal.write.WriteQueue;

/** Reads one feed into the queue: in passes, or single objects. */
@FunctionalInterface
interface FeedWork {
    void read(FeedRun feedRun, WriteQueue queue);
}
