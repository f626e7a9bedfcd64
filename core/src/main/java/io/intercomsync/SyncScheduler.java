package io.intercomsync;

import static java.util.Objects.requireNonNull;

import io.intercomsync.internal.foreign.ForeignCode;
import io.intercomsync.internal.pace.Sleeper;
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
 * <p>A job runs first at once, then each interval, counted from there. It never runs twice at the same time: what comes due
 * while it runs, while it is paused, or while the machine sleeps, is made up by one run. After a failure the next run comes
 * a minute later, then after two, four, and so on up to the interval. Each job has a thread of its own, which keeps the JVM
 * running until {@link #close()}. Thread-safe.
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

    /** A scheduler with the defaults. */
    public static SyncScheduler create() {
        return builder().build();
    }

    /** Sets up a scheduler. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * What a job does. An exception is a failed run; the job goes on. A sync that returns is a good run, whatever its report says
     * is missing: {@link SyncListener#onEnd} hears each report.
     */
    @FunctionalInterface
    public interface Task {
        /** Makes one run. When the scheduler's patience at its close is over, the thread is interrupted. */
        void run() throws Exception;
    }

    /**
     * Runs a job now, and again each interval. Its name is the first of {@code job-1}, {@code job-2} and so on that is free.
     *
     * @throws IllegalArgumentException if the interval is not positive or longer than 365 days
     * @throws IllegalStateException if the scheduler is closed
     */
    public SyncScheduler every(Duration interval, Task task) {
        lock.lock();
        try {
            int number = 1;
            while (jobs.containsKey("job-" + number)) {
                number++;
            }
            return every("job-" + number, interval, task);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Runs a job now, and again every three hours.
     *
     * @throws IllegalStateException if the scheduler is closed
     */
    public SyncScheduler everyThreeHours(Task task) {
        return every(USUAL_INTERVAL, task);
    }

    /**
     * Runs a job now, and again each interval.
     *
     * @param name for the log, and to find it by {@link #job}
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
        lock.lock();
        try {
            add(name, interval, task);
        } finally {
            lock.unlock();
        }
        return this;
    }

    private void add(String name, Duration interval, Task task) {
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
    }

    /**
     * The job of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public ScheduledJob job(String name) {
        return jobs().stream()
                .filter(job -> job.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no job " + name));
    }

    /** All jobs, in the order they were added. */
    public List<ScheduledJob> jobs() {
        lock.lock();
        try {
            return List.copyOf(jobs.values());
        } finally {
            lock.unlock();
        }
    }

    /** Closes it as {@link #close(Duration)} does, with 30 seconds for the runs under way. */
    @Override
    public void close() {
        close(USUAL_DEADLINE);
    }

    /**
     * Begins no more runs and waits for those under way, but for one that calls this. Interrupts those that have not ended in
     * time, or all if the calling thread is interrupted meanwhile, and does not wait for them any more.
     *
     * @param deadline how long to wait; zero or less not to wait, {@code ChronoUnit.FOREVER.getDuration()} to wait for all
     * @return whether all runs ended by themselves
     */
    public boolean close(Duration deadline) {
        requireNonNull(deadline, "deadline");
        Duration longest = deadline.isNegative() ? Duration.ZERO : Durations.notNegative(deadline, "deadline");
        lock.lock();
        try {
            isClosed = true;
            changed.signalAll();
            if (isEndedBy(now().plus(longest))) {
                return true;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            interruptOthers();
            lock.unlock();
        }
        return false;
    }

    private boolean isEndedBy(Instant deadline) throws InterruptedException {
        while (isAnotherAlive()) {
            Duration left = Duration.between(now(), deadline);
            if (left.isNegative() || left.isZero()) {
                return false;
            }
            await(left);
        }
        return true;
    }

    private boolean isAnotherAlive() {
        return alive.values().stream().anyMatch(thread -> thread != Thread.currentThread());
    }

    private void interruptOthers() {
        alive.values().stream()
                .filter(thread -> thread != Thread.currentThread())
                .forEach(Thread::interrupt);
    }

    private void run(ScheduledJob job) {
        try {
            job.runUntilClosed();
        } finally {
            lock.lock();
            try {
                alive.remove(job);
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    Lock lock() {
        return lock;
    }

    Condition changed() {
        return changed;
    }

    /** The caller holds the lock. */
    boolean isClosed() {
        return isClosed;
    }

    Instant now() {
        return ForeignCode.now(clock); // a clock that fails once must not end the schedule
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
         * By which share of the interval a run may be late, at random, so that many schedulers do not all run at once. The
         * default is 0.05.
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
         * Makes the threads that the jobs run on, virtual ones for example, one a job. The default makes platform threads
         * that keep the JVM running and are named after their jobs.
         */
        public Builder threadFactory(ThreadFactory threads) {
            this.threads = requireNonNull(threads, "threads");
            return this;
        }

        /** Tells the time. The default is the system's. */
        public Builder clock(Clock clock) {
            this.clock = requireNonNull(clock, "clock");
            return this;
        }

        Builder sleeper(Sleeper sleeper) {
            this.sleeper = sleeper;
            return this;
        }

        /** A scheduler without jobs. */
        public SyncScheduler build() {
            return new SyncScheduler(this);
        }
    }
}
