package io.intercomsync.internal.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ThroughputTest {
    private final Throughput throughput = new Throughput();
    private Instant now = Instant.parse("2026-05-10T12:00:00Z");

    /** Plays seconds in which as many requests are under way as are said to be useful, and each takes so long. */
    private int after(int seconds, double perSecond, double timeOfEach, double mostPerSecond) {
        for (int second = 0; second < seconds; second++) {
            int underWay = throughput.useful(perSecond);
            double rate = Math.min(Math.min(perSecond, mostPerSecond), underWay / timeOfEach);
            // What is slower than the allowance makes all wait, though now and then one has luck.
            double waiting = underWay / rate;
            for (int request = 0; request < rate; request++) {
                now = now.plusNanos((long) (1e9 / rate));
                double took = request % 20 == 0 ? timeOfEach : Math.max(timeOfEach, waiting);
                throughput.took("page", Duration.ofNanos((long) (took * 1e9)), now);
            }
        }
        return throughput.useful(perSecond);
    }

    @Test
    void takes_as_many_as_are_allowed_in_the_time_of_one_and_some_more() {
        assertThat(after(15, 166.7, 0.3, 1e9)).isBetween(70, 110);
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

        assertThat(after(15, 166.7, 0.3, 1e9)).isBetween(70, 110);
    }
}
