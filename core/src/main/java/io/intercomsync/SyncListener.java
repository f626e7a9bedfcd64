package io.intercomsync;

import io.intercomsync.report.Progress;

/** Hears how a run is getting on. */
@FunctionalInterface
public interface SyncListener {

    /**
     * A page has been read, whatever was on it: objects, members of a segment, or one object by which a sweep learns whether it
     * is gone. It is called from the threads that read, one at a time; it should return at once. What it throws is logged and
     * does no harm.
     */
    void onProgress(Progress progress);
}
