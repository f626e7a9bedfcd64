package io.intercomsync;

import static java.util.Objects.requireNonNull;

import io.intercomsync.internal.foreign.ForeignCode;
import io.intercomsync.internal.pace.ElapsedTime;
import io.intercomsync.internal.pace.Sleeper;
import io.intercomsync.internal.value.ArgumentChecks;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs jobs on intervals. A failed run is logged, and the next one comes.
 *
 * <pre>{@code
 * SyncScheduler.create()
 *         .every(Duration.ofHours(3), production::sync)
 *         .every(Duration.ofHours(12), sandbox::sync);
 * }</pre>
 *
 * <p>A job runs at once, then at each interval from its first run. It never runs twice at the same time: one run makes up for
 * all that came due while the job ran or was paused, or the machine slept. After a failure the next run comes after a minute, then
 * after two, four, and so on up to the interval. Each job has a thread, which keeps the JVM alive until {@link #close()}. Thread-safe.
 */
public final class SyncScheduler implements AutoCloseable {
    private static final Duration USUAL_INTERVAL = Duration.ofHours(3);
    private static final Duration LONGEST_INTERVAL = Duration.ofDays(365);
    private static final Duration USUAL_DEADLINE = Duration.ofSeconds(30);

    private final Clock clock;
    private final Sleeper sleeper;
    private final double jitter;
    /** {@code null} for threads that are named after their jobs. */
    private final @Nullable ThreadFactory threads;

    private final Lock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<String, ScheduledJob> jobs = new LinkedHashMap<>();
    private final Map<ScheduledJob, Thread> alive = new LinkedHashMap<>();
    private boolean isClosed;

    private SyncScheduler(Builder builder) {
        clock = builder.clock;
        sleeper = builder.sleeper;
        jitter = builder.jitter;
        threads = builder.threads;
    }

    /** Makes a scheduler with the defaults. */
    public static SyncScheduler create() {
        return builder().build();
    }

    /** Sets up a scheduler. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The work of a job. An exception is a failed run; the next run comes all the same. A sync that returns is a good run, even
     * if its report says that rows are missing: {@link SyncListener#onEnd} hears each report.
     */
    @FunctionalInterface
    public interface Task {
        /** Makes one run. Its thread is interrupted if the scheduler is closed and the run does not end in time. */
        void run() throws Exception;
    }

    /**
     * Runs a job now and again at each interval. Names it {@code job-1}, {@code job-2} and so on, the first that is free.
     *
     * @throws IllegalArgumentException if the interval is not positive or longer than 365 days
     * @throws IllegalStateException if the scheduler is closed
     */
    public SyncScheduler every(Duration interval, Task task) {
        return locked(() -> {
            int number = 1;
            while (jobs.containsKey("job-" + number)) {
                number++;
            }
            return every("job-" + number, interval, task);
        });
    }

    /**
     * Runs a job now and again every three hours.
     *
     * @throws IllegalStateException if the scheduler is closed
     */
    public SyncScheduler everyThreeHours(Task task) {
        return every(USUAL_INTERVAL, task);
    }

    /**
     * Runs a job now and again at each interval.
     *
     * @param name the name in the log, by which {@link #job} finds the job
     * @throws IllegalArgumentException if the interval is not positive or longer than 365 days, or the name is taken
     * @throws IllegalStateException if the scheduler is closed
     */
    public SyncScheduler every(String name, Duration interval, Task task) {
        requireNonNull(name, "name");
        requireNonNull(interval, "interval");
        requireNonNull(task, "task");
        if (interval.isNegative() || interval.isZero() || interval.compareTo(LONGEST_INTERVAL) > 0) {
            throw new IllegalArgumentException("interval must be positive and at most 365 days: " + interval);
        }
        return locked(() -> add(name, interval, task));
    }

    private SyncScheduler add(String name, Duration interval, Task task) {
        if (isClosed) {
            throw new IllegalStateException("The scheduler is closed");
        }
        if (jobs.containsKey(name)) {
            throw new IllegalArgumentException("There is a job " + name + " already");
        }
        Schedule schedule = new Schedule(
                now(), interval, jitter, () -> ThreadLocalRandom.current().nextDouble());
        ScheduledJob job = new ScheduledJob(this, name, task, schedule);
        Runnable runs = () -> run(job);
        Thread thread = threads == null ? new Thread(runs, "intercom-sync-" + name) : threads.newThread(runs);
        requireNonNull(thread, "the factory made no thread").start();
        jobs.put(name, job);
        alive.put(job, thread);
        return this;
    }

    /**
     * Returns the job of that name.
     *
     * @throws IllegalArgumentException if there is no such job
     */
    public ScheduledJob job(String name) {
        return jobs().stream()
                .filter(job -> job.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no job " + name));
    }

    /** Returns all jobs in the order in which they were added. */
    public List<ScheduledJob> jobs() {
        return locked(() -> List.copyOf(jobs.values()));
    }

    /** Closes the scheduler as {@link #close(Duration)} does, with 30 seconds for the runs under way. */
    @Override
    public void close() {
        close(USUAL_DEADLINE);
    }

    /**
     * Begins no more runs and waits for the runs under way, except for one that calls this. Interrupts the runs that have not
     * ended in time, or all runs if the calling thread is interrupted, and returns without waiting for them.
     *
     * @param deadline the longest wait; zero or less does not wait, {@code ChronoUnit.FOREVER.getDuration()} waits for all
     * @return {@code true} if all runs ended by themselves
     */
    public boolean close(Duration deadline) {
        requireNonNull(deadline, "deadline");
        Duration longest = deadline.isNegative() ? Duration.ZERO : ArgumentChecks.notNegative(deadline, "deadline");
        lock.lock();
        try {
            isClosed = true;
            changed.signalAll();
            if (isEndedWithin(longest)) {
                return true;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            others().forEach(Thread::interrupt);
            lock.unlock();
        }
        return false;
    }

    private boolean isEndedWithin(Duration longest) throws InterruptedException {
        ElapsedTime time = time();
        while (others().findAny().isPresent()) {
            Duration left = longest.minus(time.passed());
            if (left.isNegative() || left.isZero()) {
                return false;
            }
            await(left);
        }
        return true;
    }

    private Stream<Thread> others() {
        return alive.values().stream().filter(thread -> thread != Thread.currentThread());
    }

    private void run(ScheduledJob job) {
        try {
            job.runUntilClosed();
        } finally {
            change(() -> alive.remove(job));
        }
    }

    /** Runs an action under the lock of the scheduler and its jobs. */
    <T> T locked(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    /** Changes something under the lock and wakes everybody who waits for a change. */
    void change(Runnable change) {
        locked(() -> {
            change.run();
            changed.signalAll();
            return this;
        });
    }

    /** The caller holds the lock. */
    boolean isClosed() {
        return isClosed;
    }

    Instant now() {
        return ForeignCode.now(clock); // a clock that fails once, or tells nonsense, must not end the schedule
    }

    /** Begins to measure a time. */
    ElapsedTime time() {
        return new ElapsedTime(clock);
    }

    /** Waits for a change, at most that long. The caller holds the lock. */
    void await(Duration atMost) throws InterruptedException {
        sleeper.await(changed, atMost);
    }

    /** Sets up a scheduler. */
    public static final class Builder {
        private Clock clock = Clock.systemUTC();
        private Sleeper sleeper = Sleeper.system();
        private double jitter = 0.05;
        private @Nullable ThreadFactory threads;

        private Builder() {}

        /**
         * Delays each run at random by up to this share of the interval, so that many schedulers do not run at the same time.
         * The default is 0.05.
         *
         * @throws IllegalArgumentException if it is negative, or 1 or more
         */
        public Builder jitter(double share) {
            if (!(share >= 0 && share < 1)) {
                throw new IllegalArgumentException("jitter must be at least 0 and less than 1: " + share);
            }
            this.jitter = share;
            return this;
        }

        /**
         * Makes the threads of the jobs, one for each job: virtual ones, for example. The default makes platform threads that
         * are named after their jobs and keep the JVM running.
         */
        public Builder threadFactory(ThreadFactory threads) {
            this.threads = requireNonNull(threads, "threads");
            return this;
        }

        /** Reads the time from this clock. The default is the system's. */
        public Builder clock(Clock clock) {
            this.clock = requireNonNull(clock, "clock");
            return this;
        }

        Builder sleeper(Sleeper sleeper) {
            this.sleeper = sleeper;
            return this;
        }

        /** Makes a scheduler without jobs. */
        public SyncScheduler build() {
            return new SyncScheduler(this);
        }
    }
}
