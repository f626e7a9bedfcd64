package io.intercomsync.internal.pace;

import io.intercomsync.internal.value.Amounts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets as many requests pass as Intercom allows. Each workspace has one pacer, shared by all engines. It follows the windows that
 * answers name, and serves its callers in order. Thread-safe.
 */
public final class Pacer {
    private static final Logger log = LoggerFactory.getLogger(Pacer.class);

    /** The wait after which the log says why nothing is sent. The wait for an ordinary window is shorter. */
    private static final Duration STALL = Duration.ofSeconds(15);

    private final Clock clock;
    private final Sleeper sleeper;
    private final ReentrantLock turn = new ReentrantLock(true);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final RateWindow window;
    private final ConcurrencyLimit throughput = new ConcurrencyLimit();

    /** @param share the share of each window to use: more than 0, at most 1 */
    public Pacer(Clock clock, Sleeper sleeper, double share) {
        this.clock = clock;
        this.sleeper = sleeper;
        this.window = new RateWindow(share);
    }

    /**
     * Waits until one more request may be sent. The caller must report the result to the permit exactly once.
     *
     * @param kind the kind of request; requests of one kind take about the same time
     * @param until the time at which it is too late to send the request
     * @return the permission; empty if it is too late
     */
    public Optional<Permit> acquire(Object kind, Instant until) throws InterruptedException {
        turn.lockInterruptibly();
        try {
            lock.lockInterruptibly();
            try {
                return take(kind, until);
            } finally {
                lock.unlock();
            }
        } finally {
            turn.unlock();
        }
    }

    /** Returns how many requests under way use the whole allowance, by the present measurements. */
    public int usefulConcurrency() {
        lock.lock();
        try {
            return throughput.useful(perSecond());
        } finally {
            lock.unlock();
        }
    }

    /** Returns how many requests a second are allowed, as far as it is known. */
    public double requestsPerSecond() {
        lock.lock();
        try {
            return perSecond();
        } finally {
            lock.unlock();
        }
    }

    private double perSecond() {
        return window.allowed() / (double) RateWindow.LENGTH.toSeconds();
    }

    private Optional<Permit> take(Object kind, Instant until) throws InterruptedException {
        Instant asked = clock.instant();
        boolean isStallLogged = false;
        for (Instant now = asked; now.isBefore(until); now = clock.instant()) {
            Duration wait = window.take(now);
            if (wait.isZero()) {
                return Optional.of(new Permit(kind, now));
            }
            if (!isStallLogged && Duration.between(asked, now.plus(wait)).compareTo(STALL) > 0) {
                logStall(Duration.between(asked, now), wait);
                isStallLogged = true;
            }
            Duration left = Duration.between(now, until);
            sleeper.await(changed, wait.compareTo(left) < 0 ? wait : left);
        }
        return Optional.empty();
    }

    private static void logStall(Duration sofar, Duration wait) {
        log.warn(
                "No request was sent for {}, and none will be for another {}: Intercom's answers say that the rate limit is"
                        + " used up. If nobody else uses the limit, something between here and Intercom changes the answers",
                Amounts.of(sofar),
                Amounts.of(wait));
    }

    /** Permission to send one request. */
    public final class Permit {
        private final Object kind;
        private final Instant sent;

        private Permit(Object kind, Instant sent) {
            this.kind = kind;
            this.sent = sent;
        }

        /** Notes that an answer came. */
        public void answered(RateHeaders headers) {
            update(now -> {
                throughput.addTime(kind, Duration.between(sent, now), now);
                window.answered(sent, now, headers);
                return Duration.ZERO;
            });
        }

        /** Notes that no answer came. */
        public void failed() {
            update(now -> {
                window.failed();
                return Duration.ZERO;
            });
        }

        /** Notes that the limit is exceeded. Returns the time in which nothing more is sent. */
        public Duration exceeded(RateHeaders headers) {
            return update(now -> window.exceeded(sent, now, headers));
        }

        private Duration update(Function<Instant, Duration> change) {
            lock.lock();
            try {
                return change.apply(clock.instant());
            } finally {
                changed.signalAll();
                lock.unlock();
            }
        }
    }
}
