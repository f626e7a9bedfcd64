package io.intercomsync.hub;

import io.intercomsync.internal.foreign.ForeignCode;
import io.intercomsync.internal.foreign.RedactedTrace;
import io.intercomsync.report.FlushReport;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Calls the listener of one flush. Logs what it throws. */
final class FlushListenerCalls {
    private static final Logger log = LoggerFactory.getLogger(FlushListenerCalls.class);
    private static final double NANOS = 1e9;

    private final FlushListener listener;
    private final String warehouse;
    private final long began = System.nanoTime();
    private boolean isBroken;

    FlushListenerCalls(FlushListener listener, String warehouse) {
        this.listener = listener;
        this.warehouse = warehouse;
    }

    void onProgress(long done, long expected) {
        double seconds = (System.nanoTime() - began) / NANOS;
        double rate = seconds > 0 ? done / seconds : 0;
        Duration left = rate > 0 ? Duration.ofMillis((long) ((expected - done) / rate * 1000)) : null;
        call(() -> listener.onProgress(new FlushProgress(warehouse, done, expected, rate, left)));
    }

    /** Sets the interrupt flag again where the listener was interrupted and forgot it: the thread is the application's. */
    void onEnd(FlushReport report) {
        Throwable fault = call(() -> listener.onEnd(report));
        if (fault != null && ForeignCode.isInterrupt(fault)) {
            Thread.currentThread().interrupt();
        }
    }

    private @Nullable Throwable call(Runnable call) {
        try {
            call.run();
            return null;
        } catch (Throwable e) {
            log.atLevel(isBroken ? Level.DEBUG : Level.WARN)
                    .setCause(RedactedTrace.of(e))
                    .log(
                            "The listener failed, which does no harm to the flush; further failures are logged at level DEBUG");
            isBroken = true;
            return e;
        }
    }
}
