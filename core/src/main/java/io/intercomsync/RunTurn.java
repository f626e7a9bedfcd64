package io.intercomsync;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.ReentrantLock;

/** Lets one run of an engine work at a time, in the order of the calls. Thread-safe. */
final class RunTurn {
    private final ReentrantLock lock = new ReentrantLock(true);
    /** The threads on which a run reads. If one of them waited for the end of its own run, it would wait for ever. */
    private final Set<Thread> readers = ConcurrentHashMap.newKeySet();

    /**
     * Waits until no other run works.
     *
     * @throws InterruptedException if this thread is interrupted before its turn has come
     * @throws IllegalStateException if this thread belongs to a run
     */
    void take() throws InterruptedException {
        if (lock.isHeldByCurrentThread() || readers.contains(Thread.currentThread())) {
            throw new IllegalStateException(
                    "A sink, listener or checkpoint store cannot begin a run of the engine that calls it:"
                            + " begin the run on another thread, or after the end of this run");
        }
        lock.lockInterruptibly();
    }

    /** Lets the next run begin. */
    void giveBack() {
        lock.unlock();
    }

    /** Returns a factory whose threads belong to a run while they live. */
    ThreadFactory marking(ThreadFactory threads) {
        return task -> threads.newThread(() -> {
            readers.add(Thread.currentThread());
            try {
                task.run();
            } finally {
                readers.remove(Thread.currentThread());
            }
        });
    }
}
