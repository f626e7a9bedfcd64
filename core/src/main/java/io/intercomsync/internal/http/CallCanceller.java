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
 * Lets calls that wait for their answer hear that their thread is interrupted, or that the client was closed: a socket does not.
 * A call waits on the thread that makes it, since to hand it to another thread and back costs more than most answers do; so
 * now and then, while there are any, it is looked after those that wait, and what nobody wants any more is cancelled. While the
 * system looks up the host's name, nothing is heard.
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

    /** @param soon runs something a little later */
    CallCanceller(Executor soon) {
        this.soon = soon;
    }

    /**
     * Makes a call.
     *
     * @throws InterruptedException if this thread is interrupted before the answer is there
     */
    <T> Response<T> execute(Call<T> call) throws IOException, InterruptedException {
        Thread thread = Thread.currentThread();
        try {
            waiting.put(thread, call);
            if (isClosed) { // to be asked only now: what is put in later is not cancelled by the closing
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

    /** Where no look can be scheduled, as when there is no memory for a thread, each call that begins or ends tries again. */
    private void lookSoon() {
        if (!waiting.isEmpty() && isLooking.compareAndSet(false, true)) {
            try {
                soon.execute(this::cancelUnwanted);
            } catch (Throwable e) {
                isLooking.set(false);
                log.debug("Cannot look after calls that wait now", RedactedTrace.of(e));
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

    /** One that cannot be cancelled must not keep the others from it. */
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

    /** Ends all calls; each later one fails. */
    @Override
    public void close() {
        isClosed = true;
        waiting.values().forEach(CallCanceller::cancel);
    }
}
