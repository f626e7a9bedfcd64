package io.intercomsync.internal.api;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import retrofit2.Call;
import retrofit2.Response;

/**
 * Lets calls that wait for their answer hear that their thread is interrupted, or that the client was closed: a socket does not.
 * A call waits on the thread that makes it, since to hand it to another thread and back costs more than most answers do; so
 * now and then, while there are any, it is looked after those that wait, and what nobody wants any more is cancelled. While the
 * system looks up the host's name, nothing is heard.
 */
final class Interruptions implements AutoCloseable {
    private static final Executor SOON = CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS, Runnable::run);

    private final Map<Thread, Call<?>> waiting = new ConcurrentHashMap<>();
    private final AtomicBoolean isLooking = new AtomicBoolean();
    private volatile boolean isClosed;

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
        }
    }

    private void lookSoon() {
        if (isLooking.compareAndSet(false, true)) {
            SOON.execute(this::cancelUnwanted);
        }
    }

    private void cancelUnwanted() {
        try {
            waiting.forEach((thread, call) -> {
                if (thread.isInterrupted()) {
                    call.cancel();
                }
            });
        } finally {
            isLooking.set(false);
        }
        if (!waiting.isEmpty()) {
            lookSoon();
        }
    }

    boolean isClosed() {
        return isClosed;
    }

    /** Ends all calls; each later one fails. */
    @Override
    public void close() {
        isClosed = true;
        waiting.values().forEach(Call::cancel);
    }
}
