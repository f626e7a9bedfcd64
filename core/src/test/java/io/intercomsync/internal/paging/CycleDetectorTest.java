package io.intercomsync.internal.paging;

import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.internal.api.Page;
import io.intercomsync.report.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class CycleDetectorTest {

    @Test
    void K39_notices_every_circle_and_nothing_else() {
        Random random = new Random(3);
        for (int i = 0; i < 500; i++) {
            int before = random.nextInt(50);
            int length = 1 + random.nextInt(50);
            CycleDetector cycles = CycleDetector.byId();
            int step = 0;
            while (step < before + length) {
                assertThat(cycles.closedBy(List.of("page" + step))).isFalse();
                step++;
            }

            boolean noticed = false;
            for (; step < before + 6 * length + 64 && !noticed; step++) {
                noticed = cycles.closedBy(List.of("page" + (before + (step - before) % length)));
            }

            assertThat(noticed)
                    .as("%d pages, then a circle of %d", before, length)
                    .isTrue();
        }
    }

    /** K85: whatever a page repeats, it leads on if it brings something new. */
    @Test
    void K85_a_page_that_brings_one_new_object_is_no_circle() {
        for (long seed = 1; seed <= 200; seed++) {
            Random random = new Random(seed);
            CycleDetector cycles = CycleDetector.byId();
            List<String> met = new ArrayList<>();
            for (int page = 0; page < 60; page++) {
                Set<String> objects = new TreeSet<>();
                for (int i = random.nextInt(20); i > 0 && !met.isEmpty(); i--) {
                    objects.add(met.get(random.nextInt(met.size())));
                }
                objects.add("new " + page);
                met.addAll(objects);

                assertThat(cycles.closedBy(objects))
                        .as("seed %d, page %d", seed, page)
                        .isFalse();
            }
        }
    }

    @Test
    void K85_notices_a_circle_whose_pages_are_cut_elsewhere_in_each_round() {
        for (long seed = 1; seed <= 100; seed++) {
            Random random = new Random(seed);
            int objects = 1 + random.nextInt(3_000);
            CycleDetector cycles = CycleDetector.byId();
            boolean noticed = false;
            int next = 0;
            for (int page = 0; page < 400 && !noticed; page++) {
                List<String> ids = new ArrayList<>();
                for (int size = 1 + random.nextInt(100); size > 0; size--) {
                    ids.add("id" + next++ % objects);
                }
                noticed = cycles.closedBy(ids);
            }

            assertThat(noticed).as("seed %d, a circle of %d", seed, objects).isTrue();
        }
    }

    /** K85, K89: an object that is too large alone fills a page of its own, and several may follow each other. */
    @Test
    void K85_pages_whose_objects_are_kept_out_lead_on_as_long_as_they_name_others() {
        CycleDetector cycles = CycleDetector.byVersion();

        for (int i = 0; i < 20; i++) {
            assertThat(cycles.closedBy(keptOut("large" + i))).isFalse();
        }

        assertThat(cycles.closedBy(keptOut("large19"))).isFalse();
        assertThat(cycles.closedBy(keptOut("large19"))).isTrue();
    }

    private static Page keptOut(String id) {
        return new Page(List.of(), "next", null, null, null, List.of(), List.of(new Fault(id, "It is too large")));
    }
}
