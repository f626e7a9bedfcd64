package io.intercomsync.testing;

import io.intercomsync.internal.pace.Sleeper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;

/** A clock that stands still until the test moves it. Who waits is woken by the test too. */
public final class ManualTime extends Clock implements Sleeper {
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private long waits;

    @Override
    public synchronized Instant instant() {
        return now;
    }

    /** Sets the clock on, or back if it is negative. */
    public synchronized void advance(Duration duration) {
        now = now.plus(duration);
    }

    /** How often somebody has begun to wait. */
    public synchronized long waits() {
        return waits;
    }

    /** Returns once somebody has begun to wait that often. */
    public synchronized void awaitWaits(long count) throws InterruptedException, TimeoutException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (waits < count) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                throw new TimeoutException("Nobody waits");
            }
            wait(left);
        }
    }

    @Override
    @SuppressWarnings("WaitNotInLoop") // the caller has the loop
    public void await(Condition condition, Duration atMost) throws InterruptedException {
        synchronized (this) {
            waits++;
            notifyAll();
        }
        condition.await();
    }

    @Override
    public void sleep(Duration duration) {
        throw new UnsupportedOperationException();
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
