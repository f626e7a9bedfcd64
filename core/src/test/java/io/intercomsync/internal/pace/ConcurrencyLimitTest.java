package io.intercomsync.internal.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConcurrencyLimitTest {
    private final ConcurrencyLimit throughput = new ConcurrencyLimit();
    private Instant now = Instant.parse("2026-05-10T12:00:00Z");

    /** Plays seconds in which as many requests are under way as are said to be useful, and each takes so long. */
    private int after(int seconds, double perSecond, double timeOfEach, double mostPerSecond) {
        for (int second = 0; second < seconds; second++) {
            int underWay = throughput.useful(perSecond);
            double rate = Math.min(Math.min(perSecond, mostPerSecond), underWay / timeOfEach);
            // The slow server makes all requests wait, but now and then one is lucky.
            double waiting = underWay / rate;
            for (int request = 0; request < rate; request++) {
                now = now.plusNanos((long) (1e9 / rate));
                double took = request % 20 == 0 ? timeOfEach : Math.max(timeOfEach, waiting);
                throughput.addTime("page", Duration.ofNanos((long) (took * 1e9)), now);
            }
        }
        return throughput.useful(perSecond);
    }

    @Test
    void takes_as_many_as_are_allowed_in_the_time_of_one_and_some_more() {
        assertThat(after(15, 166.7, 0.3, 1e9)).isBetween(130, 200);
    }

    @Test
    void takes_more_where_requests_take_longer() {
        assertThat(after(30, 166.7, 1.2, 1e9)).isGreaterThan(250);
    }

    @Test
    void does_not_pile_up_requests_where_the_processors_are_the_limit() {
        assertThat(after(30, 1e8, 0.005, 300)).isLessThan(12);
    }

    @Test
    void comes_back_once_there_is_more_to_do() {
        after(30, 166.7, 0.3, 5);

        assertThat(after(15, 166.7, 0.3, 1e9)).isBetween(130, 200);
    }

    /** Returns the final rate of requests a second, with as many under way as the limit calls useful. */
    private double reached(double perSecond, DoubleSupplier timeOfEach) {
        PriorityQueue<double[]> underWay = new PriorityQueue<>(Comparator.comparingDouble(request -> request[1]));
        Instant begun = now;
        double time = 0;
        double nextAllowed = 0;
        int answers = 0;
        while (time < 120) {
            while (underWay.size() < throughput.useful(perSecond) && nextAllowed <= time) {
                underWay.add(new double[] {time, time + timeOfEach.getAsDouble()});
                nextAllowed = Math.max(nextAllowed, time - 1) + 1 / perSecond;
            }
            boolean mayStart = underWay.size() < throughput.useful(perSecond);
            if (mayStart && nextAllowed < underWay.element()[1]) {
                time = nextAllowed;
                continue;
            }
            double[] answered = underWay.remove();
            time = answered[1];
            answers += time > 60 ? 1 : 0;
            throughput.addTime(
                    "page", Duration.ofNanos((long) (1e9 * (answered[1] - answered[0]))), begun.plusNanos((long)
                            (1e9 * time)));
        }
        return answers / 60.0;
    }

    @ParameterizedTest
    @ValueSource(doubles = {16.7, 166.7})
    void reaches_what_is_allowed_where_some_requests_take_much_longer_than_others(double perSecond) {
        Random random = new Random(11);

        assertThat(reached(perSecond, () -> 0.3 + 0.7 * random.nextDouble())).isGreaterThan(0.95 * perSecond);
    }

    @ParameterizedTest
    @ValueSource(doubles = {16.7, 166.7})
    void reaches_what_is_allowed_where_few_requests_take_very_long(double perSecond) {
        Random random = new Random(11);

        assertThat(reached(perSecond, () -> 0.4 * Math.exp(0.5 * random.nextGaussian())))
                .isGreaterThan(0.95 * perSecond);
    }

    @Test
    void K108_bears_a_clock_that_jumps_by_centuries() {
        after(5, 166.7, 0.3, 1e9);

        throughput.addTime("page", Duration.ofDays(200_000), now.plus(Duration.ofDays(200_000)));
        throughput.addTime("page", Duration.ofDays(-200_000), now);
        throughput.addTime("page", Duration.ZERO, now);

        assertThat(after(30, 166.7, 0.3, 1e9)).isBetween(130, 200);
    }
}
