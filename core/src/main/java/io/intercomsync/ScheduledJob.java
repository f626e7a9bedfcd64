package io.intercomsync;

import io.intercomsync.internal.foreign.ForeignCode;
import io.intercomsync.internal.foreign.RedactedTrace;
import io.intercomsync.internal.pace.ElapsedTime;
import io.intercomsync.internal.value.Amounts;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A job of a {@link SyncScheduler}: when it runs, and how its last run ended. Thread-safe. */
public final class ScheduledJob {
    private static final Logger log = LoggerFactory.getLogger(ScheduledJob.class);
    /** The longest time between two readings of the clock: a timer stands still while the machine sleeps. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final SyncScheduler scheduler;
    private final String name;
    private final SyncScheduler.Task task;
    private final Schedule schedule;
    private @Nullable Instant runningSince;
    private @Nullable JobRun lastRun;
    private boolean isPaused;
    private boolean isTriggered;

    ScheduledJob(SyncScheduler scheduler, String name, SyncScheduler.Task task, Schedule schedule) {
        this.scheduler = scheduler;
        this.name = name;
        this.task = task;
        this.schedule = schedule;
    }

    /** Returns the name, by which {@link SyncScheduler#job} finds the job and the log speaks of it. */
    public String name() {
        return name;
    }

    /** Returns when the next run is due, a past time if the job is late; empty while paused or once the scheduler is closed. */
    public Optional<Instant> nextRun() {
        return scheduler.locked(
                () -> isPaused || scheduler.isClosed() ? Optional.empty() : Optional.of(schedule.due()));
    }

    /** Returns the last run that has ended; empty before the first has. */
    public Optional<JobRun> lastRun() {
        return scheduler.locked(() -> Optional.ofNullable(lastRun));
    }

    /** Returns when the run under way began; empty if there is none. */
    public Optional<Instant> runningSince() {
        return scheduler.locked(() -> Optional.ofNullable(runningSince));
    }

    /** Begins no new run until {@link #resume()}, except by {@link #trigger()}. A run under way goes on. */
    public void pause() {
        scheduler.change(() -> isPaused = true);
    }

    /** Ends {@link #pause()}. One run makes up for all that came due meanwhile. */
    public void resume() {
        scheduler.change(() -> isPaused = false);
    }

    /** Runs the job now; if it is running, once more after that. Several calls before the run begins count as one. */
    public void trigger() {
        scheduler.change(() -> isTriggered = true);
    }

    /**
     * Returns one line: {@code ScheduledJob[source, every 3 h, next run at 2026-01-01T03:00:00Z]}, for example, and how the last
     * run ended.
     */
    @Override
    public String toString() {
        return scheduler.locked(() -> "ScheduledJob[" + name + ", every " + Amounts.of(schedule.interval()) + ", "
                + state() + (lastRun == null ? "" : ", last run " + lastRun) + "]");
    }

    private String state() {
        if (runningSince != null) {
            return "running since " + Amounts.toSecond(runningSince);
        }
        if (scheduler.isClosed()) {
            return "closed";
        }
        return isPaused ? "paused" : "next run at " + Amounts.toSecond(schedule.due());
    }

    /** Runs the task whenever it is due, until the scheduler is closed. */
    void runUntilClosed() {
        for (Optional<Instant> start = awaitDue(); start.isPresent(); start = awaitDue()) {
            ElapsedTime time = scheduler.time();
            Throwable failure = failureOf(task);
            logEnd(end(start.get(), time.passed(), failure));
        }
    }

    /** Logs the end of a run. A failing log does not stop the next run. */
    private void logEnd(JobRun run) {
        String duration = Amounts.of(run.duration());
        Throwable failure = run.failure();
        try {
            if (failure == null) {
                log.debug("{} ended after {}", name, duration);
            } else {
                String next = nextRun().map(Amounts::toSecond).orElse("none");
                log.error(
                        "{} failed after {}; next run: {}: {}",
                        name,
                        duration,
                        next,
                        ForeignCode.messageOf(failure), // the application's own words, which may be logged
                        RedactedTrace.of(failure));
            }
        } catch (Throwable e) {
            // the failure is in lastRun() all the same
        }
    }

    private static @Nullable Throwable failureOf(SyncScheduler.Task task) {
        try {
            task.run();
            return null;
        } catch (Throwable e) { // an Error must not end the schedule either
            return e;
        }
    }

    /** Waits until a run is due and returns its start; empty once the scheduler is closed. */
    private Optional<Instant> awaitDue() {
        return scheduler.locked(() -> {
            while (!scheduler.isClosed()) {
                Instant now = scheduler.now();
                Duration wait = isTriggered ? Duration.ZERO : isPaused ? LONGEST_WAIT : schedule.until(now);
                if (wait.isZero()) {
                    return Optional.of(begin(now));
                }
                await(wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT);
            }
            return Optional.empty();
        });
    }

    private void await(Duration wait) {
        try {
            scheduler.await(wait);
        } catch (InterruptedException e) {
            // the interrupt was meant for an earlier run: only close() ends the schedule
        }
    }

    private Instant begin(Instant now) {
        Thread.interrupted(); // the interrupt was meant for an earlier run
        schedule.started(now);
        runningSince = now;
        isTriggered = false;
        return now;
    }

    private JobRun end(Instant start, Duration took, @Nullable Throwable failure) {
        return scheduler.locked(() -> {
            schedule.ended(scheduler.now(), failure != null);
            JobRun run = new JobRun(start, took, failure);
            runningSince = null;
            lastRun = run;
            return run;
        });
    }
}
