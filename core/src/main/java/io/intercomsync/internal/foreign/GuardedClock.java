package io.intercomsync.internal.foreign;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;

/** Reads a clock of the application, and turns what it throws into an exception of this library. */
final class GuardedClock extends Clock {
    private final Clock clock;

    GuardedClock(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Instant instant() {
        Instant now;
        try {
            now = clock.instant();
        } catch (Throwable fault) {
            throw new ForeignCodeException(
                    "The clock failed with a " + fault.getClass().getName(), fault);
        }
        if (now == null) {
            throw new ForeignCodeException("The clock returned null", new NullPointerException("instant"));
        }
        return now;
    }

    @Override
    public ZoneId getZone() {
        return clock.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new GuardedClock(clock.withZone(zone));
    }
}
