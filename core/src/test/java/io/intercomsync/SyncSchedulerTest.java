package io.intercomsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.intercomsync.testing.ManualTime;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

@Timeout(60)
class SyncSchedulerTest {
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
    void a_job_runs_at_once_and_then_each_interval() throws Exception {
        scheduler.every(HOUR, this::run);
        time.awaitWaits(1);

        passing(HOUR.minusSeconds(1));
        passing(Duration.ofSeconds(1));

        assertThat(runs).containsExactly(start, start.plus(HOUR));
    }

    @Test
    void the_usual_interval_is_three_hours() throws Exception {
        scheduler.everyThreeHours(this::run);
        time.awaitWaits(1);

        assertThat(scheduler.job("job-1").nextRun()).contains(start.plus(HOUR.multipliedBy(3)));
    }

    @Test
    void a_job_without_a_name_gets_one_that_is_free() {
        scheduler.every("job-2", HOUR, this::run).every(HOUR, this::run).every(HOUR, this::run);

        assertThat(scheduler.jobs()).extracting(ScheduledJob::name).containsExactly("job-2", "job-1", "job-3");
    }

    @Test
    void runs_that_were_missed_while_the_machine_slept_are_made_up_once() throws Exception {
        scheduler.every(HOUR, this::run);
        time.awaitWaits(1);

        passing(Duration.ofMinutes(330));
        passing(Duration.ofMinutes(29));

        assertThat(runs).containsExactly(start, start.plus(Duration.ofMinutes(330)));
        assertThat(scheduler.job("job-1").nextRun()).contains(start.plus(Duration.ofHours(6)));
    }

    @Test
    void a_failed_run_is_logged_and_shown_and_the_next_one_comes_sooner() throws Exception {
        ListAppender<ILoggingEvent> logged = new ListAppender<>();
        logged.start();
        Logger logger = (Logger) LoggerFactory.getLogger(ScheduledJob.class);
        logger.addAppender(logged);
        scheduler.every("source", HOUR, () -> {
            run();
            throw new IOException("no network");
        });
        time.awaitWaits(1);

        passing(Duration.ofMinutes(1));
        logger.detachAppender(logged);

        assertThat(runs).hasSize(2);
        assertThat(logged.list).hasSize(2).first().satisfies(event -> {
            assertThat(event.getLevel()).isEqualTo(Level.ERROR);
            assertThat(event.getFormattedMessage()).contains("source", "no network", "next run: 2026-01-01T00:01:00Z");
        });
        JobRun last = scheduler.job("source").lastRun().orElseThrow();
        assertThat(last.isSuccessful()).isFalse();
        assertThat(last.failure()).hasMessage("no network");
        assertThat(scheduler.job("source").nextRun()).contains(start.plus(Duration.ofMinutes(3)));
    }

    @Test
    void a_job_says_in_one_line_how_it_stands() throws Exception {
        BlockingQueue<Thread> threads = new LinkedBlockingQueue<>();
        scheduler.every("source", Duration.ofHours(3), () -> {
            threads.add(Thread.currentThread());
            throw new IOException("no network");
        });
        time.awaitWaits(1);
        ScheduledJob job = scheduler.job("source");

        assertThat(job)
                .hasToString("ScheduledJob[source, every 3 h, next run at 2026-01-01T00:01:00Z,"
                        + " last run failed after 0 s with a java.io.IOException]");
        job.pause();
        assertThat(job.toString()).startsWith("ScheduledJob[source, every 3 h, paused, ");
        assertThat(threads.take().getName()).isEqualTo("intercom-sync-source");
    }

    @Test
    void a_job_tells_times_to_the_second() throws Exception {
        time.advance(Duration.ofNanos(123_456_789));

        scheduler.every("source", Duration.ofHours(3), () -> {});
        time.awaitWaits(1);

        assertThat(scheduler.job("source").toString()).contains("next run at 2026-01-01T03:00:00Z, last run ended");
    }

    @Test
    void K77_a_clock_that_fails_does_not_end_the_schedule() throws Exception {
        BlockingQueue<Boolean> made = new LinkedBlockingQueue<>();
        Clock broken = new Clock() {
            @Override
            public Instant instant() {
                throw new IllegalStateException("no time");
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };

        try (SyncScheduler timeless = SyncScheduler.builder().clock(broken).build()) {
            timeless.every("source", HOUR, () -> made.add(true));

            assertThat(made.poll(30, TimeUnit.SECONDS)).isTrue();
            timeless.job("source").trigger();
            assertThat(made.poll(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void an_error_does_not_end_the_schedule_either() throws Exception {
        scheduler.every(HOUR, () -> {
            run();
            throw new AssertionError("broken");
        });
        time.awaitWaits(1);

        passing(Duration.ofMinutes(1));

        assertThat(runs).hasSize(2);
    }

    @Test
    void a_job_that_takes_long_does_not_hold_up_another() throws Exception {
        CountDownLatch mayEnd = new CountDownLatch(1);
        scheduler.every(HOUR, mayEnd::await).every(HOUR, this::run);
        time.awaitWaits(1);

        passing(HOUR);

        assertThat(runs).hasSize(2);
        mayEnd.countDown();
    }

    @Test
    void an_interruption_left_over_from_one_run_does_not_reach_the_next() throws Exception {
        BlockingQueue<Boolean> flags = new LinkedBlockingQueue<>();

        scheduler.every(HOUR, () -> {
            flags.add(Thread.currentThread().isInterrupted());
            Thread.currentThread().interrupt();
            if (flags.size() < 3) {
                scheduler.job("job-1").trigger();
            }
        });
        time.awaitWaits(2);

        assertThat(flags).containsExactly(false, false, false);
    }

    @Test
    void names_are_unique_and_intervals_positive() {
        scheduler.every("source", HOUR, () -> {});

        assertThatThrownBy(() -> scheduler.every("source", HOUR, () -> {})).hasMessage("There is a job source already");
        assertThatThrownBy(() -> scheduler.every(Duration.ZERO, () -> {})).hasMessageContaining("PT0S");
        assertThatThrownBy(() -> scheduler.job("sink")).hasMessage("There is no job sink");
    }

    @Test
    void threads_come_from_the_factory() throws Exception {
        BlockingQueue<String> names = new LinkedBlockingQueue<>();
        try (SyncScheduler own = SyncScheduler.builder()
                .threadFactory(task -> new Thread(task, "mine"))
                .build()) {
            own.every(HOUR, () -> names.add(Thread.currentThread().getName()));

            assertThat(names.poll(30, TimeUnit.SECONDS)).isEqualTo("mine");
        }
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

    @ParameterizedTest
    @ValueSource(strings = {"-1000000000-01-01T00:00:00Z", "+1000000000-12-31T23:59:59Z", "9999-12-31T23:59:59Z"})
    void K108_a_clock_that_tells_nonsense_does_not_end_the_schedule(Instant nonsense) throws Exception {
        BlockingQueue<Boolean> made = new LinkedBlockingQueue<>();
        Clock wrong = Clock.fixed(nonsense, ZoneOffset.UTC);

        try (SyncScheduler timeless = SyncScheduler.builder().clock(wrong).build()) {
            timeless.every("source", HOUR, () -> made.add(true));

            assertThat(made.poll(30, TimeUnit.SECONDS)).isTrue();
            timeless.job("source").trigger();
            assertThat(made.poll(30, TimeUnit.SECONDS)).isTrue();
            assertThat(timeless.job("source").nextRun()).isPresent();
        }
    }
}
