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
 * Runs the same work for many things, each on a thread of its own, with a bound on how many run at a time. The first failure
 * stops the others, and is thrown once all have ended. When the budget ends, each ends the work that it has under way.
 */
public final class ParallelTasks<T> {
    private final Workers workers;
    private final IntSupplier most;
    private final Consumer<T> work;
    private final Set<Thread> busy = new HashSet<>();
    private @Nullable Throwable failure;
    private int running;

    /** @param most returns how many may run at a time; it is asked before each */
    public ParallelTasks(Workers workers, IntSupplier most, Consumer<T> work) {
        this.workers = workers;
        this.most = most;
        this.work = work;
    }

    /** Runs the work for all things, and returns when it is done. */
    public void run(List<T> things) {
        Iterator<T> waiting = things.iterator();
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

    private synchronized void start(T thing) {
        running++;
        try {
            workers.start(() -> doWith(thing));
        } catch (Throwable e) { // there is no thread for it
            stop(e);
            end();
        }
    }

    private void doWith(T thing) {
        try {
            if (begin()) {
                work.accept(thing);
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

    /** Waits until each has ended, at its next call; the caller then closes what it uses. */
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
            if (!(cause instanceof BudgetReachedException)) { // the others meet their end at their next call
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
