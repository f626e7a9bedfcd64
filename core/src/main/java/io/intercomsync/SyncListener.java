package io.intercomsync;

import io.intercomsync.report.Progress;
import io.intercomsync.report.SyncReport;

/** Hears of the progress and the end of each run. Its exceptions are logged and do no harm. */
@FunctionalInterface
public interface SyncListener {

    /**
     * Hears that a page of objects or of segment members was read, or that a sweep has asked for a single object. It is called
     * from the reading threads, one at a time, and should return at once.
     */
    void onProgress(Progress progress);

    /**
     * Hears that a run has ended, well or not: {@code report.isComplete()} says if anything is missing. It is called
     * from the thread of the run, before {@code sync()} returns or throws. By default it does nothing.
     */
    default void onEnd(SyncReport report) {}
}
