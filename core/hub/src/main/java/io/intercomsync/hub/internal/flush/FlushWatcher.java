package io.intercomsync.hub.internal.flush;

/** Hears of the progress of a flush. */
@FunctionalInterface
public interface FlushWatcher {

    /**
     * Hears that a unit was written.
     *
     * @param done how many objects were handed over
     * @param expected how many the flush has to hand over
     */
    void onProgress(long done, long expected);
}
