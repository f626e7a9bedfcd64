package io.intercomsync.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.internal.pace.FakeTime;
import java.time.Duration;
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

    @Test
    void as_many_slices_are_read_at_once_as_can_end_a_page() {
        FakeTime time = new FakeTime();

        assertThat(new Budget(3_999L, null, time).slicesAtOnce()).isEqualTo(3);
        assertThat(new Budget(10L, null, time).slicesAtOnce()).isEqualTo(1);
        assertThat(new Budget(null, null, time).slicesAtOnce()).isGreaterThan(1_000);
    }

    @Test
    void pages_are_so_small_that_a_run_ends_some_of_them() {
        FakeTime time = new FakeTime();

        assertThat(new Budget(null, null, time).pageSize(150, 4)).isEqualTo(150);
        assertThat(new Budget(1_000L, null, time).pageSize(150, 4)).isEqualTo(25);
        assertThat(new Budget(100_000L, null, time).pageSize(150, 4)).isEqualTo(150);
        assertThat(new Budget(10L, null, time).pageSize(150, 4)).isEqualTo(1);
    }

    @Test
    void half_of_the_budget_is_left_while_half_of_the_requests_and_of_the_time_are() {
        FakeTime time = new FakeTime();
        Budget both = new Budget(4L, Duration.ofMinutes(10), time);

        both.spend();
        both.spend();
        time.advance(Duration.ofMinutes(5));
        assertThat(both.isHalfLeft()).isTrue();
        time.advance(Duration.ofMillis(1));
        assertThat(both.isHalfLeft()).isFalse();

        Budget requests = new Budget(4L, null, time);
        requests.spend();
        requests.spend();
        requests.spend();
        assertThat(requests.isHalfLeft()).isFalse();
    }

    @Test
    void nothing_is_spent_once_the_time_is_up() {
        FakeTime time = new FakeTime();
        Budget timed = new Budget(null, Duration.ofMinutes(10), time);

        time.advance(Duration.ofMinutes(10).minusMillis(1));
        timed.spend();
        assertThat(timed.atMost(Duration.ofSeconds(1))).isEqualTo(Duration.ofMillis(1));
        assertThat(timed.allows(1, Duration.ofMillis(1))).isTrue();
        assertThat(timed.allows(1, Duration.ofMillis(2))).isFalse();
        time.advance(Duration.ofMillis(1));

        assertThatThrownBy(timed::spend)
                .isInstanceOf(BudgetReachedException.class)
                .hasMessageStartingWith("The run was to take no longer than 10 min;");
        time.advance(Duration.ofMinutes(1));
        assertThat(timed.atMost(Duration.ofSeconds(1))).isZero();
    }

    @Test
    void a_run_that_was_stopped_spends_nothing_in_any_feed() throws InterruptedException {
        Budget feed = run.forFeed();
        feed.refuseStopped();

        run.stop();

        assertThatThrownBy(feed::refuseStopped).isInstanceOf(InterruptedException.class);
    }
}
