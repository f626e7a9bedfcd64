package io.intercomsync;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/** Checks the durations that users set, when they set them. */
final class Durations {
    /** As good as for ever, and still a time that can be added to a date, or taken from one, without an overflow. */
    private static final Duration LONGEST = Duration.ofDays(3_650_000);

    private Durations() {}

    /** The duration, or ten thousand years if it is longer. */
    static Duration notNegative(Duration duration, String name) {
        requireNonNull(duration, name);
        if (duration.isNegative()) {
            throw new IllegalArgumentException(name + " must not be negative: " + duration);
        }
        return atMost(LONGEST, duration);
    }

    /** The duration, or ten thousand years if it is longer. */
    static Duration positive(Duration duration, String name) {
        requireNonNull(duration, name);
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(name + " must be positive: " + duration);
        }
        return atMost(LONGEST, duration);
    }

    /** The duration, which must lie between these two or be one of them. */
    static Duration within(Duration least, Duration most, Duration duration, String name) {
        requireNonNull(duration, name);
        if (duration.compareTo(least) < 0 || duration.compareTo(most) > 0) {
            throw new IllegalArgumentException(name + " must be from " + least + " to " + most + ": " + duration);
        }
        return duration;
    }

    private static Duration atMost(Duration most, Duration duration) {
        return duration.compareTo(most) < 0 ? duration : most;
    }
}
