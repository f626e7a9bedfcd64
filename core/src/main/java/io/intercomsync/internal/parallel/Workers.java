package io.intercomsync.internal.parallel;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;

/** Holds the threads on which one feed makes calls side by side. It asks before each call how many may be under way. */
public final class Workers {
    private final ExecutorService threads;
    private final IntSupplier most;
    private final Runnable afterWork;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition freed = lock.newCondition();
    private int taken;

    /**
     * @param threads runs as many calls as it is given
     * @param most returns how many calls the feed may have under way, at least 1
     * @param afterWork runs on each thread when its work has ended
     */
    public Workers(ExecutorService threads, IntSupplier most, Runnable afterWork) {
        this.afterWork = afterWork;
        this.threads = threads;
        this.most = most;
    }

    /** Returns how many calls are worth having under way at this moment. */
    public int most() {
        return Math.max(1, most.getAsInt());
    }

    void start(Runnable work) {
        threads.execute(() -> {
            try {
                work.run();
            } finally {
                afterWork.run();
            }
        });
    }

    <T> Future<T> submit(Callable<T> call) {
        return threads.submit(() -> {
            try {
                return call.call();
            } finally {
                afterWork.run();
            }
        });
    }

    /** Takes a place for one call; returns false if all are taken. */
    boolean tryTake() {
        lock.lock();
        try {
            if (taken >= most()) {
                return false;
            }
            taken++;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a place for one call, and takes it. */
    void take() {
        lock.lock();
        try {
            while (taken >= most()) {
                freed.await();
            }
            taken++;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedReadException(e);
        } finally {
            lock.unlock();
        }
    }

    void giveBack() {
        lock.lock();
        try {
            taken--;
            freed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
