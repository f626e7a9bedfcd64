package io.intercomsync.internal.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ClockReadingTest {
    private static final Instant NOW = Instant.parse("2026-03-10T10:30:00.250Z");
    private static final Instant NEWEST = NOW.minusSeconds(7_000);
    private static final Duration DAY = Duration.ofDays(1);

    private static ClockReading told(Duration ahead) {
        return new ClockReading(NOW, NOW.plus(ahead));
    }

    @Test
    void K72_clocks_that_agree_tell_the_time_and_nothing_more_is_asked() {
        ClockReading time = told(Duration.ofSeconds(-59));

        assertThat(time.readFrom(() -> {
                    throw new AssertionError("asked");
                }))
                .isEqualTo(NOW.minusSeconds(59));
        assertThat(time.isContradicted()).isFalse();
        assertThat(told(Duration.ofSeconds(59)).readFrom(() -> null)).isEqualTo(NOW);
    }

    @Test
    void K72_where_clocks_differ_or_one_is_silent_the_newest_change_counts_but_no_time_to_come() {
        for (ClockReading time : new ClockReading[] {
            told(Duration.ofDays(9_999)),
            told(Duration.ofDays(-9_999)),
            told(Duration.ofSeconds(61)),
            new ClockReading(NOW, null)
        }) {
            assertThat(time.isConfirmed()).isFalse();
            assertThat(time.readFrom(() -> NEWEST)).isEqualTo(NEWEST);
            assertThat(time.readFrom(() -> NOW.plus(DAY))).isEqualTo(NOW);
        }
        assertThat(told(Duration.ofHours(-2)).readFrom(() -> null)).isEqualTo(NOW.minusSeconds(7_200));
        assertThat(new ClockReading(NOW, null).isContradicted()).isFalse();
    }

    @Test
    void the_earliest_time_is_no_more_than_a_day_back() {
        assertThat(told(Duration.ofHours(-2)).earliest()).isEqualTo(NOW.minusSeconds(7_200));
        assertThat(told(Duration.ofDays(-9_999)).earliest()).isEqualTo(NOW.minus(DAY));
        assertThat(told(Duration.ofDays(9_999)).earliest()).isEqualTo(NOW);
        assertThat(told(Duration.ofDays(9_999)).latest()).isEqualTo(NOW.plus(Duration.ofDays(9_999)));
    }

    @Test
    void K73_only_the_clock_here_measures_what_is_due_and_the_future_is_long_ago() {
        ClockReading time = told(Duration.ofDays(9_999));

        assertThat(time.hasPassed(DAY, null)).isTrue();
        assertThat(time.hasPassed(DAY, NOW.minus(DAY))).isTrue();
        assertThat(time.hasPassed(DAY, NOW.minus(DAY).plusSeconds(1))).isFalse();
        assertThat(time.hasPassed(DAY, NOW.plusSeconds(59))).isFalse();
        assertThat(time.hasPassed(DAY, NOW.plusSeconds(61))).isTrue();
        assertThat(time.isFuture(null)).isFalse();
    }
}
