package io.intercomsync.internal.run;

import io.intercomsync.internal.pace.ElapsedTime;
import io.intercomsync.internal.parallel.InterruptedReadException;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Holds the end of the run of one feed. Thread-safe: the reader, the writer and the run may end it. */
final class FeedOutcome {
    private final ElapsedTime time;
    /** The time that the feed took; {@code null} until it has ended. */
    private @Nullable Duration took;

    private @Nullable Throwable failure;
    private boolean isStopped;
    private @Nullable String skipped;

    FeedOutcome(Clock clock) {
        this.time = new ElapsedTime(clock);
    }

    /** Notes that the feed was read to its end. */
    synchronized void end() {
        took = time.passed();
    }

    /** Notes that the feed is not due in this run. */
    synchronized void skip(String reason) {
        skipped = reason;
    }

    /**
     * Notes a failure, and returns whether it is the first one. Only the first one counts, since others are often its consequences.
     */
    synchronized boolean fail(Throwable cause) {
        if (failure != null) {
            return false;
        }
        failure = cause;
        end();
        return true;
    }

    /** Notes a failure of the run, unless the feed was read to its end before. */
    synchronized boolean failUnlessEnded(Throwable cause) {
        return took == null && fail(cause);
    }

    /** Notes that the run is told to stop. */
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

    /** Returns the failure to report. A read that has not come to its end counts as failed. */
    synchronized @Nullable Throwable failureToReport() {
        return took == null && failure == null
                ? new IllegalStateException("The read did not come to its end")
                : failure;
    }

    /** Returns how long the feed took; zero if it has not ended. */
    synchronized Duration duration() {
        return took == null ? Duration.ZERO : took;
    }

    /** Returns the time since the start. */
    Duration soFar() {
        return time.passed();
    }
}
