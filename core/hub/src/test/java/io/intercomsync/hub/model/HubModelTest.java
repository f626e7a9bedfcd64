package io.intercomsync.hub.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random sequences of fills, flushes and faults: the warehouses must hold what a model in memory holds. {@code -Dhub.sequences=1000} makes
 * more of them, {@code -Dhub.seed} repeats one.
 */
class HubModelTest {
    private static final int SEQUENCES = Integer.getInteger("hub.sequences", 40);
    private static final int STEPS = 40;

    @Test
    void every_warehouse_holds_what_the_model_holds(@TempDir Path folder) {
        Long only = Long.getLong("hub.seed");
        long first = only == null ? ThreadLocalRandom.current().nextLong(1L << 40) : only;
        long flushes = 0;
        for (long seed = first; seed < first + (only == null ? SEQUENCES : 1); seed++) {
            try (HubSequence sequence = new HubSequence(seed, folder.resolve("seed-" + seed))) {
                for (int step = 0; step < STEPS; step++) {
                    sequence.step();
                }
                sequence.settle();
                flushes += sequence.flushes();
            } catch (Throwable e) {
                fail("seed " + seed + " (repeat it with -Dhub.seed=" + seed + "): " + e.getMessage(), e);
            }
        }

        assertThat(flushes).isGreaterThan(SEQUENCES);
        System.out.println(SEQUENCES + " sequences with " + flushes + " flushes from seed " + first);
    }
}
