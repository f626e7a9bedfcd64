package io.intercomsync.internal.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class RoundsTest {

    @Test
    void K39_notices_every_circle_and_nothing_else() {
        Random random = new Random(3);
        for (int i = 0; i < 500; i++) {
            int before = random.nextInt(50);
            int length = 1 + random.nextInt(50);
            Rounds rounds = new Rounds();
            int step = 0;
            while (step < before + length) {
                assertThat(rounds.closedBy("page" + step)).isFalse();
                step++;
            }

            boolean noticed = false;
            for (; step < before + 6 * length + 64 && !noticed; step++) {
                noticed = rounds.closedBy("page" + (before + (step - before) % length));
            }

            assertThat(noticed)
                    .as("%d pages, then a circle of %d", before, length)
                    .isTrue();
        }
    }
}
