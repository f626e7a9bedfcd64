package io.intercomsync.internal.pace;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Condition;

/** A clock that moves when somebody sleeps, at once. Thread-safe: two who sleep side by side do not sleep twice as long. */
public final class FakeTime extends Clock implements Sleeper {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00.250Z"));
    private final List<Duration> sleeps = new CopyOnWriteArrayList<>();

    @Override
    public Instant instant() {
        return now.get();
    }

    /** Moves on by that much. */
    public void advance(Duration duration) {
        Instant then = instant().plus(duration);
        now.accumulateAndGet(then, (a, b) -> a.isAfter(b) ? a : b);
    }

    /** Returns the length of each sleep, in order, without the waits for answers. */
    public List<Duration> sleeps() {
        return List.copyOf(sleeps);
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        sleeps.add(duration);
        advance(duration);
    }

    @Override
    public void await(Condition condition, Duration atMost) throws InterruptedException {
        sleep(atMost);
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
