package io.intercomsync.hub;

import io.intercomsync.report.FlushReport;

/** Hears of the progress and the end of each flush. Its exceptions are logged and do no harm. */
@FunctionalInterface
public interface FlushListener {

    /** Hears that the warehouse has stored a unit. It is called from the thread of the flush, and should return at once. */
    void onProgress(FlushProgress progress);

    /**
     * Hears that a flush has ended, well or not: {@code report.isComplete()} says if anything is missing. It is called from
     * the thread of the flush, before {@code flush()} returns or throws. By default it does nothing.
     */
    default void onEnd(FlushReport report) {}
}
