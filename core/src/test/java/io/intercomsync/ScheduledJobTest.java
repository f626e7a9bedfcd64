package io.intercomsync;

import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.testing.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ScheduledJobTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final ManualTime time = new ManualTime();
    private final SyncScheduler scheduler =
            SyncScheduler.builder().clock(time).sleeper(time).jitter(0).build();
    private final Instant start = time.instant();
    private final BlockingQueue<Instant> runs = new LinkedBlockingQueue<>();

    @AfterEach
    void close() {
        scheduler.close(Duration.ZERO);
    }

    @Test
    void a_run_tells_since_when_it_runs_and_afterwards_how_long_it_took() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        scheduler.every(HOUR, () -> {
            running.countDown();
            mayEnd.await();
        });
        running.await();
        ScheduledJob job = scheduler.job("job-1");
        assertThat(job.runningSince()).contains(start);
        assertThat(job.lastRun()).isEmpty();

        time.advance(Duration.ofMinutes(5));
        mayEnd.countDown();
        time.awaitWaits(1);

        assertThat(job.runningSince()).isEmpty();
        assertThat(job.lastRun()).contains(new JobRun(start, Duration.ofMinutes(5), null));
    }

    @Test
    void a_paused_job_does_not_run_and_is_made_up_once_when_it_is_resumed() throws Exception {
        scheduler.every(HOUR, this::run);
        time.awaitWaits(1);
        ScheduledJob job = scheduler.job("job-1");
        awaitingNextWait(job::pause);
        passing(Duration.ofMinutes(150));
        assertThat(runs).hasSize(1);
        assertThat(job.nextRun()).isEmpty();

        awaitingNextWait(job::resume);

        assertThat(runs).containsExactly(start, start.plus(Duration.ofMinutes(150)));
        assertThat(job.nextRun()).contains(start.plus(Duration.ofHours(3)));
    }

    @Test
    void a_triggered_job_runs_now_even_while_it_is_paused() throws Exception {
        scheduler.every(HOUR, this::run);
        time.awaitWaits(1);
        ScheduledJob job = scheduler.job("job-1");
        awaitingNextWait(job::pause);
        time.advance(Duration.ofMinutes(20));

        awaitingNextWait(job::trigger);

        assertThat(runs).containsExactly(start, start.plus(Duration.ofMinutes(20)));
    }

    @Test
    void triggers_during_a_run_are_one_more_run_after_it_and_never_beside_it() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        List<Boolean> overlaps = new ArrayList<>();
        boolean[] inside = new boolean[1];
        scheduler.every(HOUR, () -> {
            overlaps.add(inside[0]);
            inside[0] = true;
            running.countDown();
            mayEnd.await();
            inside[0] = false;
        });
        running.await();

        scheduler.job("job-1").trigger();
        scheduler.job("job-1").trigger();
        mayEnd.countDown();
        time.awaitWaits(1);

        assertThat(overlaps).containsExactly(false, false);
    }

    private void run() {
        runs.add(time.instant());
    }

    /** Lets this much time pass, and waits until the one waiting job has read the clock and has run if it was due. */
    private void passing(Duration duration) throws Exception {
        time.advance(duration);
        awaitingNextWait(this::wake);
    }

    private void awaitingNextWait(Runnable action) throws Exception {
        long before = time.waits();
        action.run();
        time.awaitWaits(before + 1);
    }

    private void wake() {
        scheduler.change(() -> {});
    }
}
