package io.intercomsync.internal.run;

import io.intercomsync.internal.foreign.ForeignCode;
import io.intercomsync.internal.parallel.InterruptedReadException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Holds how the run of one feed ended. Thread-safe: the reader, the writer and the run may each end it. */
final class FeedOutcome {
    private final Clock clock;
    private final Instant startedAt;
    private @Nullable Instant endedAt;
    private @Nullable Throwable failure;
    private boolean isStopped;
    private @Nullable String skipped;

    FeedOutcome(Clock clock) {
        this.clock = clock;
        this.startedAt = clock.instant();
    }

    /** The feed was read to its end. */
    synchronized void end() {
        endedAt = ForeignCode.now(clock);
    }

    /** The feed is not due in this run. */
    synchronized void skip(String reason) {
        skipped = reason;
    }

    /** Returns whether this is the first failure, which counts; a later one is often its consequence. */
    synchronized boolean fail(Throwable cause) {
        if (failure != null) {
            return false;
        }
        failure = cause;
        end();
        return true;
    }

    /** The run ends before the feed does; a feed that was read to its end stays whole. */
    synchronized boolean failUnlessEnded(Throwable cause) {
        return endedAt == null && fail(cause);
    }

    /** The run is told to stop. */
    synchronized void stop() {
        isStopped |= failUnlessEnded(new InterruptedReadException(new InterruptedException()));
    }

    /** Returns why the feed was not read; {@code null} if it was. */
    synchronized @Nullable String skipped() {
        return skipped;
    }

    synchronized boolean isStopped() {
        return isStopped;
    }

    /** Returns why the read broke off; {@code null} if it has not. */
    synchronized @Nullable Throwable failure() {
        return failure;
    }

    /** Returns the failure to report: a read that has not come to its end must not pass for complete. */
    synchronized @Nullable Throwable failureToReport() {
        return endedAt == null && failure == null
                ? new IllegalStateException("The read did not come to its end")
                : failure;
    }

    /** Returns how long the feed took; zero if it has not ended. */
    synchronized Duration duration() {
        return Duration.between(startedAt, endedAt == null ? startedAt : endedAt);
    }

    /** Returns the time since the start. */
    Duration soFar() {
        return Duration.between(startedAt, clock.instant());
    }
}
