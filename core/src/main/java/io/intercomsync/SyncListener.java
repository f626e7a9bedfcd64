package io.intercomsync;

import io.intercomsync.report.Progress;
import io.intercomsync.report.SyncReport;

/** Hears how a run is getting on, and how it ended. What it throws is logged and does no harm. */
@FunctionalInterface
public interface SyncListener {

    /**
     * A page has been read, whatever was on it: objects, members of a segment, or one object by which a sweep learns whether it
     * is gone. It is called from the threads that read, one at a time; it should return at once.
     */
    void onProgress(Progress progress);

    /**
     * A run has ended, well or not: {@code report.isComplete()} says whether anything is missing. It is called from the thread
     * that runs it, before {@code sync()} returns or throws. By default nothing is done.
     */
    default void onEnd(SyncReport report) {}
}
