package io.intercomsync.internal.files;

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

    /** Intercom's ids are 24 hexadecimal digits, of which those made at about the same time begin alike. */
    @ParameterizedTest
    @ValueSource(longs = {0, Long.MAX_VALUE})
    void tells_ids_apart_that_differ_in_one_digit_or_in_its_case(long mostInMemory) {
        String id = "65a0b1c2d3e4a5b6c7d8e9ea";
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < id.length(); i++) {
            ids.add(id.substring(0, i) + 'f' + id.substring(i + 1));
            ids.add(id.substring(0, i) + 'F' + id.substring(i + 1));
            ids.add(id.substring(0, i) + id.substring(i + 1));
        }
        List<String> distinct = ids.stream().distinct().toList();
        try (MemberFile members = new MemberFile(mostInMemory)) {
            for (int i = 0; i < distinct.size(); i++) {
                members.add(distinct.get(i), i);
            }
            members.freeze();

            for (int i = 0; i < distinct.size(); i++) {
                assertThat(members.numbersOf(distinct.get(i)))
                        .as(distinct.get(i))
                        .containsExactly(i);
            }
            assertThat(members.numbersOf(id)).isEmpty();
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
