package io.intercomsync.internal.pace;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * The number of requests under way that uses the whole allowance: the allowed rate times the time of one request
 * (Little's law), with a margin, since requests differ. If the processors are slower than the allowance, more requests under way
 * only take longer. So the least time of a request counts, and the rate that was reached. Not thread-safe.
 */
final class ConcurrencyLimit {
    private static final double WEIGHT_OF_NEW = 0.05;
    private static final double MARGIN = 1.5;
    /** The margin for slow requests. Most of them take two or three times the least time. */
    private static final double MARGIN_OF_SLOW = 3;

    private static final double SLOW_SECONDS = 0.05;
    private static final int LEAST = 2;

    /** The least time of a request that is believed. A least time of zero would never grow again. */
    private static final double LEAST_SECONDS = 0.001;

    /** The factor by which the least time of a kind of request grows with each request, so that it is forgotten. */
    private static final double DRIFT = 1.02;

    /** The share of a reached rate that counts as reachable a second later. */
    private static final double MEMORY = 0.9;

    private final Map<Object, Double> least = new HashMap<>();
    /** The time of a request, until a measured one replaces it. */
    private double seconds = 0.3;
    /** The rate of requests, until a measured one replaces it. */
    private double reached = 20;

    private Instant since = Instant.MIN;
    private int answers;

    /** @param kind requests of one kind take about the same time */
    void addTime(Object kind, Duration time, Instant now) {
        if (time.isNegative()) { // somebody set the clock back meanwhile
            count(now);
            return;
        }
        double measured = Math.max(LEAST_SECONDS, seconds(time));
        double usual = Math.min(measured, least.getOrDefault(kind, measured) * DRIFT);
        least.put(kind, usual);
        seconds += WEIGHT_OF_NEW * (usual - seconds);
        count(now);
    }

    private void count(Instant now) {
        answers++;
        Duration passed = since.equals(Instant.MIN) ? Duration.ZERO : Duration.between(since, now);
        if (passed.compareTo(Duration.ofSeconds(1)) >= 0) {
            reached = Math.max(reached * MEMORY, answers / seconds(passed));
        }
        if (since.equals(Instant.MIN) || passed.isNegative() || passed.toSeconds() >= 1) {
            since = now;
            answers = 0;
        }
    }

    /** Returns the seconds of a time. Accepts centuries, which a clock that was set may tell. */
    private static double seconds(Duration time) {
        return time.getSeconds() + time.getNano() / 1e9;
    }

    /** @param perSecond how many requests are allowed */
    int useful(double perSecond) {
        double margin = seconds < SLOW_SECONDS ? MARGIN : MARGIN_OF_SLOW;
        return LEAST + (int) Math.ceil(Math.min(perSecond, reached) * seconds * margin);
    }
}
