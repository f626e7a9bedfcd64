package io.intercomsync.internal.parallel;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;

/** The threads on which one feed makes calls side by side. How many it may have under way is asked anew for each. */
public final class Workers {
    private final ExecutorService threads;
    private final IntSupplier most;
    private final Runnable afterWork;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition freed = lock.newCondition();
    private int taken;

    /**
     * @param threads where the calls are made; as many as are asked for
     * @param most how many calls the feed may have under way, at least 1
     */
    public Workers(ExecutorService threads, IntSupplier most) {
        this(threads, most, () -> {});
    }

    /** @param afterWork what each thread does when its work has ended */
    public Workers(ExecutorService threads, IntSupplier most, Runnable afterWork) {
        this.afterWork = afterWork;
        this.threads = threads;
        this.most = most;
    }

    /** How many calls it is worth to have under way at this moment. */
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

    /** Takes a place for one call, unless all are taken. */
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

    /** Takes a place for one call, when there is one. */
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
