package io.intercomsync.internal.http;

import io.intercomsync.internal.foreign.RedactedTrace;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import retrofit2.Call;
import retrofit2.Response;

/**
 * Cancels calls that wait for an answer while their thread is interrupted or their client is closed. A socket notices neither. A
 * call waits on its own thread, since another thread costs more time than most answers. While calls wait, a timer looks for
 * interrupted threads now and then. The look-up of a host's name cannot be cancelled.
 */
final class CallCanceller implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(CallCanceller.class);

    private final Executor soon;
    private final Map<Thread, Call<?>> waiting = new ConcurrentHashMap<>();
    private final AtomicBoolean isLooking = new AtomicBoolean();
    private volatile boolean isClosed;

    CallCanceller() {
        this(CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS, Runnable::run));
    }

    /** @param soon runs a task a little later */
    CallCanceller(Executor soon) {
        this.soon = soon;
    }

    /**
     * Makes a call.
     *
     * @throws InterruptedException if this thread is interrupted before the answer came
     */
    <T> Response<T> execute(Call<T> call) throws IOException, InterruptedException {
        Thread thread = Thread.currentThread();
        try {
            waiting.put(thread, call);
            if (isClosed) { // checked after the put, since close() cancels only the calls that it finds
                throw new IOException("the client is closed");
            }
            lookSoon();
            return call.execute();
        } catch (IOException | RuntimeException fault) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            throw fault;
        } finally {
            waiting.remove(thread);
            lookSoon();
        }
    }

    /**
     * Schedules a look at the waiting calls. If that fails, for lack of memory for a thread for example, the next call tries again.
     */
    private void lookSoon() {
        if (!waiting.isEmpty() && isLooking.compareAndSet(false, true)) {
            try {
                soon.execute(this::cancelUnwanted);
            } catch (Throwable e) {
                isLooking.set(false);
                log.debug("Cannot schedule a look at the waiting calls", RedactedTrace.of(e));
            }
        }
    }

    private void cancelUnwanted() {
        try {
            waiting.forEach((thread, call) -> {
                if (thread.isInterrupted()) {
                    cancel(call);
                }
            });
        } finally {
            isLooking.set(false);
            lookSoon();
        }
    }

    /** Cancels a call. A failure must not keep the others from being cancelled. */
    private static void cancel(Call<?> call) {
        try {
            call.cancel();
        } catch (Throwable e) {
            log.debug("A call cannot be cancelled", RedactedTrace.of(e));
        }
    }

    boolean isClosed() {
        return isClosed;
    }

    /** Cancels all calls; each later one fails. */
    @Override
    public void close() {
        isClosed = true;
        waiting.values().forEach(CallCanceller::cancel);
    }
}
