package io.intercomsync.internal.feed;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IdsByReasonTest {
    private final IdsByReason ids = new IdsByReason();

    @Test
    void tells_each_reason_with_the_number_of_objects_and_the_first_ten() {
        ids.add("one reason", "a");
        for (int i = 1; i <= 10; i++) {
            ids.add("ten", "t" + i);
        }
        for (int i = 1; i <= 12; i++) {
            ids.add("more", "m" + i);
        }

        assertThat(ids.lines())
                .containsExactly(
                        "one reason: a",
                        "ten (10): t1, t2, t3, t4, t5, t6, t7, t8, t9, t10",
                        "more (12): m1, m2, m3, m4, m5, m6, m7, m8, m9, m10 and 2 more");
    }

    @Test
    void counts_under_one_heading_what_comes_after_twenty_reasons() {
        for (int i = 1; i <= 22; i++) {
            ids.add("reason " + i, "id" + i);
        }
        ids.add("reason 20", "again");

        assertThat(ids.lines())
                .hasSize(21)
                .contains("reason 20 (2): id20, again")
                .endsWith("other reasons (2): id21, id22");
    }
}
