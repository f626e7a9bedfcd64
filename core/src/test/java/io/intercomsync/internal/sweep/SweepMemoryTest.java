package io.intercomsync.internal.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SweepMemoryTest {

    @Test
    void asks_more_and_more_seldom_for_an_object_that_answers_each_time_but_never_less_than_each_32nd_sweep() {
        assertThat(dueSweeps(0)).hasSize(64);
        assertThat(dueSweeps(1)).hasSize(32).contains(0, 2, 62).doesNotContain(1);
        assertThat(dueSweeps(4)).containsExactly(0, 16, 32, 48);
        assertThat(dueSweeps(5)).containsExactly(0, 32);
        assertThat(dueSweeps(40)).containsExactly(0, 32);
    }

    private static List<Integer> dueSweeps(long answers) {
        return IntStream.range(0, 64)
                .filter(sweep -> memory(sweep, Map.of("c1", answers)).isDue("c1"))
                .boxed()
                .toList();
    }

    @Test
    void counts_the_objects_that_the_next_sweep_asks_for() {
        SweepMemory memory = memory(2, Map.of("a", 1L, "b", 2L, "c", 1L));

        assertThat(memory.due()).isEqualTo(2);
        assertThat(memory.isDue("never answered")).isTrue();
    }

    @Test
    void begins_anew_after_a_sweep_that_has_finished() {
        SweepMemory refused = memory(3, Map.of())
                .withCost(9)
                .refusing(Map.of("gone", "deleted"), Map.of("a", 1L), "users/a", Map.of("users", 8L));

        SweepMemory next = refused.finished(Map.of("b", 1L));

        assertThat(refused)
                .isEqualTo(new SweepMemory(
                        3, Map.of("a", 1L), "users/a", 9, Map.of("gone", "deleted"), Map.of("users", 8L)));
        assertThat(next).isEqualTo(new SweepMemory(4, Map.of("b", 1L), null, 9, Map.of(), Map.of()));
        assertThat(refused.isOlderThan(next)).isTrue();
        assertThat(refused.isOlderThan(refused)).isFalse();
    }

    @Test
    void remembers_its_place_and_what_it_removed_where_it_has_to_stop() {
        SweepMemory refused = new SweepMemory(3, Map.of(), null, 9, Map.of("gone", "deleted"), Map.of());

        assertThat(refused.unfinished(Map.of("a", 1L), "users/a", Map.of("users", 8L)))
                .isEqualTo(new SweepMemory(3, Map.of("a", 1L), "users/a", 9, Map.of(), Map.of("users", 8L)));
        assertThat(new SweepMemory(3, Map.of("a", 1L), "users/a", 9, Map.of(), Map.of("users", 8L)).fromBeginning())
                .isEqualTo(new SweepMemory(3, Map.of("a", 1L), null, 9, Map.of(), Map.of("users", 8L)));
    }

    @Test
    void remembers_two_thousand_objects() {
        Map<String, Long> many = answers(3_000);

        assertThat(SweepMemory.none().finished(many).answers()).hasSize(2_000);
        assertThat(SweepMemory.hasRoom(answers(1_999))).isTrue();
        assertThat(SweepMemory.hasRoom(answers(2_000))).isFalse();
    }

    private static Map<String, Long> answers(int objects) {
        return IntStream.range(0, objects)
                .mapToObj(i -> "c" + i)
                .collect(Collectors.toMap(Function.identity(), id -> 1L));
    }

    private static SweepMemory memory(long sweeps, Map<String, Long> answers) {
        return new SweepMemory(sweeps, answers, null, 0, Map.of(), Map.of());
    }
}
