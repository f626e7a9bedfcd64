package io.intercomsync.jdbc.engines.gettingstarted;

import io.intercomsync.internal.pace.Sleeper;
import io.intercomsync.report.Status;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.locks.Condition;

/** The one clock of Intercom, the hub and the program. The test moves it; a client that sleeps moves it on and does not wait. */
final class SharedTime extends Clock implements Sleeper {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private Instant now = START;

    @Override
    public synchronized Instant instant() {
        return now;
    }

    /** Lets a run take a minute before it ends, so that a run that waits for its turn begins later. A shutdown takes no time. */
    void takeAMinute(Status status) {
        if (status != Status.STOPPED) {
            moveOn(Duration.ofMinutes(1));
        }
    }

    private synchronized void moveOn(Duration duration) {
        now = now.plus(duration);
    }

    /** Moves to the moment so long after the start. */
    synchronized void moveTo(Duration sinceStart) {
        Instant then = START.plus(sinceStart);
        if (then.isBefore(now)) {
            throw new IllegalArgumentException(then + " is past: it is " + now);
        }
        now = then;
    }

    @Override
    public void sleep(Duration duration) {
        moveOn(duration);
    }

    @Override
    public void await(Condition condition, Duration atMost) {
        moveOn(atMost);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }
}
