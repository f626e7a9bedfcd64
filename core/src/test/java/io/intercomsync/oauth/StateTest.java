package io.intercomsync.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.error.OAuthException;
import io.intercomsync.error.OAuthException.Reason;
import io.intercomsync.testing.ManualTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class StateTest {
    private static final int THREADS = 8;

    private final ManualTime time = new ManualTime();
    private final RememberedStates states = new RememberedStates(time);

    @Test
    void states_are_long_random_and_fit_into_a_cookie() {
        Set<String> seen = new HashSet<>();
        int[] ones = new int[43 * 6];

        for (int i = 0; i < 5_000; i++) {
            String state = states.next().text();
            assertThat(state).matches("[A-Za-z0-9_-]{43}"); // 256 bits
            seen.add(state);
            count(state, ones);
        }

        assertThat(seen).hasSize(5_000);
        for (int bit = 0; bit < 256; bit++) { // 14 standard deviations: a bit that does not change is far beyond
            assertThat(ones[bit]).as("bit " + bit).isBetween(2_000, 3_000);
        }
    }

    private static void count(String state, int[] ones) {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        for (int at = 0; at < state.length(); at++) {
            int value = alphabet.indexOf(state.charAt(at));
            for (int bit = 0; bit < 6; bit++) {
                ones[at * 6 + bit] += value >> (5 - bit) & 1;
            }
        }
    }

    @Test
    void a_state_is_good_for_one_callback_in_any_order_of_begins_callbacks_and_time() {
        for (long seed = 1; seed <= 200; seed++) {
            RememberedStates remembered = new RememberedStates(time);
            Random random = new Random(seed);
            List<RememberedStates.NewState> begun = new ArrayList<>();
            Set<String> used = new HashSet<>();
            for (int step = 0; step < 50; step++) {
                if (begun.isEmpty() || random.nextInt(3) == 0) {
                    begun.add(remembered.next());
                } else if (random.nextInt(3) == 0) {
                    time.advance(Duration.ofSeconds(random.nextInt(400)));
                } else {
                    RememberedStates.NewState state = begun.get(random.nextInt(begun.size()));
                    Reason wanted = !used.add(state.text())
                            ? Reason.USED_STATE
                            : time.instant().isBefore(state.expiresAt()) ? null : Reason.EXPIRED_STATE;
                    assertThat(use(remembered, state.text()))
                            .as("seed " + seed + ", step " + step)
                            .isEqualTo(wanted);
                }
            }
        }
    }

    private static Reason use(RememberedStates states, String state) {
        try {
            states.use(state);
            return null;
        } catch (OAuthException e) {
            return e.reason();
        }
    }

    @Test
    void a_state_is_good_for_less_than_ten_minutes() {
        String early = states.next().text();
        String late = states.next().text();

        time.advance(Duration.ofMinutes(10).minusMillis(1));
        states.use(early);
        time.advance(Duration.ofMillis(1));

        assertThatFailsWith(Reason.EXPIRED_STATE, () -> states.use(late));
    }

    @Test
    void a_state_of_another_object_is_foreign() {
        String foreign = new RememberedStates(time).next().text();

        assertThatFailsWith(Reason.FOREIGN_STATE, () -> states.use(foreign));
        assertThatFailsWith(Reason.FOREIGN_STATE, () -> states.use(""));
    }

    @Test
    void one_of_many_threads_may_use_a_state() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            for (int round = 0; round < 200; round++) {
                String state = states.next().text();
                Callable<Reason> callback = () -> use(states, state);
                int winners = 0;
                for (Future<Reason> answer : threads.invokeAll(Collections.nCopies(THREADS, callback))) {
                    Reason reason = answer.get();
                    winners += reason == null ? 1 : 0;
                    assertThat(reason).isIn(null, Reason.USED_STATE);
                }
                assertThat(winners).as("round " + round).isEqualTo(1);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void remembers_a_bounded_number_of_states_and_forgets_the_oldest() {
        String first = states.next().text();
        String second = states.next().text();
        for (int i = 0; i < RememberedStates.LIMIT - 1; i++) {
            states.next();
        }

        assertThat(states.size()).isEqualTo(RememberedStates.LIMIT);
        assertThatFailsWith(Reason.FOREIGN_STATE, () -> states.use(first));
        states.use(second);
    }

    private static void assertThatFailsWith(Reason reason, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        OAuthException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @Test
    void K108_a_clock_that_is_set_back_prolongs_the_life_of_no_state() {
        AtomicReference<Instant> now = new AtomicReference<>(time.instant());
        RememberedStates remembered = new RememberedStates(new Clock() {
            @Override
            public Instant instant() {
                return now.get();
            }

            @Override
            public ZoneId getZone() {
                return time.getZone();
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        });
        String soon = remembered.next().text();
        String late = remembered.next().text();

        now.set(now.get().minusSeconds(2)); // as a clock does that keeps its time right
        remembered.use(soon);
        now.set(now.get().minus(Duration.ofDays(400)));

        assertThatFailsWith(Reason.EXPIRED_STATE, () -> remembered.use(late));
    }
}
