package io.intercomsync.internal.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ServerClockTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final ServerClock clock = new ServerClock();

    @Test
    void the_first_answer_is_believed_and_later_answers_make_it_more_exact() {
        assertThat(clock.toLocal(NOW)).isEqualTo(NOW);

        assertThat(saysAhead(60_000)).isTrue();
        assertThat(clock.toLocal(NOW)).isEqualTo(NOW.minusSeconds(60));
        assertThat(saysAhead(60_400)).isTrue();
        assertThat(saysAhead(59_800)).isTrue();

        assertThat(clock.toLocal(NOW)).isEqualTo(NOW.minusMillis(60_400));
    }

    @Test
    void a_request_under_way_for_long_tells_less() {
        saysAhead(0);

        assertThat(clock.observe(NOW.minusSeconds(5), NOW, NOW.minusSeconds(3), NOW.minusSeconds(2)))
                .isTrue();

        assertThat(clock.toLocal(NOW)).isEqualTo(NOW);
        assertThat(saysAhead(-3_000)).isTrue();
    }

    @Test
    void a_contradiction_is_believed_the_third_time() {
        saysAhead(0);

        assertThat(saysAhead(60_000)).isFalse();
        assertThat(saysAhead(60_500)).isFalse();
        assertThat(clock.toLocal(NOW)).isEqualTo(NOW);
        assertThat(saysAhead(60_000)).isTrue();

        assertThat(clock.toLocal(NOW)).isEqualTo(NOW.minusSeconds(60));
    }

    @Test
    void contradictions_that_contradict_each_other_are_not_believed() {
        saysAhead(0);

        for (int i = 1; i < 20; i++) {
            assertThat(saysAhead(60_000L * (1 + i % 2))).as("word %s", i).isFalse();
        }
    }

    @Test
    void an_answer_that_agrees_ends_the_count_of_contradictions() {
        saysAhead(0);
        saysAhead(60_000);
        saysAhead(60_000);

        assertThat(saysAhead(0)).isTrue();

        assertThat(saysAhead(60_000)).isFalse();
        assertThat(saysAhead(60_000)).isFalse();
        assertThat(saysAhead(60_000)).isTrue();
    }

    @Test
    void clocks_that_drift_apart_a_little_are_believed_where_that_only_costs_a_wait() {
        saysAhead(0);

        assertThat(saysAhead(2_500)).isFalse();
        assertThat(saysAhead(-3_100)).isFalse();
        assertThat(saysAhead(-3_000)).isTrue();

        assertThat(clock.toLocal(NOW)).isEqualTo(NOW.plusSeconds(3));
    }

    @Test
    void a_local_clock_that_is_set_back_puts_the_other_one_ahead() {
        clock.setBack(Duration.ofHours(1));
        saysAhead(0);
        clock.setBack(Duration.ofHours(1));

        assertThat(clock.toLocal(NOW)).isEqualTo(NOW.minusSeconds(3_600));
        assertThat(saysAhead(3_600_000)).isTrue();
    }

    @Test
    void the_distance_is_measured_from_the_local_clock_until_the_other_one_is_known() {
        assertThat(distance(60)).isEqualTo(Duration.ofSeconds(60));
        assertThat(distance(-60)).isEqualTo(Duration.ofSeconds(59));

        saysAhead(60_000);

        assertThat(distance(0)).isEqualTo(Duration.ofSeconds(59));
        assertThat(distance(60)).isLessThanOrEqualTo(Duration.ZERO);
    }

    private Duration distance(long seconds) {
        return clock.distance(NOW, NOW, NOW.plusSeconds(seconds), NOW.plusSeconds(seconds + 1));
    }

    /** An answer at once, whose date is ahead of the local clock by that much and is cut to the second. */
    private boolean saysAhead(long millis) {
        Instant date = NOW.plusMillis(millis);
        return clock.observe(NOW, NOW, date, date.plusSeconds(1));
    }
}
