package io.intercomsync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration INTERVAL = Duration.ofHours(3);

    private final Schedule schedule = new Schedule(START, INTERVAL, 0, () -> 0.5);

    @Test
    void the_first_run_is_due_at_once_and_the_next_ones_each_interval_from_there() {
        List<Duration> starts = new ArrayList<>();

        for (int run = 0; run < 3; run++) {
            starts.add(Duration.between(START, schedule.due()));
            run(schedule.due(), Duration.ofMinutes(7), false);
        }

        assertThat(starts).containsExactly(Duration.ZERO, INTERVAL, INTERVAL.multipliedBy(2));
    }

    @Test
    void slots_that_passed_during_a_long_run_are_made_up_by_one_run() {
        run(START, Duration.ofHours(10), false);
        assertThat(schedule.until(START.plus(Duration.ofHours(10)))).isZero();

        run(START.plus(Duration.ofHours(10)), Duration.ofMinutes(1), false);

        assertThat(schedule.due()).isEqualTo(START.plus(Duration.ofHours(12)));
    }

    @Test
    void a_failed_run_is_followed_sooner_each_time_later_up_to_the_interval() {
        List<Duration> waits = new ArrayList<>();

        for (int failure = 0; failure < 10; failure++) {
            Instant end = run(schedule.due(), Duration.ofMinutes(2), true);
            waits.add(schedule.until(end));
        }

        assertThat(waits)
                .extracting(Duration::toMinutes)
                .containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 180L, 180L);
    }

    @Test
    void a_good_run_ends_the_series_of_failures_and_goes_back_to_the_grid() {
        run(START, Duration.ofMinutes(2), true);
        run(schedule.due(), Duration.ofMinutes(2), false);
        assertThat(schedule.due()).isEqualTo(START.plus(INTERVAL));

        Instant end = run(schedule.due(), Duration.ZERO, true);

        assertThat(schedule.until(end)).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void an_interval_shorter_than_the_first_wait_bounds_it() {
        Schedule quick = new Schedule(START, Duration.ofSeconds(10), 0, () -> 0);
        quick.started(START);

        quick.ended(START, true);

        assertThat(quick.until(START)).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void a_clock_that_was_set_back_delays_the_next_run_by_an_interval_at_most() {
        run(START, Duration.ofMinutes(1), false);

        Duration wait = schedule.until(START.minus(Duration.ofDays(400)).plusSeconds(5));

        assertThat(wait).isPositive().isLessThanOrEqualTo(INTERVAL);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whatever_the_runs_and_the_clock_do_each_slot_gets_one_run_and_no_slot_gets_two(long seed) {
        Random random = new Random(seed);
        Duration interval = Duration.ofSeconds(1 + random.nextInt(100_000));
        double jitter = random.nextInt(100) / 100.0;
        Schedule some = new Schedule(START, interval, jitter, random::nextDouble);
        Instant now = START;
        long slot = -1;

        for (int run = 0; run < 2_000; run++) {
            now = now.plus(some.until(now)).plus(lateness(random, interval));
            long due = slotOf(now, interval);
            assertThat(due).isGreaterThan(slot);
            some.started(now);
            now = now.plus(share(interval, random.nextInt(4) == 0 ? 5 * random.nextDouble() : random.nextDouble()));
            some.ended(now, false);

            slot = due;
            Instant next = START.plus(interval.multipliedBy(slot + 1));
            Duration allowed = Duration.between(now, next.plus(share(interval, jitter)));
            assertThat(some.until(now)).isLessThanOrEqualTo(allowed.isNegative() ? Duration.ZERO : allowed);
        }
    }

    private Instant run(Instant start, Duration length, boolean isFailed) {
        schedule.started(start);
        Instant end = start.plus(length);
        schedule.ended(end, isFailed);
        return end;
    }

    /** Mostly none; now and then the machine slept, or somebody set the clock forward. */
    private static Duration lateness(Random random, Duration interval) {
        return random.nextInt(10) == 0 ? share(interval, 20 * random.nextDouble()) : Duration.ZERO;
    }

    private static long slotOf(Instant time, Duration interval) {
        return Duration.between(START, time).toNanos() / interval.toNanos();
    }

    private static Duration share(Duration whole, double share) {
        return Duration.ofNanos((long) (whole.toNanos() * share));
    }

    @ParameterizedTest
    @ValueSource(longs = {-700_000, -200_000, 200_000, 2_900_000})
    void K108_a_clock_that_is_wrong_by_centuries_for_a_while_delays_no_run_by_more_than_an_interval(long days) {
        Instant wrong = START.plus(Duration.ofDays(days));
        run(START, Duration.ofMinutes(1), false);

        assertThat(schedule.until(wrong)).isLessThanOrEqualTo(INTERVAL);
        run(wrong, Duration.ofMinutes(1), false);
        assertThat(schedule.until(wrong)).isLessThanOrEqualTo(INTERVAL);
        assertThat(schedule.until(START)).isLessThanOrEqualTo(INTERVAL);
    }
}
