package io.intercomsync.internal.feed;

import io.intercomsync.error.ApiException;
import io.intercomsync.error.IntercomSyncException;
import io.intercomsync.error.TransportException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Calls for single objects. What keeps failing for one object must not hold up all others for ever; but where many fail one
 * after the other, it is not the fault of one object. Thread-safe.
 */
public final class ObjectCalls {
    /** So many failures in a row are an outage. */
    private static final int OUTAGE = 10;

    private final AtomicInteger failuresInARow = new AtomicInteger();

    /**
     * Makes a call.
     *
     * @param instead what to take if Intercom refuses this one object, or has no answer for it
     */
    <T> T or(Supplier<T> call, Function<IntercomSyncException, T> instead) {
        try {
            T result = call.get();
            failuresInARow.set(0);
            return result;
        } catch (ApiException | TransportException e) {
            if (isOfAll(e) || failuresInARow.incrementAndGet() >= OUTAGE) {
                throw e;
            }
            return instead.apply(e);
        }
    }

    /** Whether what befell one call will befall each other, too: then to go on would be in vain. */
    public static boolean isOfAll(IntercomSyncException e) {
        return e instanceof ApiException answer
                ? answer.isUnauthorized() || answer.status() == 429
                : Thread.currentThread().isInterrupted();
    }
}
