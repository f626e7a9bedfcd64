package io.intercomsync.internal.parallel;

import io.intercomsync.internal.foreign.ForeignCode;
import io.intercomsync.internal.http.BudgetReachedException;
import io.intercomsync.internal.paging.PageWalk;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes calls side by side and hands on their results in the order in which the calls were added. A call keeps its place
 * among the {@link Workers} until its result is handed on, and no more than two pages wait, so what waits is bounded.
 */
public final class OrderedCalls<T> implements AutoCloseable {
    private static final int MOST_WAITING = 2 * PageWalk.LARGEST_PAGE;

    private final Workers workers;
    private final Consumer<T> results;
    private final Deque<Step<T>> underWay = new ArrayDeque<>();
    /** Whether all that was handed on so far is all that was added before it. */
    private boolean isWhole = true;

    public OrderedCalls(Workers workers, Consumer<T> results) {
        this.workers = workers;
        this.results = results;
    }

    /**
     * Has work added until there is no more of it. Where the run's budget ends it, the calls under way bring what they were
     * sent for, and what was to be done once something is there is done if it is.
     */
    public static <T> void work(Workers workers, Consumer<T> results, Consumer<OrderedCalls<T>> adding) {
        try (OrderedCalls<T> inOrder = new OrderedCalls<>(workers, results)) {
            try {
                adding.accept(inOrder);
                inOrder.finish();
            } catch (BudgetReachedException e) {
                inOrder.takeWhatComes();
                throw e;
            }
        }
    }

    private void takeWhatComes() {
        while (!underWay.isEmpty()) {
            try {
                next();
            } catch (BudgetReachedException notSent) {
                // there was nothing left for it
            }
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

    /** A call that gets no thread gives its place back. */
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

    /** Does something once all that was added before has been handed on. */
    public void then(Runnable action) {
        add(new Step<>(null, action, false));
    }

    /** Waits for all that was added, if it should be finished before more is added. */
    public void finishIf(boolean isFirst) {
        if (isFirst) {
            finish();
        }
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
            if (isWhole) {
                step.action.run();
            }
        } else if (step.result != null) {
            try {
                results.accept(resultOf(step.result));
            } catch (BudgetReachedException e) {
                isWhole = false;
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

    /** Gives up what is still under way; there is nothing of it after {@link #finish()}. */
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
