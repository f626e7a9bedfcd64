package io.intercomsync.internal.value;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/** Checks the values that users set, when they set them. */
public final class ArgumentChecks {
    /** Ten thousand years. No date overflows if this duration is added or subtracted. */
    private static final Duration LONGEST = Duration.ofDays(3_650_000);

    /** The shortest timeout: timeouts are counted in milliseconds. */
    private static final Duration SHORTEST_TIMEOUT = Duration.ofMillis(1);

    /** The longest timeout: the time for a whole call follows from both timeouts and must not exceed 24 days. */
    private static final Duration LONGEST_TIMEOUT = Duration.ofDays(1);

    private ArgumentChecks() {}

    /** Returns the duration, or ten thousand years if it is longer. */
    public static Duration notNegative(Duration duration, String name) {
        if (requireNonNull(duration, name).isNegative()) {
            throw new IllegalArgumentException(name + " must not be negative: " + duration);
        }
        return duration.compareTo(LONGEST) < 0 ? duration : LONGEST;
    }

    /** Returns the duration, or ten thousand years if it is longer. */
    public static Duration positive(Duration duration, String name) {
        if (requireNonNull(duration, name).isZero() || duration.isNegative()) {
            throw new IllegalArgumentException(name + " must be positive: " + duration);
        }
        return notNegative(duration, name);
    }

    /** Returns the timeout of a connection, which must be from a millisecond to a day. */
    public static Duration timeout(Duration timeout, String name) {
        if (requireNonNull(timeout, name).compareTo(SHORTEST_TIMEOUT) < 0 || timeout.compareTo(LONGEST_TIMEOUT) > 0) {
            throw new IllegalArgumentException(
                    name + " must be from " + SHORTEST_TIMEOUT + " to " + LONGEST_TIMEOUT + ": " + timeout);
        }
        return timeout;
    }

    /** Returns the number, which must be at least 1. */
    public static long atLeastOne(long number, String name) {
        if (number < 1) {
            throw new IllegalArgumentException(name + " must be at least 1: " + number);
        }
        return number;
    }
}
