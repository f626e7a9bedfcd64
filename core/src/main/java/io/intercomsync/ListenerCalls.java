package io.intercomsync;

import io.intercomsync.internal.foreign.ForeignCode;
import io.intercomsync.internal.foreign.RedactedTrace;
import io.intercomsync.report.Progress;
import io.intercomsync.report.SyncReport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Calls the listener of one run, one call at a time. Logs what it throws. Thread-safe. */
final class ListenerCalls {
    private static final Logger log = LoggerFactory.getLogger(ListenerCalls.class);

    private final SyncListener listener;
    private boolean isBroken;

    ListenerCalls(SyncListener listener) {
        this.listener = listener;
    }

    void onProgress(Progress progress) {
        call(() -> listener.onProgress(progress));
    }

    /**
     * Reports the end of a run. Sets the interrupt flag again if the listener was interrupted and forgot it, since the thread is
     * the application's.
     */
    void onEnd(SyncReport report) {
        Throwable fault = call(() -> listener.onEnd(report));
        if (fault != null && ForeignCode.isInterrupt(fault)) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized @Nullable Throwable call(Runnable call) {
        try {
            call.run();
            return null;
        } catch (Throwable e) {
            log.atLevel(isBroken ? Level.DEBUG : Level.WARN) // it may fail at each page
                    .setCause(RedactedTrace.of(e))
                    .log(
                            "The listener failed, which does no harm to the run; further failures are logged at level DEBUG");
            isBroken = true;
            return e;
        }
    }
}
