package io.intercomsync.internal.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaceTest {
    private static final Duration TWO_MINUTES = Duration.ofMinutes(2);

    @ParameterizedTest
    @CsvSource({"3, 300", "17, 300", "64, 900", "30, 50", "160, 300", "2, 10"})
    void k53_spends_each_window_fully_and_is_never_refused(int workers, int latency) {
        Simulation simulation = new Simulation(1);
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
            Simulation simulation = new Simulation(1);
            simulation.skew = skew;
            simulation.sendsDate = sendsDate;

            simulation.run(30, TWO_MINUTES);

            assertThat(simulation.refused).isZero();
            assertThat(simulation.wholeWindows().values()).allMatch(served -> served >= 160);
        }
    }

    @Test
    void k56_follows_a_small_window() {
        Simulation simulation = new Simulation(1);
        simulation.limit = 83;

        simulation.run(30, TWO_MINUTES);

        assertThat(simulation.refused).isZero();
        assertThat(simulation.wholeWindows()).hasSizeGreaterThan(9);
        assertThat(simulation.wholeWindows().values()).allMatch(served -> served >= 80);
    }

    @Test
    void leaves_the_share_of_others_alone() {
        Simulation simulation = new Simulation(0.5);

        simulation.run(30, TWO_MINUTES);

        assertThat(simulation.refused).isZero();
        assertThat(simulation.wholeWindows().values()).allMatch(served -> served >= 79 && served <= 83);
    }

    @Test
    void uses_what_others_leave_of_the_same_allowance() {
        Simulation simulation = new Simulation(0.8);
        simulation.othersPerSecond = 4;

        simulation.run(8, TWO_MINUTES);

        assertThat(simulation.refused).isZero();
        assertThat(simulation.wholeWindows().values()).allMatch(served -> served >= 110 && served <= 134);
    }

    @Test
    void finds_the_limit_of_a_server_that_does_not_tell_it() {
        Simulation simulation = new Simulation(1);
        simulation.sendsLimits = false;

        simulation.run(30, Duration.ofMinutes(5));

        int served =
                simulation.served.values().stream().mapToInt(Integer::intValue).sum();
        assertThat(served).isGreaterThan(30 * 167 / 2);
        assertThat(simulation.refused).isLessThan(served / 5);
    }

    @Test
    void asks_at_the_ordinary_pace_of_a_server_without_limits() {
        Simulation simulation = new Simulation(1);
        simulation.sendsLimits = false;
        simulation.limit = Integer.MAX_VALUE;
        simulation.latency = Duration.ofMillis(20);

        simulation.run(64, TWO_MINUTES);

        assertThat(simulation.wholeWindows().values()).allMatch(served -> served >= 1_500 && served <= 1_800);
    }
}
