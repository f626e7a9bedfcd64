package io.intercomsync.internal.pace;

import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides the wait after a fault that may pass, and when to give up. Thread-safe. */
public final class Backoff {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(60);
    /** The longest wait for the rate limit, which others may use up. */
    private static final Duration LONGEST_UNDER_LIMIT = Duration.ofHours(1);

    private final Clock clock;
    private final Duration maxDuration;
    private final Retry retry;

    /** @param maxDuration how long after its first fault a call is repeated */
    public Backoff(Clock clock, Duration maxDuration) {
        this.clock = clock;
        this.maxDuration = maxDuration;
        this.retry = Retry.of(
                "intercom",
                RetryConfig.custom()
                        .maxAttempts(Integer.MAX_VALUE)
                        .intervalFunction(IntervalFunction.ofExponentialRandomBackoff(FIRST, 2, 0.25, LONGEST))
                        .build());
    }

    /** Begins the attempts at one call. */
    public Attempts attempts() {
        return new Attempts();
    }

    /** The attempts at one call. Not thread-safe. */
    public final class Attempts {
        private final Retry.AsyncContext<Object> context = retry.asyncContext();
        private @Nullable ElapsedTime sinceFault;
        private @Nullable ElapsedTime sinceExceeded;
        private int faults;

        /** Returns how often the call has failed, refusals for the rate limit excepted. */
        public int faults() {
            return faults;
        }

        /** Returns the wait before the next attempt; empty if it is time to give up. */
        public Optional<Duration> afterFault(Throwable fault) {
            faults++;
            ElapsedTime time = sinceFault == null ? new ElapsedTime(clock) : sinceFault;
            sinceFault = time;
            Duration wait = Duration.ofMillis(context.onError(fault));
            boolean isTooLate = time.passed().plus(wait).compareTo(maxDuration) > 0;
            return isTooLate ? Optional.empty() : Optional.of(wait);
        }

        /** Returns whether to try again after this wait for the rate limit. */
        public boolean waitsForLimit(Duration wait) {
            ElapsedTime time = sinceExceeded == null ? new ElapsedTime(clock) : sinceExceeded;
            sinceExceeded = time;
            return time.passed().plus(wait).compareTo(LONGEST_UNDER_LIMIT) <= 0;
        }
    }
}
