package io.intercomsync.jdbc.engines.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.intercomsync.jdbc.engines.crash.DoomedCopy.Moment;
import io.intercomsync.jdbc.engines.fixture.AdvancedClock;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import io.intercomsync.report.Status;
import io.intercomsync.report.SyncReport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A program that is killed at each boundary of each write, and at random requests, while it reads everything, while it takes
 * in changes, and while it sweeps. A run that goes on at once must end COMPLETE, with the rows that the workspace holds.
 * {@code -Dcrash.full} for all boundaries; else it is one boundary of two kinds.
 */
class CrashTest {
    private static final boolean IS_FULL = Boolean.getBoolean("crash.full");
    private static final int MOMENTS = IS_FULL ? Moment.values().length : 2;
    private static final int LATEST_FIRST = IS_FULL ? 1 : 5;
    private static final int CHAINS = IS_FULL ? 6 : 1;
    private static final int KILLS_IN_A_CHAIN = IS_FULL ? 3 : 2;
    private static final long SECOND = 1_000_000_000;

    private final long seed = Long.getLong("crash.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final AdvancedClock clock = new AdvancedClock();
    private int killed;
    private int requestsOfARun;

    static Stream<Arguments> everywhere() {
        return Stream.of(TestDatabase.DUCKDB, TestDatabase.POSTGRESQL, TestDatabase.SQLITE)
                .flatMap(database -> Stream.of(CrashWork.values())
                        .filter(work -> IS_FULL || database != TestDatabase.SQLITE || work == CrashWork.CHANGES)
                        .map(work -> Arguments.of(database, work)));
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void every_row_is_right_whenever_the_program_was_killed(TestDatabase database, CrashWork work, @TempDir Path folder)
            throws Exception {
        long start = System.nanoTime();
        try (CrashScene scene = new CrashScene(work, database, folder, clock)) {
            killAtBoundaries(scene);
            int atBoundaries = killed;
            killAtRandom(scene);

            assertThat(killed).isPositive();
            System.out.printf(
                    Locale.ROOT,
                    "%s, %s: killed %d times at boundaries of writes and %d times at random in %d s; seed %d%n",
                    database,
                    work,
                    atBoundaries,
                    killed - atBoundaries,
                    (System.nanoTime() - start) / SECOND,
                    seed);
        }
    }

    private void killAtBoundaries(CrashScene scene) throws Exception {
        List<Moment> moments = new ArrayList<>(List.of(Moment.values()));
        Collections.shuffle(moments, random);
        for (Moment moment : moments.subList(0, MOMENTS)) {
            int times = 1 + random.nextInt(LATEST_FIRST);
            while (isKilled(scene, moment, times) && IS_FULL) {
                times++;
            }
        }
    }

    private boolean isKilled(CrashScene scene, Moment moment, int times) throws Exception {
        scene.prepare();
        boolean isKilled = died(scene.start(moment, times));
        requestsOfARun = Math.max(1, (int) scene.requests());
        finish(scene, moment + " " + times);
        return isKilled;
    }

    private void killAtRandom(CrashScene scene) throws Exception {
        for (int chain = 0; chain < CHAINS; chain++) {
            List<String> story = new ArrayList<>();
            scene.prepare();
            for (int i = 0; i < KILLS_IN_A_CHAIN; i++) {
                int request = 1 + random.nextInt(requestsOfARun);
                story.add("request " + request);
                died(scene.startAndKill(request, random.nextInt(50)));
            }
            finish(scene, story.toString());
        }
    }

    private boolean died(Process program) throws InterruptedException {
        int exit = program.waitFor();
        assertThat(exit).as("exit code; see target/crash-test.log").isIn(0, DoomedCopy.HALTED, CrashScene.SIGKILLED);
        clock.putForward(Duration.ofSeconds(61)); // a scroll that it left open is dead
        killed += exit == 0 ? 0 : 1;
        return exit != 0;
    }

    private void finish(CrashScene scene, String story) {
        SyncReport report = scene.run();

        assertThat(report.status())
                .as("after %s, seed %d%n%s", story, seed, report.toTable())
                .isEqualTo(Status.COMPLETE);
        assertThatNoException().as("after %s, seed %d", story, seed).isThrownBy(scene::assertSame);
    }
}
