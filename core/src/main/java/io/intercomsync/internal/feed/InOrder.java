package io.intercomsync.internal.feed;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes calls side by side and hands on their results in the order in which the calls were added. At most so many results
 * are under way as there may be calls, so what waits here is bounded; no call waits for a page to be finished.
 */
final class InOrder<T> implements AutoCloseable {
    private final Workers workers;
    private final Consumer<T> results;
    private final Deque<Step<T>> underWay = new ArrayDeque<>();

    InOrder(Workers workers, Consumer<T> results) {
        this.workers = workers;
        this.results = results;
    }

    /** Makes a call on another thread. */
    void call(Callable<T> call) {
        add(new Step<>(workers.submit(call), null));
    }

    /** Adds a result that needs no call. */
    void ready(T result) {
        add(new Step<>(CompletableFuture.completedFuture(result), null));
    }

    /** Does something once all that was added before has been handed on. */
    void then(Runnable action) {
        add(new Step<>(null, action));
    }

    /** Waits for all that was added. */
    void finish() {
        while (!underWay.isEmpty()) {
            next();
        }
    }

    private void add(Step<T> step) {
        while (underWay.size() >= workers.most()) {
            next();
        }
        underWay.add(step);
    }

    private void next() {
        Step<T> step = underWay.remove();
        if (step.action != null) {
            step.action.run();
        } else if (step.result != null) {
            results.accept(resultOf(step.result));
        }
    }

    private static <T> T resultOf(Future<T> result) {
        try {
            return result.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedReadException(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Gives up what is still under way; there is nothing of it after {@link #finish()}. */
    @Override
    public void close() {
        for (Step<T> step : underWay) {
            if (step.result != null) {
                step.result.cancel(true);
            }
        }
    }

    private record Step<T>(
            @Nullable Future<T> result, @Nullable Runnable action) {}
}
