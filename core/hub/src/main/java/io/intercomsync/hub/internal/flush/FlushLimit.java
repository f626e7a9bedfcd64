package io.intercomsync.hub.internal.flush;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Tells a flush when to stop: at the end of its time, or when its thread is interrupted. */
final class FlushLimit {
    private final @Nullable Instant end;
    private final Clock clock;

    FlushLimit(@Nullable Duration most, Clock clock) {
        this.clock = clock;
        this.end = most == null ? null : clock.instant().plus(most);
    }

    boolean isReached() {
        return end != null && !clock.instant().isBefore(end);
    }

    /** Throws if the thread is interrupted, and leaves its flag cleared. */
    static void refuseInterrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }
}
