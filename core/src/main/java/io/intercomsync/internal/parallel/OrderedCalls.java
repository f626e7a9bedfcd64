package io.intercomsync.internal.parallel;

import io.intercomsync.internal.foreign.ForeignCode;
import io.intercomsync.internal.http.BudgetReachedException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes calls side by side and passes on their results in the order in which the calls were added. A call keeps its place among
 * the {@link Workers} until its result is passed on. At most 300 results wait, about two pages.
 */
public final class OrderedCalls<T> implements AutoCloseable {
    private static final int MOST_WAITING = 300;

    private final Workers workers;
    private final Consumer<T> results;
    private final Deque<Step<T>> underWay = new ArrayDeque<>();

    public OrderedCalls(Workers workers, Consumer<T> results) {
        this.workers = workers;
        this.results = results;
    }

    /**
     * Adds work and waits for all of it. If the run's budget ends meanwhile, the results of earlier calls are still passed on.
     */
    public static <T> void work(Workers workers, Consumer<T> results, Consumer<OrderedCalls<T>> adding) {
        try (OrderedCalls<T> inOrder = new OrderedCalls<>(workers, results)) {
            try {
                adding.accept(inOrder);
            } catch (BudgetReachedException e) {
                inOrder.finish();
                throw e;
            }
            inOrder.finish();
        }
    }

    /** Makes a call on another thread. */
    public void call(Callable<T> call) {
        while (!workers.tryTake()) {
            if (underWay.isEmpty()) {
                workers.take();
                break;
            }
            next();
        }
        add(new Step<>(submitted(call), null, true));
    }

    /** Submits a call; one that gets no thread gives its place back. */
    private Future<T> submitted(Callable<T> call) {
        try {
            return workers.submit(call);
        } catch (Throwable e) {
            workers.giveBack();
            throw e;
        }
    }

    /** Adds a result that needs no call. */
    public void ready(T result) {
        if (underWay.isEmpty()) {
            results.accept(result);
        } else {
            add(new Step<>(CompletableFuture.completedFuture(result), null, false));
        }
    }

    /** Runs an action after the results of all earlier calls have been passed on. */
    public void then(Runnable action) {
        add(new Step<>(null, action, false));
    }

    /** Waits for all that was added. */
    public void finish() {
        while (!underWay.isEmpty()) {
            next();
        }
    }

    private void add(Step<T> step) {
        underWay.add(step);
        while (underWay.size() > MOST_WAITING
                || (!underWay.isEmpty() && underWay.element().isDone())) {
            next();
        }
    }

    private void next() {
        Step<T> step = underWay.remove();
        if (step.action != null) {
            step.action.run();
        } else if (step.result != null) {
            try {
                results.accept(resultOf(step.result));
            } catch (Throwable e) {
                close(); // nothing after a gap may count as read
                throw e;
            } finally {
                release(step);
            }
        }
    }

    private void release(Step<T> step) {
        if (step.hasPlace) {
            workers.giveBack();
        }
    }

    private static <T> T resultOf(Future<T> result) {
        try {
            return result.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedReadException(e);
        } catch (ExecutionException e) {
            throw ForeignCode.unchecked(e.getCause());
        }
    }

    /** Cancels calls that are still under way; {@link #finish()} leaves none. */
    @Override
    public void close() {
        for (Step<T> step : underWay) {
            if (step.result != null) {
                step.result.cancel(true);
            }
            release(step);
        }
        underWay.clear();
    }

    private record Step<T>(
            @Nullable Future<T> result, @Nullable Runnable action, boolean hasPlace) {

        boolean isDone() {
            return result == null || result.isDone();
        }
    }
}
