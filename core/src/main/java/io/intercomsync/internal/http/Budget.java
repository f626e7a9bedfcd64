package io.intercomsync.internal.http;

import io.intercomsync.internal.foreign.ForeignCode;
import io.intercomsync.internal.value.Amounts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;

/** The requests and the time that a run may spend. Thread-safe. */
public final class Budget {
    private static final long SCARCE = 300;

    /** The requests for one contact: its tags, companies and segments. */
    private static final long MOST_OF_AN_OBJECT = 3;

    private final @Nullable Long maxRequests;
    private final @Nullable Duration maxDuration;
    private final Clock clock;
    private final Instant start;
    private final AtomicLong spent = new AtomicLong();
    private volatile boolean isStopped;

    /**
     * @param maxRequests the most requests; {@code null} for no limit
     * @param maxDuration the longest time from now on; {@code null} for no limit
     */
    public Budget(@Nullable Long maxRequests, @Nullable Duration maxDuration, Clock clock) {
        this.maxRequests = maxRequests;
        this.maxDuration = maxDuration;
        this.clock = clock;
        this.start = ForeignCode.now(clock);
    }

    /**
     * Spends one request.
     *
     * @throws BudgetReachedException if no request or no time is left
     */
    void spend() {
        if (maxRequests != null && spent.incrementAndGet() > maxRequests) {
            throw new BudgetReachedException("The run was to make no more than " + maxRequests + " requests");
        }
        if (!clock.instant().isBefore(end())) {
            throw timeIsUp();
        }
    }

    /** Stops the run: nothing more is spent. */
    public void stop() {
        isStopped = true;
    }

    /** @throws InterruptedException if the run was stopped */
    void refuseStopped() throws InterruptedException {
        if (isStopped) {
            throw new InterruptedException();
        }
    }

    /** Returns the end of the time. */
    Instant end() {
        return maxDuration == null ? Instant.MAX : start.plus(maxDuration);
    }

    BudgetReachedException timeIsUp() {
        Duration most = maxDuration == null ? Duration.ZERO : maxDuration;
        return new BudgetReachedException("The run was to take no longer than " + Amounts.of(most));
    }

    /** Shortens a wait to what is left of the time. */
    public Duration atMost(Duration wait) {
        Duration left = Duration.between(clock.instant(), end());
        Duration most = left.isNegative() ? Duration.ZERO : left;
        return wait.compareTo(most) < 0 ? wait : most;
    }

    /**
     * Waits for a lock.
     *
     * @throws BudgetReachedException if the time ends before
     */
    public void take(Lock lock) throws InterruptedException {
        if (maxDuration == null) {
            lock.lockInterruptibly();
        } else if (!lock.tryLock(TimeUnit.NANOSECONDS.convert(atMost(maxDuration)), TimeUnit.NANOSECONDS)) {
            throw timeIsUp();
        }
    }

    /** Returns whether so few requests are left that the work begun should be finished first. */
    public boolean isScarce() {
        return left() < SCARCE;
    }

    /** Returns how many objects may be asked for at a time with the requests left. */
    public long objectsAtOnce() {
        return Math.max(1, left() / MOST_OF_AN_OBJECT);
    }

    /** Returns how many requests may still be made. */
    public long left() {
        return maxRequests == null ? Long.MAX_VALUE : Math.max(0, maxRequests - spent.get());
    }

    /** Returns whether at least half of the budget is left. */
    public boolean isHalfLeft() {
        return (maxRequests == null || spent.get() <= maxRequests / 2)
                && (maxDuration == null || !clock.instant().isAfter(start.plus(maxDuration.dividedBy(2))));
    }

    /** Returns whether this much may still be spent. */
    public boolean allows(long requests, Duration time) {
        return (maxRequests == null || spent.get() + requests <= maxRequests)
                && (maxDuration == null || !clock.instant().plus(time).isAfter(start.plus(maxDuration)));
    }
}
