package io.intercomsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.testing.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SchedulerCloseTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final ManualTime time = new ManualTime();
    private final SyncScheduler scheduler =
            SyncScheduler.builder().clock(time).sleeper(time).jitter(0).build();
    private final BlockingQueue<Instant> runs = new LinkedBlockingQueue<>();

    @AfterEach
    void close() {
        scheduler.close(Duration.ZERO);
    }

    @Test
    void a_run_that_ends_in_time_is_not_interrupted_when_the_scheduler_closes() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        scheduler.every(HOUR, () -> {
            running.countDown();
            mayEnd.await();
            run();
        });
        running.await();

        try (Closing closing = new Closing(HOUR)) {
            time.awaitWaits(1);
            mayEnd.countDown();

            assertThat(closing.allEnded()).isTrue();
        }
        assertThat(runs).hasSize(1);
    }

    @Test
    void a_run_that_does_not_end_in_time_is_interrupted() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        BlockingQueue<String> ends = new LinkedBlockingQueue<>();
        scheduler.every(HOUR, () -> {
            try {
                running.countDown();
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                ends.add("interrupted");
            }
        });
        running.await();

        try (Closing closing = new Closing(HOUR)) {
            time.awaitWaits(1);
            assertThat(ends).isEmpty();
            time.advance(HOUR);
            wake();

            assertThat(closing.allEnded()).isFalse();
        }
        assertThat(ends.poll(30, TimeUnit.SECONDS)).isEqualTo("interrupted");
    }

    @Test
    void a_job_may_close_its_own_scheduler() throws Exception {
        BlockingQueue<Boolean> ended = new LinkedBlockingQueue<>();

        scheduler.every(HOUR, () -> ended.add(scheduler.close(HOUR)));

        assertThat(ended.poll(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void waits_for_a_run_for_ever_if_it_is_told_to() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        scheduler.every(HOUR, () -> {
            running.countDown();
            mayEnd.await();
        });
        running.await();

        try (Closing closing = new Closing(ChronoUnit.FOREVER.getDuration())) {
            time.awaitWaits(1);
            time.advance(Duration.ofDays(36_500));
            wake();
            mayEnd.countDown();

            assertThat(closing.allEnded()).isTrue();
        }
    }

    @Test
    void nothing_runs_once_it_is_closed() throws Exception {
        scheduler.every(HOUR, this::run);
        time.awaitWaits(1);

        assertThat(scheduler.close(Duration.ofDays(1))).isTrue();

        assertThat(scheduler.job("job-1").nextRun()).isEmpty();
        assertThatThrownBy(() -> scheduler.every(HOUR, this::run))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The scheduler is closed");
    }

    private void run() {
        runs.add(time.instant());
    }

    private void wake() {
        scheduler.change(() -> {});
    }

    /** Closes the scheduler on a thread of its own. */
    private final class Closing implements AutoCloseable {
        private final ExecutorService thread = Executors.newSingleThreadExecutor();
        private final Future<Boolean> result;

        Closing(Duration deadline) {
            result = thread.submit(() -> scheduler.close(deadline));
        }

        boolean allEnded() throws Exception {
            return result.get(30, TimeUnit.SECONDS);
        }

        @Override
        public void close() {
            thread.shutdown();
        }
    }

    @Test
    void K108_a_clock_that_is_set_back_makes_the_end_wait_no_longer() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        scheduler.every(HOUR, () -> {
            running.countDown();
            new CountDownLatch(1).await();
        });
        running.await();

        try (Closing closing = new Closing(HOUR)) {
            time.awaitWaits(1);
            time.advance(Duration.ofDays(-10_000));
            wake();
            time.awaitWaits(2);
            time.advance(HOUR);
            wake();

            assertThat(closing.allEnded()).isFalse();
        }
    }
}
