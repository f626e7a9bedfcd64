package io.intercomsync.internal.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ElapsedTimeTest {
    private final SettableTime clock = new SettableTime();
    private final ElapsedTime time = new ElapsedTime(clock);

    @Test
    void K108_time_that_passes_is_counted_and_a_step_back_is_not() {
        clock.advance(Duration.ofMinutes(3));
        assertThat(time.passed()).isEqualTo(Duration.ofMinutes(3));

        clock.advance(Duration.ofDays(-40_000));
        assertThat(time.passed()).isEqualTo(Duration.ofMinutes(3));

        clock.advance(Duration.ofMinutes(2));
        assertThat(time.passed()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void K108_a_step_of_centuries_is_a_time_like_any_other() {
        clock.advance(Duration.ofDays(200_000));

        assertThat(time.passed()).isEqualTo(Duration.ofDays(200_000));
    }
}
