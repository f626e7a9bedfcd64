package io.intercomsync;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A run of a job that has ended.
 *
 * @param startedAt when it began
 * @param duration how long it took
 * @param failure what it threw; {@code null} if it ended well
 */
public record JobRun(
        Instant startedAt, Duration duration, @Nullable Throwable failure) {

    public JobRun {
        requireNonNull(startedAt, "startedAt");
        requireNonNull(duration, "duration");
    }

    /** Whether it ended without an exception. */
    public boolean isSuccessful() {
        return failure == null;
    }
}
