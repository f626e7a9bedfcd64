package io.intercomsync.jdbc.engines.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A program that is killed at random moments while it fills a hub or flushes it. A source run and a flush that go on at once must leave the
 * warehouse as the workspace is. {@code -Dcrash.full} for 34 kills a warehouse; else there are two.
 */
class HubCrashTest {
    private static final int KILLS = Boolean.getBoolean("crash.full") ? 34 : 2;
    private static final int LONGEST_FILL = 1_200;
    private static final int LONGEST_FLUSH = 1_000;

    private final long seed = Long.getLong("crash.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @ParameterizedTest
    @EnumSource
    void every_row_is_right_whenever_the_program_was_killed(HubWarehouse.Kind kind, @TempDir Path folder)
            throws Exception {
        int inTime = 0;
        try (HubCrashScene scene = new HubCrashScene(kind, folder)) {
            for (int kill = 0; kill < KILLS; kill++) {
                String word = kill % 2 == 0 ? DoomedHub.FLUSHES : DoomedHub.FILLS;
                if (kill % 6 == 4) {
                    scene.beginNewWarehouse();
                }
                if (kill % 12 == 9) {
                    scene.beginNewHub();
                }
                scene.change();
                int millis = random.nextInt(word.equals(DoomedHub.FILLS) ? LONGEST_FILL : LONGEST_FLUSH);
                inTime += scene.kill(word, millis) ? 1 : 0;
                scene.finish(
                        String.format(Locale.ROOT, "kill %d, %d ms after it %s, seed %d", kill, millis, word, seed));
            }
        }

        System.out.printf(Locale.ROOT, "%s: killed %d times, %d of them in time; seed %d%n", kind, KILLS, inTime, seed);
        assertThat(inTime).isGreaterThanOrEqualTo(KILLS / 3);
    }
}
