package io.intercomsync.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.internal.pace.FakeTime;
import org.junit.jupiter.api.Test;

/** The requests of a run, shared by its feeds. */
class BudgetTest {
    private final Budget run = new Budget(1_000L, null, new FakeTime());

    /** Spends until nothing is left, and returns how many requests that took. */
    private static int spendAll(Budget budget) {
        for (int spent = 0; ; spent++) {
            try {
                budget.spend();
            } catch (BudgetReachedException end) {
                assertThat(budget.left()).isZero();
                return spent;
            }
        }
    }

    @Test
    void a_quarter_is_kept_for_a_feed_without_progress() {
        Budget fast = run.forFeed();
        Budget slow = run.forFeed();
        fast.noteProgress();

        assertThat(spendAll(fast)).isEqualTo(750);
        assertThat(spendAll(slow)).isEqualTo(250);
    }

    @Test
    void half_is_kept_for_any_number_of_feeds_without_progress() {
        Budget fast = run.forFeed();
        for (int i = 0; i < 5; i++) {
            run.forFeed();
        }
        fast.noteProgress();

        assertThat(spendAll(fast)).isEqualTo(500);
    }

    @Test
    void nothing_is_kept_after_all_feeds_have_made_progress() {
        Budget fast = run.forFeed();
        Budget slow = run.forFeed();
        fast.noteProgress();
        slow.noteProgress();
        slow.noteProgress();

        assertThat(spendAll(fast)).isEqualTo(1_000);
    }

    @Test
    void a_feed_without_progress_may_spend_everything() {
        Budget slow = run.forFeed();
        run.forFeed();

        assertThat(spendAll(slow)).isEqualTo(1_000);
    }
}
