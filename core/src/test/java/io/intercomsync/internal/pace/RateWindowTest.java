package io.intercomsync.internal.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** One window after the other, to the request: how many may be sent in it, and when it ends. */
class RateWindowTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final RateHeaders NOTHING = new RateHeaders(null, null, null, null, null);
    private static final Duration HOUR = Duration.ofHours(1);

    private final RateWindow window = new RateWindow(1);

    @Test
    void a_refusal_that_names_no_limit_teaches_it_and_each_later_window_tries_a_tenth_more() {
        send(30);
        answer(20, NOTHING);
        window.exceeded(NOW, NOW, NOTHING);
        lose(9);

        assertThat(room(after(10))).isEqualTo(20 + 2 + 1);
        lose(23);
        assertThat(room(after(20))).isEqualTo(23 + 2 + 1);
    }

    @Test
    void a_limit_that_was_told_is_kept_in_windows_of_which_nothing_is_told() {
        send(1);
        answered(NOW, headers(NOW, 20, 19, after(8)));

        assertThat(room(after(8))).isEqualTo(20);
        lose(20);
        assertThat(room(after(18))).isEqualTo(20);
    }

    @Test
    void a_refusal_may_name_the_limit_too() {
        send(1);

        window.exceeded(NOW, NOW, headers(NOW, 40, 0, after(8)));

        assertThat(room(after(8))).isEqualTo(40);
    }

    @Test
    void a_limit_of_zero_is_no_limit() {
        send(1);
        answered(NOW, headers(NOW, 0, 5, after(8)));

        assertThat(room(after(8))).isEqualTo(RateWindow.ORDINARY_LIMIT);
    }

    @Test
    void windows_follow_each_other_also_while_nothing_is_sent() {
        send(1);
        answered(NOW, headers(NOW, 5, 4, after(8)));

        assertThat(room(after(8 + 35))).isEqualTo(5);
        assertThat(window.take(after(8 + 35))).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void the_window_and_the_time_of_intercom_follow_a_clock_that_is_set_back() {
        send(2);
        answered(NOW, headers(NOW, 5, 0, after(6)));
        Instant back = NOW.minus(HOUR);
        assertThat(window.take(back)).isEqualTo(Duration.ofSeconds(6));

        window.answered(back, back, headers(NOW, 5, 0, after(10)));

        assertThat(window.take(back)).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void an_answer_with_a_time_of_no_use_counts_as_one_request() {
        send(1);
        answered(NOW, headers(NOW, 10, 3, after(8)));
        send(1);

        answered(NOW, headers(null, 10, 9, NOW.plus(HOUR)));

        assertThat(room(NOW)).isEqualTo(2);
    }

    @Test
    void an_answer_about_the_window_before_counts_in_the_one_it_was_sent_in() {
        send(2);
        answered(NOW, headers(NOW, 4, 2, after(8)));
        RateHeaders before = headers(after(8), 4, 0, after(8));
        assertThat(window.take(after(8))).isZero();
        assertThat(window.take(after(8))).isZero();

        window.answered(after(7), after(8), before);
        window.answered(after(8), after(8), before);
        window.answered(after(8), after(8), before);

        assertThat(room(after(8))).isEqualTo(2);
    }

    @Test
    void a_refusal_of_a_request_from_the_window_before_holds_nobody() {
        send(1);
        assertThat(window.take(after(10))).isZero();

        assertThat(window.exceeded(NOW, after(10), NOTHING)).isZero();

        assertThat(window.take(after(10))).isZero();
    }

    @Test
    void a_refusal_without_a_word_does_not_put_off_an_end_that_another_one_named() {
        send(3);
        assertThat(window.exceeded(NOW, NOW, headers(NOW, 5, 0, after(4)))).isEqualTo(Duration.ofSeconds(4));

        assertThat(window.exceeded(NOW, after(1), NOTHING)).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void the_later_of_two_times_in_a_refusal_counts() {
        send(2);

        assertThat(window.exceeded(NOW, NOW, refusal(after(4), 7))).isEqualTo(Duration.ofSeconds(7));
        assertThat(window.exceeded(NOW, NOW, refusal(after(8), 3))).isEqualTo(Duration.ofSeconds(8));
    }

    @Test
    void a_date_that_contradicts_all_before_does_not_spoil_the_end_of_the_window() {
        send(2);
        answered(NOW, headers(NOW, 5, 0, after(6)));

        answered(NOW, headers(NOW.plus(HOUR), 5, 0, after(8)));

        assertThat(window.take(NOW)).isEqualTo(Duration.ofSeconds(8));
    }

    @Test
    void an_end_that_contradicts_all_before_does_not_spoil_the_date() {
        send(2);
        answered(NOW, headers(NOW, 5, 0, after(6)));

        answered(NOW, headers(NOW, 5, 0, NOW.plus(HOUR)));

        assertThat(window.take(NOW)).isEqualTo(Duration.ofSeconds(6));
    }

    @Test
    void a_node_whose_clock_is_some_seconds_ahead_does_not_put_off_the_end() {
        send(3);
        answered(NOW, headers(NOW, 5, 0, after(8)));

        answered(NOW, headers(after(6), 5, 0, after(12)));
        answered(NOW, headers(null, 5, 0, after(12)));

        assertThat(window.take(NOW)).isEqualTo(Duration.ofSeconds(8));
    }

    private static Instant after(long seconds) {
        return NOW.plusSeconds(seconds);
    }

    private static RateHeaders headers(@Nullable Instant date, int limit, int remaining, Instant reset) {
        return new RateHeaders(date, limit, remaining, reset, null);
    }

    private static RateHeaders refusal(Instant reset, long retryAfter) {
        return new RateHeaders(NOW, 5, 0, reset, Duration.ofSeconds(retryAfter));
    }

    private void send(int requests) {
        for (int i = 0; i < requests; i++) {
            assertThat(window.take(NOW)).isZero();
        }
    }

    private void answered(Instant sent, RateHeaders headers) {
        window.answered(sent, NOW, headers);
    }

    private void answer(int requests, RateHeaders headers) {
        for (int i = 0; i < requests; i++) {
            answered(NOW, headers);
        }
    }

    private void lose(int requests) {
        for (int i = 0; i < requests; i++) {
            window.failed();
        }
    }

    /** Takes all that the window gives at this time. */
    private int room(Instant now) {
        int sent = 0;
        while (window.take(now).isZero()) {
            sent++;
        }
        return sent;
    }
}
