package io.intercomsync.jdbc.engines.gettingstarted;

import io.intercomsync.ScheduledJob;
import io.intercomsync.SyncScheduler;
import io.intercomsync.internal.pace.Sleeper;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;

/** Lets the jobs of a scheduler read the clock, and tells when all of them have done what was due and wait again. */
final class JobTurns implements Sleeper {
    private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(2);

    private final Map<Thread, Integer> lastWait = new HashMap<>();
    private int turn;

    /** Wakes all jobs, after the clock was moved. */
    void wake(SyncScheduler scheduler) {
        synchronized (this) {
            turn++;
        }
        scheduler.jobs().forEach(ScheduledJob::resume);
    }

    /** Returns once all jobs wait again. */
    synchronized void awaitAll(int jobs) throws InterruptedException, TimeoutException {
        long end = System.nanoTime() + LONGEST_NANOS;
        while (lastWait.values().stream().filter(last -> last == turn).count() < jobs) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                throw new TimeoutException("Only " + lastWait.size() + " jobs wait");
            }
            wait(left);
        }
    }

    @Override
    @SuppressWarnings("WaitNotInLoop") // the caller has the loop
    public void await(Condition condition, Duration atMost) throws InterruptedException {
        synchronized (this) {
            lastWait.put(Thread.currentThread(), turn);
            notifyAll();
        }
        condition.await();
    }

    @Override
    public void sleep(Duration duration) {
        throw new UnsupportedOperationException();
    }
}
