package io.intercomsync.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.error.SyncFailedException;
import io.intercomsync.report.Status;
import io.intercomsync.report.SyncReport;
import io.intercomsync.testing.BusyPeople;
import io.intercomsync.testing.Copy;
import io.intercomsync.testing.Weather;
import java.time.Duration;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Everything at once: runs under every fault there is, while the workspace changes under them. Two storms, or as many as
 * {@code -Dintercomsync.storms=100} says.
 */
class FaultStormTest {
    private static final int RUNS = 4;
    private static final int MOST_RUNS = 60;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, Long.getLong("intercomsync.storms", 2));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void one_long_run_through_all_that_passes_is_complete(long seed) {
        try (Copy copy =
                new Copy(workspace -> workspace.contacts(300).companies(150).limit(300)).patient(Duration.ofHours(1))) {
            Weather weather = new Weather(copy.fake, seed);
            BusyPeople people = new BusyPeople(copy, seed, 400);
            copy.fake.beforeEach(request -> {
                weather.pass(request);
                people.maybe();
            });
            weather.rough(200);

            SyncReport report = copy.sync();

            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
            assertThat(weather.unseen()).isEmpty();
            clear(copy, weather);
            assertThat(copy.sync().status()).isEqualTo(Status.COMPLETE);
            copy.isCurrent();
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void one_run_after_the_storm_makes_the_copy_whole(long seed) {
        Random random = new Random(seed);
        try (Copy copy =
                new Copy(workspace -> workspace.contacts(150).companies(230).indexDelay(Duration.ofSeconds(30)))) {
            Weather weather = new Weather(copy.fake, seed);
            BusyPeople people = new BusyPeople(copy, seed, 100);
            for (int run = 0; run < RUNS || (!weather.unseen().isEmpty() && run < MOST_RUNS); run++) {
                copy.fake.beforeEach(request -> {
                    weather.pass(request);
                    people.maybe();
                });
                weather.stormy(40 + random.nextInt(300));
                runAndSurvive(copy);
                weather.clear();
                copy.after(Duration.ofMinutes(random.nextInt(600)));
            }
            assertThat(weather.unseen()).isEmpty();
            clear(copy, weather);

            SyncReport report = copy.sync();

            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
            copy.isCurrent();
        }
    }

    /** A day later, when a sweep is due, nobody does anything and nothing goes wrong. */
    private static void clear(Copy copy, Weather weather) {
        weather.clear();
        copy.fake.beforeEach(request -> {});
        copy.after(Duration.ofDays(1));
    }

    private static void runAndSurvive(Copy copy) {
        try {
            copy.sync();
        } catch (SyncFailedException e) {
            assertThat(e.report().status()).isEqualTo(Status.FAILED);
        }
    }
}
