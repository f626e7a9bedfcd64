package io.intercomsync.internal.http;

import io.intercomsync.internal.pace.ElapsedTime;
import io.intercomsync.internal.value.Amounts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;

/** The requests and the time that a run may spend. Thread-safe. */
public final class Budget {
    /** The number of pages that a run should be able to finish in each resource. */
    private static final long SHARE_OF_A_PAGE = 10;

    /** About the requests that one slice takes to the end of its first page. */
    private static final long SHARE_OF_A_SLICE = 1_000;

    private final @Nullable Long maxRequests;
    private final @Nullable Duration maxDuration;
    private final Clock clock;
    private final ElapsedTime time;
    private final SharedRequests requests;
    /** True until the feed of this budget has come to the end of a page. */
    private final AtomicBoolean isBehind = new AtomicBoolean(true);

    /**
     * @param maxRequests the most requests; {@code null} for no limit
     * @param maxDuration the longest time from now on; {@code null} for no limit
     */
    public Budget(@Nullable Long maxRequests, @Nullable Duration maxDuration, Clock clock) {
        this(
                maxRequests,
                maxDuration,
                clock,
                new ElapsedTime(clock),
                new SharedRequests(maxRequests == null ? Long.MAX_VALUE : maxRequests));
    }

    private Budget(
            @Nullable Long maxRequests,
            @Nullable Duration maxDuration,
            Clock clock,
            ElapsedTime time,
            SharedRequests requests) {
        this.maxRequests = maxRequests;
        this.maxDuration = maxDuration;
        this.clock = clock;
        this.time = time;
        this.requests = requests;
    }

    /**
     * Returns this budget for one of the feeds that share it. A part of the requests is kept for the feed until it calls {@link
     * #noteProgress()}, so each run makes some progress in each feed.
     */
    public Budget forFeed() {
        requests.addFeed();
        return new Budget(maxRequests, maxDuration, clock, time, requests);
    }

    /** Notes that the feed of this budget has come to the end of a page, or to its own end. */
    public void noteProgress() {
        if (isBehind.getAndSet(false)) {
            requests.noteProgress();
        }
    }

    /**
     * Spends one request.
     *
     * @throws BudgetReachedException if no request or no time is left
     */
    void spend() {
        if (!requests.spend(isBehind.get())) {
            throw new BudgetReachedException("The run was to make no more than " + maxRequests + " requests");
        }
        if (maxDuration != null && time.passed().compareTo(maxDuration) >= 0) {
            throw timeIsUp();
        }
    }

    /** Stops the run: nothing more is spent. */
    public void stop() {
        requests.stop();
    }

    /** @throws InterruptedException if the run was stopped */
    void refuseStopped() throws InterruptedException {
        if (requests.isStopped()) {
            throw new InterruptedException();
        }
    }

    /** Returns the end of the time by the clock as it is now. Somebody may set the clock later. */
    Instant end() {
        return maxDuration == null
                ? Instant.MAX
                : clock.instant().plus(maxDuration).minus(time.passed());
    }

    BudgetReachedException timeIsUp() {
        Duration most = maxDuration == null ? Duration.ZERO : maxDuration;
        return new BudgetReachedException("The run was to take no longer than " + Amounts.of(most));
    }

    /** Returns the wait, or the time that is left if that is shorter. */
    public Duration atMost(Duration wait) {
        if (maxDuration == null) {
            return wait;
        }
        Duration left = maxDuration.minus(time.passed());
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

    /**
     * Returns how many objects a page may have, so that a run finishes some pages. The next run reads an unfinished page again.
     *
     * @param most how many Intercom puts on a page
     * @param requestsOfEach how many requests an object may take
     */
    public int pageSize(int most, int requestsOfEach) {
        return maxRequests == null
                ? most
                : (int) Math.max(1, Math.min(most, maxRequests / SHARE_OF_A_PAGE / requestsOfEach));
    }

    /** Returns how many slices may be read side by side, so that each of them finishes a page. */
    public int slicesAtOnce() {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, left() / SHARE_OF_A_SLICE));
    }

    /** Returns how many requests may still be made. */
    public long left() {
        return requests.left(isBehind.get());
    }

    /** Returns whether at least half of the budget is left. */
    public boolean isHalfLeft() {
        return requests.isHalfLeft() && (maxDuration == null || time.passed().compareTo(maxDuration.dividedBy(2)) <= 0);
    }

    /** Returns whether this much may still be spent. */
    public boolean allows(long wanted, Duration needed) {
        return wanted <= left()
                && (maxDuration == null || time.passed().plus(needed).compareTo(maxDuration) <= 0);
    }
}
