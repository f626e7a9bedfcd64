package io.intercomsync.internal.retry;

import java.time.Duration;

/**
 * How many requests it takes under way to spend the whole allowance: as many as are allowed in the time that one takes
 * (Little's law), and some more, since not all take the same time. Not thread-safe.
 */
final class Throughput {
    private static final double WEIGHT_OF_NEW = 0.05;
    private static final double MARGIN = 1.5;
    private static final int LEAST = 4;

    /** A usual time, until it is known better. */
    private double seconds = 0.3;

    void took(Duration time) {
        double measured = Math.max(0, time.toNanos() / 1e9);
        seconds += WEIGHT_OF_NEW * (measured - seconds);
    }

    /** @param perSecond how many requests are allowed */
    int useful(double perSecond) {
        return (int) Math.min(Integer.MAX_VALUE, LEAST + Math.ceil(perSecond * seconds * MARGIN));
    }
}
