package io.intercomsync.internal.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaceTest {
    private static final Duration TWO_MINUTES = Duration.ofMinutes(2);

    @ParameterizedTest
    @CsvSource({"3, 300", "17, 300", "64, 900", "30, 50", "160, 300", "2, 10"})
    void K53_spends_each_window_fully_and_is_never_refused(int workers, int latency) {
        RateLimitSimulation simulation = new RateLimitSimulation(1);
        simulation.latency = Duration.ofMillis(latency);

        simulation.run(workers, TWO_MINUTES);

        assertThat(simulation.refused).isZero();
        int reachable = Math.min(160, workers * 10_000 / (latency + 80) - workers);
        assertThat(simulation.wholeWindows().values()).allMatch(served -> served >= reachable);
    }

    @ParameterizedTest
    @CsvSource({"PT0S", "PT37.4S", "PT-3M", "PT-0.6S", "PT1H"})
    void survives_a_clock_that_is_wrong(Duration skew) {
        for (boolean sendsDate : new boolean[] {true, false}) {
            RateLimitSimulation simulation = new RateLimitSimulation(1);
            simulation.skew = skew;
            simulation.sendsDate = sendsDate;

            simulation.run(30, TWO_MINUTES);

            assertThat(simulation.refused).isZero();
            assertThat(simulation.wholeWindows().values()).allMatch(served -> served >= 160);
        }
    }

    @Test
    void K56_follows_a_small_window() {
        RateLimitSimulation simulation = new RateLimitSimulation(1);
        simulation.limit = 83;

        simulation.run(30, TWO_MINUTES);

        assertThat(simulation.refused).isZero();
        assertThat(simulation.wholeWindows()).hasSizeGreaterThan(9);
        assertThat(simulation.wholeWindows().values()).allMatch(served -> served >= 80);
    }

    @Test
    void leaves_the_share_of_others_alone() {
        RateLimitSimulation simulation = new RateLimitSimulation(0.5);

        simulation.run(30, TWO_MINUTES);

        assertThat(simulation.refused).isZero();
        assertThat(simulation.wholeWindows().values()).allMatch(served -> served >= 79 && served <= 83);
    }

    @Test
    void uses_what_others_leave_of_the_same_allowance() {
        RateLimitSimulation simulation = new RateLimitSimulation(0.8);
        simulation.othersPerSecond = 4;

        simulation.run(8, TWO_MINUTES);

        assertThat(simulation.refused).isZero();
        assertThat(simulation.wholeWindows().values()).allMatch(served -> served >= 110 && served <= 134);
    }

    @Test
    void finds_the_limit_of_a_server_that_does_not_tell_it() {
        RateLimitSimulation simulation = new RateLimitSimulation(1);
        simulation.sendsLimits = false;

        simulation.run(30, Duration.ofMinutes(5));

        int served =
                simulation.served.values().stream().mapToInt(Integer::intValue).sum();
        assertThat(served).isGreaterThan(30 * 167 / 2);
        assertThat(simulation.refused).isLessThan(served / 5);
    }

    @Test
    void asks_at_the_ordinary_pace_of_a_server_without_limits() {
        RateLimitSimulation simulation = new RateLimitSimulation(1);
        simulation.sendsLimits = false;
        simulation.limit = Integer.MAX_VALUE;
        simulation.latency = Duration.ofMillis(20);

        simulation.run(64, TWO_MINUTES);

        assertThat(simulation.wholeWindows().values()).allMatch(served -> served >= 1_500 && served <= 1_800);
    }

    @ParameterizedTest
    @CsvSource({"83, 24, 300", "167, 24, 300", "1667, 24, 100", "1667, 64, 300", "1667, 200, 900"})
    void spends_nineteen_twentieths_of_each_window_at_every_limit(int limit, int workers, int latency) {
        for (int offset = 0; offset < 10; offset += 3) {
            RateLimitSimulation simulation = new RateLimitSimulation(1);
            simulation.limit = limit;
            simulation.latency = Duration.ofMillis(latency);
            simulation.offset = offset;

            simulation.run(workers, TWO_MINUTES);

            assertThat(simulation.refused).as("offset %s", offset).isZero();
            assertThat(simulation.wholeWindows()).hasSizeGreaterThan(9);
            assertThat(simulation.wholeWindows().values()).allMatch(served -> served >= 0.95 * limit);
        }
    }

    @ParameterizedTest
    @CsvSource({"PT7S", "PT-7S", "PT1H", "PT-1H", "PT0.4S"})
    void survives_a_clock_that_is_set_in_the_middle(Duration jump) {
        RateLimitSimulation simulation = new RateLimitSimulation(1);
        simulation.jump = jump;

        simulation.run(30, Duration.ofMinutes(3));

        assertThat(simulation.refused).isLessThanOrEqualTo(60);
        List<Integer> windows = List.copyOf(simulation.wholeWindows().values());
        assertThat(windows.stream().filter(served -> served < 159).count()).isLessThanOrEqualTo(2);
        assertThat(windows.subList(8, windows.size())).allMatch(served -> served >= 159);
    }

    @Test
    void does_not_wait_for_an_hour_after_a_clock_is_set_back_by_one() {
        RateLimitSimulation simulation = new RateLimitSimulation(1);
        simulation.jump = Duration.ofHours(-1);
        simulation.sendsDate = false;
        simulation.sendsLimits = false;

        simulation.run(30, Duration.ofMinutes(3));

        assertThat(simulation.wholeWindows().values())
                .filteredOn(served -> served > 0)
                .hasSizeGreaterThan(14);
    }

    @Test
    void goes_on_at_the_full_pace_though_answers_are_lost() {
        RateLimitSimulation simulation = new RateLimitSimulation(1);
        simulation.lostOf = 10;

        simulation.run(30, TWO_MINUTES);

        assertThat(simulation.refused).isLessThanOrEqualTo(2);
        assertThat(simulation.wholeWindows().values()).allMatch(served -> served >= 159);
    }

    @Test
    void uses_what_others_leave_without_a_reserve_and_is_seldom_refused() {
        RateLimitSimulation simulation = new RateLimitSimulation(1);
        simulation.othersPerSecond = 8;

        simulation.run(24, TWO_MINUTES);

        assertThat(simulation.wholeWindows().values()).allMatch(served -> served >= 0.95 * (167 - 80));
        assertThat(simulation.refused).isLessThanOrEqualTo(12 * 24 / 4);
    }
}
