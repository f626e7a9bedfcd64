package io.intercomsync;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/** Checks the values that users set, when they set them. */
final class ArgumentChecks {
    /** As good as for ever, and still a duration that can be added to a date or taken from one without an overflow. */
    private static final Duration LONGEST = Duration.ofDays(3_650_000);

    private ArgumentChecks() {}

    /** Returns the duration, or ten thousand years if it is longer. */
    static Duration notNegative(Duration duration, String name) {
        if (requireNonNull(duration, name).isNegative()) {
            throw new IllegalArgumentException(name + " must not be negative: " + duration);
        }
        return duration.compareTo(LONGEST) < 0 ? duration : LONGEST;
    }

    /** Returns the duration, or ten thousand years if it is longer. */
    static Duration positive(Duration duration, String name) {
        if (requireNonNull(duration, name).isZero() || duration.isNegative()) {
            throw new IllegalArgumentException(name + " must be positive: " + duration);
        }
        return notNegative(duration, name);
    }

    /** Returns the duration, which must not be shorter or longer than these two. */
    static Duration within(Duration least, Duration most, Duration duration, String name) {
        if (requireNonNull(duration, name).compareTo(least) < 0 || duration.compareTo(most) > 0) {
            throw new IllegalArgumentException(name + " must be from " + least + " to " + most + ": " + duration);
        }
        return duration;
    }

    /** Returns the number, which must be at least 1. */
    static long atLeastOne(long number, String name) {
        if (number < 1) {
            throw new IllegalArgumentException(name + " must be at least 1: " + number);
        }
        return number;
    }
}
