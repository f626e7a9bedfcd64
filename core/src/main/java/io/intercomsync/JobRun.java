package io.intercomsync;

import static java.util.Objects.requireNonNull;

import io.intercomsync.internal.value.Amounts;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A run of a job that has ended.
 *
 * @param startedAt when the run began
 * @param duration how long the run took
 * @param failure the exception that ended the run; {@code null} if it ended well
 */
public record JobRun(
        Instant startedAt, Duration duration, @Nullable Throwable failure) {

    public JobRun {
        requireNonNull(startedAt, "startedAt");
        requireNonNull(duration, "duration");
    }

    /**
     * Returns the run in words: {@code ended well after 3.7 s}, or {@code failed after 3.7 s with a
     * java.io.IOException}.
     */
    @Override
    public String toString() {
        String after = " after " + Amounts.of(duration);
        return failure == null
                ? "ended well" + after
                : "failed" + after + " with a " + failure.getClass().getName();
    }

    /** Returns whether the run ended without an exception. */
    public boolean isSuccessful() {
        return failure == null;
    }
}
