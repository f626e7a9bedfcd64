package io.intercomsync.internal.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PacerTest {
    private final FakeTime time = new FakeTime();
    private final Pacer pacer = new Pacer(time, time, 1);

    private RateHeaders headers(int limit, int remaining, Duration untilReset) {
        return new RateHeaders(null, limit, remaining, time.instant().plus(untilReset), null);
    }

    @Test
    void waits_for_the_end_of_a_window_that_is_spent() throws InterruptedException {
        acquire(pacer).answered(headers(2, 0, Duration.ofSeconds(4)));
        Instant spent = time.instant();

        acquire(pacer);

        assertThat(Duration.between(spent, time.instant())).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(10));
    }

    @Test
    void holds_back_everybody_for_as_long_as_a_refusal_says() throws InterruptedException {
        Duration wait = acquire(pacer).exceeded(new RateHeaders(null, null, null, null, Duration.ofSeconds(23)));
        Instant refused = time.instant();

        acquire(pacer);

        assertThat(wait).isEqualTo(Duration.ofSeconds(23));
        assertThat(Duration.between(refused, time.instant())).isEqualTo(Duration.ofSeconds(23));
    }

    @Test
    void waits_a_whole_window_after_a_refusal_that_says_nothing() throws InterruptedException {
        assertThat(acquire(pacer).exceeded(new RateHeaders(null, null, null, null, null)))
                .isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void does_not_wait_longer_than_five_minutes_at_a_time() throws InterruptedException {
        assertThat(acquire(pacer).exceeded(new RateHeaders(null, null, null, null, Duration.ofDays(9))))
                .isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void counts_what_got_no_answer_as_spent() throws InterruptedException {
        acquire(pacer).answered(headers(3, 2, Duration.ofSeconds(4)));
        acquire(pacer).failed();
        acquire(pacer).failed();
        Instant spent = time.instant();

        acquire(pacer);

        assertThat(time.instant()).isAfter(spent);
    }

    @Test
    @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void an_answer_wakes_a_waiting_caller() throws Exception {
        Pacer real = new Pacer(time, Sleeper.system(), 1);
        Instant reset = time.instant().plusSeconds(300); // long after this test has given up
        acquire(real).answered(new RateHeaders(null, 3, 2, reset, null));
        Pacer.Permit first = acquire(real);
        Pacer.Permit second = acquire(real);
        ExecutorService others = Executors.newSingleThreadExecutor();
        try {
            Future<Pacer.Permit> third = others.submit(() -> acquire(real));

            first.answered(new RateHeaders(null, 3, 2, reset.plusSeconds(10), null));

            assertThat(third.get()).isNotNull();
            second.failed();
        } finally {
            others.shutdownNow();
        }
    }

    @Test
    void many_threads_never_exceed_a_window() throws Exception {
        AtomicInteger count = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        Instant[] end = {time.instant().plusSeconds(10)};
        ExecutorService threads = Executors.newFixedThreadPool(32);
        acquire(pacer).answered(headers(50, 50, Duration.ofSeconds(10)));
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            all.add(threads.submit(() -> {
                Pacer.Permit permit = acquire(pacer);
                synchronized (end) {
                    while (!time.instant().isBefore(end[0])) {
                        end[0] = end[0].plusSeconds(10);
                        count.set(0);
                    }
                    int used = count.incrementAndGet();
                    refused.addAndGet(used > 50 ? 1 : 0);
                    permit.answered(new RateHeaders(null, 50, Math.max(0, 50 - used), end[0], null));
                }
                return null;
            }));
        }

        for (Future<?> each : all) {
            each.get();
        }
        threads.shutdown();

        assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        assertThat(refused).hasValue(0);
        assertThat(time.sleeps()).isNotEmpty();
    }

    @Test
    void an_interruption_ends_the_wait() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> acquire(pacer)).isInstanceOf(InterruptedException.class);
    }

    @Test
    @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void callers_are_served_in_the_order_of_their_calls() throws Exception {
        Pacer real = new Pacer(time, Sleeper.system(), 1);
        Instant reset = time.instant().plusSeconds(300);
        Pacer.Permit permit = acquire(real);
        acquire(real).answered(new RateHeaders(null, 2, 0, reset, null));
        BlockingQueue<Map.Entry<Integer, Pacer.Permit>> passed = new LinkedBlockingQueue<>();
        for (int i = 0; i < 24; i++) {
            int number = i;
            Thread caller = new Thread(() -> passed.add(Map.entry(number, acquireUnchecked(real))));
            caller.setDaemon(true);
            caller.start();
            while (caller.getState() != Thread.State.WAITING && caller.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
        }

        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            reset = reset.plusSeconds(10);
            time.advance(Duration.ofSeconds(10));
            permit.answered(new RateHeaders(null, 2, 1, reset, null)); // lets one through
            Map.Entry<Integer, Pacer.Permit> next = passed.take();
            order.add(next.getKey());
            permit = next.getValue();
        }

        assertThat(order).isEqualTo(IntStream.range(0, 24).boxed().toList());
    }

    @Test
    void a_caller_without_time_takes_nothing_of_the_next_window() throws InterruptedException {
        Instant start = time.instant();
        acquire(pacer).answered(headers(1, 0, Duration.ofSeconds(4)));

        assertThat(pacer.acquire("any", start.plusSeconds(3))).isEmpty();
        assertThat(time.instant()).isEqualTo(start.plusSeconds(3));

        acquire(pacer);
        assertThat(time.instant()).isBetween(start.plusSeconds(4), start.plusSeconds(10));
    }

    private static Pacer.Permit acquire(Pacer pacer) throws InterruptedException {
        return pacer.acquire("any", Instant.MAX).orElseThrow();
    }

    private static Pacer.Permit acquireUnchecked(Pacer pacer) {
        try {
            return acquire(pacer);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
