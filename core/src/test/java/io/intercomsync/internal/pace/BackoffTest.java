package io.intercomsync.internal.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private final FakeTime time = new FakeTime();

    @Test
    void waits_longer_and_longer_with_jitter_and_gives_up_at_the_deadline() throws InterruptedException {
        Backoff.Attempts attempts = new Backoff(time, Duration.ofMinutes(5)).attempts();

        List<Duration> waits = new ArrayList<>();
        Optional<Duration> wait = attempts.afterFault(new IOException());
        while (wait.isPresent()) {
            waits.add(wait.get());
            time.sleep(wait.get());
            wait = attempts.afterFault(new IOException());
        }

        assertThat(waits.get(0)).isBetween(Duration.ofMillis(750), Duration.ofMillis(1250));
        assertThat(waits.get(3)).isBetween(Duration.ofSeconds(6), Duration.ofSeconds(10));
        assertThat(waits).allMatch(each -> each.compareTo(Duration.ofSeconds(75)) <= 0);
        assertThat(waits.stream().reduce(Duration.ZERO, Duration::plus))
                .isBetween(Duration.ofSeconds(200), Duration.ofMinutes(5));
        assertThat(attempts.faults()).isEqualTo(waits.size() + 1);
    }

    @Test
    void repeats_nothing_if_told_so() {
        assertThat(new Backoff(time, Duration.ZERO).attempts().afterFault(new IOException()))
                .isEmpty();
    }

    @Test
    void waits_for_the_limit_for_an_hour_and_no_longer() {
        Backoff.Attempts attempts = new Backoff(time, Duration.ZERO).attempts();

        assertThat(attempts.waitsForLimit(Duration.ofSeconds(10))).isTrue();
        time.advance(Duration.ofMinutes(59));
        assertThat(attempts.waitsForLimit(Duration.ofSeconds(10))).isTrue();
        time.advance(Duration.ofMinutes(1));
        assertThat(attempts.waitsForLimit(Duration.ofSeconds(10))).isFalse();
    }

    @Test
    void K108_a_clock_that_is_set_back_makes_no_call_wait_longer() throws InterruptedException {
        SettableTime settable = new SettableTime();
        Backoff.Attempts attempts = new Backoff(settable, Duration.ofMinutes(5)).attempts();
        Duration waited = Duration.ZERO;
        Optional<Duration> wait = attempts.afterFault(new IOException());

        settable.advance(Duration.ofDays(-10_000));
        while (wait.isPresent()) {
            settable.advance(wait.get());
            waited = waited.plus(wait.get());
            assertThat(waited).isLessThan(Duration.ofMinutes(7));
            wait = attempts.afterFault(new IOException());
        }

        assertThat(attempts.waitsForLimit(Duration.ofMinutes(1))).isTrue();
        settable.advance(Duration.ofDays(-10_000));
        settable.advance(Duration.ofSeconds(1));
        assertThat(attempts.waitsForLimit(Duration.ofMinutes(1))).isTrue();
        settable.advance(Duration.ofHours(1));
        assertThat(attempts.waitsForLimit(Duration.ofMinutes(1))).isFalse();
    }
}
