package io.intercomsync.internal.pace;

import io.intercomsync.internal.foreign.ForeignCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Measures the time that passes by a clock that somebody may set. A step back between two readings counts as no time, so it
 * makes no limit longer. Thread-safe.
 */
public final class ElapsedTime {
    private final Clock clock;
    private Instant latest;
    private Duration passed = Duration.ZERO;

    /** Begins to measure. */
    public ElapsedTime(Clock clock) {
        this.clock = clock;
        this.latest = ForeignCode.now(clock);
    }

    /** Returns the time since the beginning. */
    public synchronized Duration passed() {
        Instant now = ForeignCode.now(clock);
        if (now.isAfter(latest)) {
            passed = passed.plus(Duration.between(latest, now));
        }
        latest = now;
        return passed;
    }
}
