package io.intercomsync.internal.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemberFileTest {

    @ParameterizedTest
    @ValueSource(longs = {0, Long.MAX_VALUE})
    void finds_what_was_added_over_many_runs_and_blocks(long mostInMemory) {
        Random random = new Random(7);
        Map<String, Set<Integer>> expected = new HashMap<>();
        try (MemberFile members = new MemberFile(mostInMemory)) {
            for (int i = 0; i < 150_000; i++) {
                String id = "person" + random.nextInt(40_000);
                int number = random.nextInt(50);
                members.add(id, number);
                expected.computeIfAbsent(id, none -> new TreeSet<>()).add(number);
            }
            members.freeze();

            expected.forEach(
                    (id, numbers) -> assertThat(members.numbersOf(id)).as(id).isEqualTo(new ArrayList<>(numbers)));
            assertThat(members.numbersOf("nobody")).isEmpty();
        }
    }

    @Test
    void finds_an_id_with_more_numbers_than_a_block_holds() {
        try (MemberFile members = new MemberFile()) {
            List<Integer> all = new ArrayList<>();
            for (int i = 0; i < 1_000; i++) {
                all.add(i);
                members.add("everywhere", i);
                members.add("other" + i, i);
            }
            members.freeze();

            assertThat(members.numbersOf("everywhere")).isEqualTo(all);
        }
    }

    @Test
    void is_empty_when_nothing_was_added() {
        try (MemberFile members = new MemberFile()) {
            members.freeze();

            assertThat(members.numbersOf("anybody")).isEmpty();
        }
    }
}
