package io.intercomsync;

import io.intercomsync.internal.foreign.RedactedTrace;
import io.intercomsync.internal.value.Amounts;
import io.intercomsync.internal.value.OneLine;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A job of a {@link SyncScheduler}: when it runs, and how its last run ended. Thread-safe. */
public final class ScheduledJob {
    private static final Logger log = LoggerFactory.getLogger(ScheduledJob.class);
    /** A timer stands still while the machine sleeps, so the clock is looked at that often. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final SyncScheduler scheduler;
    private final String name;
    private final SyncScheduler.Task task;
    private final Schedule schedule;
    private final Lock lock;
    private final Condition changed;
    private @Nullable Instant runningSince;
    private @Nullable JobRun lastRun;
    private boolean isPaused;
    private boolean isTriggered;

    ScheduledJob(SyncScheduler scheduler, String name, SyncScheduler.Task task, Schedule schedule) {
        this.scheduler = scheduler;
        this.name = name;
        this.task = task;
        this.schedule = schedule;
        this.lock = scheduler.lock();
        this.changed = scheduler.changed();
    }

    /** The name by which {@link SyncScheduler#job} finds it and the log speaks of it. */
    public String name() {
        return name;
    }

    /** When the next run is due; a time that has passed if the job is late. Empty while paused or once the scheduler is closed. */
    public Optional<Instant> nextRun() {
        lock.lock();
        try {
            return isPaused || scheduler.isClosed() ? Optional.empty() : Optional.of(schedule.due());
        } finally {
            lock.unlock();
        }
    }

    /** The last run that has ended; empty before that. */
    public Optional<JobRun> lastRun() {
        lock.lock();
        try {
            return Optional.ofNullable(lastRun);
        } finally {
            lock.unlock();
        }
    }

    /** Since when it is running; empty if it is not. */
    public Optional<Instant> runningSince() {
        lock.lock();
        try {
            return Optional.ofNullable(runningSince);
        } finally {
            lock.unlock();
        }
    }

    /** Begins no new run until {@link #resume()}, but for one that is triggered. One that is under way goes on. */
    public void pause() {
        change(() -> isPaused = true);
    }

    /** Goes on after {@link #pause()}. Runs that came due meanwhile are made up by one. */
    public void resume() {
        change(() -> isPaused = false);
    }

    /** Runs it now; if it is running, once more after that. Several calls before the run begins count as one. */
    public void trigger() {
        change(() -> isTriggered = true);
    }

    /** One line: {@code ScheduledJob[source, every 3 h, next run at 2026-01-01T03:00:00Z]}, and how the last run ended. */
    @Override
    public String toString() {
        lock.lock();
        try {
            return "ScheduledJob[" + name + ", every " + Amounts.of(schedule.interval()) + ", " + state()
                    + (lastRun == null ? "" : ", last run " + lastRun) + "]";
        } finally {
            lock.unlock();
        }
    }

    private String state() {
        if (runningSince != null) {
            return "running since " + runningSince;
        }
        if (scheduler.isClosed()) {
            return "closed";
        }
        return isPaused ? "paused" : "next run at " + schedule.due();
    }

    private void change(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Runs the task whenever it is due, until the scheduler is closed. */
    void runUntilClosed() {
        for (Instant start = awaitDue(); start != null; start = awaitDue()) {
            Throwable failure = failureOf(task);
            tell(end(start, failure));
        }
    }

    /** A fault of the log does not stop the next run. */
    private void tell(JobRun run) {
        String duration = Amounts.of(run.duration());
        Throwable failure = run.failure();
        try {
            if (failure == null) {
                log.debug("{} ended after {}", name, duration);
            } else {
                String next = nextRun().map(Instant::toString).orElse("none");
                log.error(
                        "{} failed after {}; next run: {}: {}",
                        name,
                        duration,
                        next,
                        words(failure),
                        RedactedTrace.of(failure));
            }
        } catch (Throwable e) {
            // the failure is in lastRun() all the same
        }
    }

    /** The words of a task's own failure are the application's, and only made one line. */
    private static String words(Throwable failure) {
        return OneLine.of(failure.getMessage() == null ? failure.getClass().getName() : failure.getMessage());
    }

    private static @Nullable Throwable failureOf(SyncScheduler.Task task) {
        try {
            task.run();
            return null;
        } catch (Throwable e) { // an Error too must not end the schedule unnoticed
            return e;
        }
    }

    /** When the run that is now due begins; null if there is none any more. */
    private @Nullable Instant awaitDue() {
        lock.lock();
        try {
            while (!scheduler.isClosed()) {
                Instant now = scheduler.now();
                Duration wait = isTriggered ? Duration.ZERO : isPaused ? LONGEST_WAIT : schedule.until(now);
                if (wait.isZero()) {
                    return begin(now);
                }
                await(wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT);
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    private void await(Duration wait) {
        try {
            scheduler.await(wait);
        } catch (InterruptedException e) {
            // meant for an earlier run: only close() ends the schedule
        }
    }

    private Instant begin(Instant now) {
        Thread.interrupted(); // was meant for an earlier run
        schedule.started(now);
        runningSince = now;
        isTriggered = false;
        return now;
    }

    private JobRun end(Instant start, @Nullable Throwable failure) {
        lock.lock();
        try {
            Instant now = scheduler.now();
            schedule.ended(now, failure != null);
            JobRun run = new JobRun(start, Duration.between(start, now), failure);
            runningSince = null;
            lastRun = run;
            return run;
        } finally {
            lock.unlock();
        }
    }
}
