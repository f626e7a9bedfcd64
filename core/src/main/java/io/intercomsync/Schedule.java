package io.intercomsync;

import java.time.Duration;
import java.time.Instant;
import java.util.function.DoubleSupplier;

/**
 * Tells when a job is due: at once, then at each interval from its first run. One run makes up for all runs that could not begin
 * in time. After a failure the job is due sooner. Not thread-safe.
 */
final class Schedule {
    private static final Duration FIRST_RETRY = Duration.ofMinutes(1);
    private static final int MOST_DOUBLINGS = 20;
    /** The longest time from the first run. A clock shows a later time only if somebody has set it. */
    private static final Duration LONGEST_SERIES = Duration.ofDays(36_500);

    private Instant origin;
    private final Duration interval;
    private final double jitter;
    private final DoubleSupplier random;
    private Instant due;
    private int failures;

    /**
     * @param jitter the largest share of the interval by which a run may be late
     * @param random gives numbers from 0 to 1
     */
    Schedule(Instant now, Duration interval, double jitter, DoubleSupplier random) {
        this.origin = now;
        this.interval = interval;
        this.jitter = jitter;
        this.random = random;
        this.due = now;
    }

    Duration interval() {
        return interval;
    }

    Instant due() {
        return due;
    }

    /** Returns the time until the job is due; zero if it is due. */
    Duration until(Instant now) {
        Duration left = Duration.between(now, due);
        if (left.compareTo(interval.plus(share(interval, jitter))) > 0) { // somebody set the clock back
            due = slotAfter(now);
            left = Duration.between(now, due);
        }
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** Notes that a run begins. */
    void started(Instant now) {
        due = slotAfter(now);
    }

    /** Notes that the run has ended. */
    void ended(Instant now, boolean isFailed) {
        failures = isFailed ? failures + 1 : 0;
        if (isFailed) {
            Duration wait = FIRST_RETRY.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
            due = late(now, wait.compareTo(interval) < 0 ? wait : interval);
        }
    }

    private Instant slotAfter(Instant now) {
        if (Duration.between(origin, now).abs().compareTo(LONGEST_SERIES) > 0) {
            origin = now;
        }
        long passed = Math.floorDiv(Duration.between(origin, now).toNanos(), interval.toNanos());
        return late(origin.plus(interval.multipliedBy(passed)), interval);
    }

    private Instant late(Instant from, Duration wait) {
        return from.plus(wait).plus(share(wait, jitter * random.getAsDouble()));
    }

    private static Duration share(Duration whole, double share) {
        return Duration.ofNanos((long) (whole.toNanos() * share));
    }
}
