package io.intercomsync.internal.pace;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * How many requests it takes under way to spend the whole allowance: as many as are allowed in the time that one takes
 * (Little's law), and some more, since not all take the same time. Where something else is slower than the allowance, such
 * as the processors here, requests take longer the more of them are under way; so what counts is the time that they take
 * at least, and the rate that is reached in truth. Not thread-safe.
 */
final class ConcurrencyLimit {
    private static final double WEIGHT_OF_NEW = 0.05;
    private static final double MARGIN = 1.5;
    /** Times that the network and the server make differ widely: most take twice or thrice the least. */
    private static final double MARGIN_OF_SLOW = 3;

    private static final double SLOW_SECONDS = 0.05;
    private static final int LEAST = 2;

    /** By how much the least time of a kind of request is forgotten with each one. */
    private static final double DRIFT = 1.02;

    /** How much of the rate that was reached once is believed to be in reach a second later. */
    private static final double MEMORY = 0.9;

    private final Map<Object, Double> least = new HashMap<>();
    /** A usual time, until it is known better. */
    private double seconds = 0.3;
    /** A careful rate, until it is known better. */
    private double reached = 20;

    private Instant since = Instant.MIN;
    private int answers;

    /** @param kind requests of one kind take about the same time */
    void took(Object kind, Duration time, Instant now) {
        double measured = Math.max(0, time.toNanos() / 1e9);
        double usual = Math.min(measured, least.getOrDefault(kind, measured) * DRIFT);
        least.put(kind, usual);
        seconds += WEIGHT_OF_NEW * (usual - seconds);
        count(now);
    }

    private void count(Instant now) {
        answers++;
        Duration passed = since.equals(Instant.MIN) ? Duration.ZERO : Duration.between(since, now);
        if (passed.compareTo(Duration.ofSeconds(1)) >= 0) {
            reached = Math.max(reached * MEMORY, answers / (passed.toNanos() / 1e9));
        }
        if (since.equals(Instant.MIN) || passed.isNegative() || passed.toSeconds() >= 1) {
            since = now;
            answers = 0;
        }
    }

    /** @param perSecond how many requests are allowed */
    int useful(double perSecond) {
        double margin = seconds < SLOW_SECONDS ? MARGIN : MARGIN_OF_SLOW;
        return LEAST + (int) Math.ceil(Math.min(perSecond, reached) * seconds * margin);
    }
}
