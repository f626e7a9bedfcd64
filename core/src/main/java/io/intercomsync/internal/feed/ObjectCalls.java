package io.intercomsync.internal.feed;

import io.intercomsync.error.ApiException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Calls for single objects. What keeps failing for one object must not hold up all others for ever; but where many fail one
 * after the other, or none ever came and the permission is lacking, it is not the object's fault. Thread-safe.
 */
final class ObjectCalls {
    /** So many failures in a row are an outage. */
    private static final int OUTAGE = 10;

    private final AtomicInteger failuresInARow = new AtomicInteger();
    private volatile boolean anyCame;

    /**
     * Makes a call.
     *
     * @param instead what to take if Intercom refuses this one object, or cannot answer for it
     */
    <T> T or(Supplier<T> call, Function<ApiException, T> instead) {
        try {
            T result = call.get();
            anyCame = true;
            failuresInARow.set(0);
            return result;
        } catch (ApiException e) {
            if (isOfAll(e) || failuresInARow.incrementAndGet() >= OUTAGE) {
                throw e;
            }
            return instead.apply(e);
        }
    }

    private boolean isOfAll(ApiException e) {
        return e.isUnauthorized() || e.status() == 429 || (e.isForbidden() && !anyCame);
    }
}
