package io.intercomsync.hub.internal.flush;

import io.intercomsync.internal.pace.ElapsedTime;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Tells a flush when to stop: at the end of its time, or when its thread is interrupted. */
final class FlushLimit {
    private final @Nullable Duration most;
    private final ElapsedTime time;

    FlushLimit(@Nullable Duration most, ElapsedTime time) {
        this.most = most;
        this.time = time;
    }

    boolean isReached() {
        return most != null && time.passed().compareTo(most) >= 0;
    }

    /** Throws if the thread is interrupted, and leaves its flag cleared. */
    static void refuseInterrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }
}
