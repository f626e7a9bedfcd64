package io.intercomsync.internal.parallel;

import io.intercomsync.internal.foreign.ForeignCode;
import io.intercomsync.internal.http.BudgetReachedException;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs the same work for many inputs, each on a thread of its own, with a bound on how many run at a time. The first failure stops
 * the other tasks, and is thrown after all have ended. If the budget ends, running tasks finish by themselves.
 */
public final class ParallelTasks<T> {
    private final Workers workers;
    private final IntSupplier most;
    private final Consumer<T> work;
    private final Set<Thread> busy = new HashSet<>();
    private @Nullable Throwable failure;
    private int running;

    /** @param most returns how many tasks may run at a time; called before each start */
    public ParallelTasks(Workers workers, IntSupplier most, Consumer<T> work) {
        this.workers = workers;
        this.most = most;
        this.work = work;
    }

    /** Runs the work for all inputs, and returns when all tasks have ended. */
    public void run(List<T> inputs) {
        Iterator<T> waiting = inputs.iterator();
        try {
            while (waiting.hasNext() && awaitPlace()) {
                start(waiting.next());
            }
            awaitEnd();
        } catch (InterruptedException e) {
            stop(new InterruptedReadException(e));
            awaitEndUninterrupted();
            Thread.currentThread().interrupt();
        }
        rethrow();
    }

    private synchronized void start(T input) {
        running++;
        try {
            workers.start(() -> runTask(input));
        } catch (Throwable e) { // no thread could be started
            stop(e);
            end();
        }
    }

    private void runTask(T input) {
        try {
            if (begin()) {
                work.accept(input);
            }
        } catch (Throwable e) {
            stop(e);
        } finally {
            end();
        }
    }

    /** Returns whether to work at all: the tasks may have been stopped before this thread had its turn. */
    private synchronized boolean begin() {
        return failure == null && busy.add(Thread.currentThread());
    }

    private synchronized boolean awaitPlace() throws InterruptedException {
        while (running >= Math.max(1, most.getAsInt()) && failure == null) {
            wait();
        }
        return failure == null;
    }

    private synchronized void awaitEnd() throws InterruptedException {
        while (running > 0) {
            wait();
        }
    }

    /** Waits until each task has ended, at its next call. The caller then closes the resources that tasks use. */
    private synchronized void awaitEndUninterrupted() {
        while (running > 0) {
            try {
                wait();
            } catch (InterruptedException e) {
                // the flag is set again by the caller
            }
        }
    }

    private synchronized void end() {
        running--;
        busy.remove(Thread.currentThread());
        notifyAll();
    }

    private synchronized void stop(Throwable cause) {
        if (failure == null) {
            failure = cause;
            // the others reach the end of the budget at their next call
            if (!(cause instanceof BudgetReachedException)) {
                busy.forEach(Thread::interrupt);
            }
            notifyAll();
        }
    }

    private synchronized void rethrow() {
        if (failure != null) {
            throw ForeignCode.unchecked(failure);
        }
    }
}
