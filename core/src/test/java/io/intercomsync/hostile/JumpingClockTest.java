package io.intercomsync.hostile;

import static io.intercomsync.collection.IntercomCollection.CONVERSATIONS;
import static io.intercomsync.collection.IntercomCollection.TAGS;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.SyncEngine;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.error.SyncFailedException;
import io.intercomsync.fake.http.InjectedFault;
import io.intercomsync.report.Status;
import io.intercomsync.report.SyncReport;
import io.intercomsync.testing.Copy;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * K108: somebody sets the clock of the machine while a run is under way. Two random histories, or as many as {@code
 * -Dintercomsync.clocks=100} says.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class JumpingClockTest {
    private static final int RUNS = 20;
    private static final Duration STEP = Duration.ofDays(-1_000);

    static LongStream seeds() {
        return LongStream.rangeClosed(1, Long.getLong("intercomsync.clocks", 2));
    }

    /** From seconds to centuries, ahead or behind. */
    private static Duration any(Random random) {
        long seconds = (long) Math.pow(10, 10.3 * random.nextDouble());
        return Duration.ofSeconds(random.nextBoolean() ? seconds : -seconds);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void K108_nothing_is_lost_or_stalled_in_twenty_runs_whose_clock_jumps(long seed) {
        Random random = new Random(seed);
        try (Copy copy = new Copy(workspace -> workspace.limit(1_000))) {
            for (int run = 0; run < RUNS; run++) {
                copy.after(Duration.ofMinutes(3 + random.nextInt(200)));
                edit(copy, run, random);
                copy.after(Duration.ofMinutes(3 + random.nextInt(200)));
                copy.fake.clearFaults();
                copy.fake.fail(request -> random.nextInt(8) == 0, InjectedFault.status(503), 4);
                copy.fake.fail(request -> random.nextInt(8) == 0, InjectedFault.status(429), 2);
                copy.fake.beforeEach(request -> jump(copy, random));
                Instant start = copy.time.instant();

                SyncReport report = finished(copy);

                String when = "seed " + seed + ", run " + run + "\n" + report.toTable();
                assertThat(report.duration().isNegative()).as(when).isFalse();
                assertThat(report.collections())
                        .as(when)
                        .allMatch(collection -> !collection.duration().isNegative());
                assertThat(Duration.between(start, copy.time.instant()))
                        .as(when)
                        .isLessThan(Duration.ofMinutes(40));
                copy.fake.beforeEach(request -> {});
                assertThatAllEditsArrived(copy, run, when);
            }
            copy.fake.clearFaults();
            copy.clockAhead(Duration.ZERO);
            copy.sync();
            copy.isCurrent();
        }
    }

    /** A step forward may use up the time of a retry, so a run may fail. The next runs continue. */
    private static SyncReport finished(Copy copy) {
        for (int run = 0; ; run++) {
            try {
                SyncReport report = copy.patient(Duration.ofDays(90_000)).sync(JumpingClockTest::unswept);
                assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
                return report;
            } catch (SyncFailedException e) {
                assertThat(run).as(e.report().toTable()).isLessThan(10);
            }
        }
    }

    private static SyncEngine.Builder unswept(SyncEngine.Builder engine) {
        return engine.sweepInterval(ChronoUnit.FOREVER.getDuration()).lookback(Duration.ofMinutes(2));
    }

    private static void jump(Copy copy, Random random) {
        synchronized (random) {
            if (random.nextInt(6) == 0) {
                copy.clockAhead(random.nextBoolean() ? Duration.ZERO : any(random));
            }
        }
    }

    private static void edit(Copy copy, int run, Random random) {
        copy.fake.contact("u" + random.nextInt(5), Map.of("name", "edit " + run));
        copy.fake.conversation("c" + random.nextInt(5), Map.of("contacts", List.of(), "title", "edit " + run));
    }

    private static void assertThatAllEditsArrived(Copy copy, int run, String when) {
        for (IntercomCollection collection : List.of(USERS, CONVERSATIONS)) {
            String column = collection == USERS ? "name" : "title";
            assertThat(copy.sink.rows(collection).values())
                    .as(when)
                    .anyMatch(row -> ("edit " + run).equals(row.value(column)));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500})
    void K108_a_clock_that_is_set_back_again_and_again_makes_no_call_wait_much_longer(int status) {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.fake.fail("/tags", InjectedFault.status(status), Integer.MAX_VALUE);
            AtomicInteger requests = new AtomicInteger();
            copy.fake.beforeEach(request -> copy.clockAhead(STEP.multipliedBy(requests.incrementAndGet() / 4)));
            Instant start = copy.time.instant();

            SyncReport report = failed(copy);

            assertThat(report.collection(TAGS).status()).as(report.toTable()).isEqualTo(Status.FAILED);
            assertThat(report.collection(TAGS).message()).contains(status == 429 ? "rate limit" : "500");
            assertThat(Duration.between(start, copy.time.instant())).isLessThan(Duration.ofHours(2));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-PT3H", "-P10000D", "-P200000D"})
    void K108_a_clock_that_is_set_back_makes_no_run_longer_than_it_may_be(Duration step) {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.fake.fail("/tags", InjectedFault.status(429), Integer.MAX_VALUE);
            copy.fake.beforeEach(request -> copy.clockAhead(request.path().equals("/tags") ? step : Duration.ZERO));
            Instant start = copy.time.instant();

            SyncReport report = copy.sync(engine -> engine.collections(TAGS).maxDuration(Duration.ofMinutes(2)));

            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.STOPPED_AT_BUDGET);
            assertThat(report.duration().isNegative()).isFalse();
            assertThat(Duration.between(start, copy.time.instant()))
                    .isBetween(Duration.ofMinutes(2), Duration.ofMinutes(3));
        }
    }

    private static SyncReport failed(Copy copy) {
        try {
            return copy.sync(engine -> engine.collections(TAGS));
        } catch (SyncFailedException e) {
            return e.report();
        }
    }
}
