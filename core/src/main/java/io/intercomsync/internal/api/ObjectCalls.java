package io.intercomsync.internal.api;

import io.intercomsync.error.ApiException;
import io.intercomsync.error.IntercomSyncException;
import io.intercomsync.error.TransportException;
import io.intercomsync.internal.http.AnswerTooLargeException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Calls for single objects. A refused or failing object does not hold up the others. Many objects in a row without an
 * answer are an outage, which ends the calls; a refusal is an answer. Thread-safe.
 */
public final class ObjectCalls {
    /** The number of objects in a row without an answer that is an outage. */
    private static final int OUTAGE = 10;

    private final Calls calls;
    private final AtomicInteger unansweredInARow = new AtomicInteger();
    private final AtomicInteger unauthorizedInARow = new AtomicInteger();

    public ObjectCalls(Calls calls) {
        this.calls = calls;
    }

    /**
     * Makes a call.
     *
     * @param instead gives the result if Intercom refuses this one object or has no answer for it
     */
    public <T> T callOr(Supplier<T> call, Function<IntercomSyncException, T> instead) {
        try {
            T result = call.get();
            unansweredInARow.set(0);
            unauthorizedInARow.set(0);
            return result;
        } catch (ApiException | TransportException e) {
            boolean isRefusal = e instanceof ApiException answer && isRefusal(answer);
            if (!isRefusal && (concernsAllCalls(e) || unansweredInARow.incrementAndGet() >= OUTAGE)) {
                throw e;
            }
            return instead.apply(e);
        }
    }

    /**
     * Returns whether Intercom refuses this one object, or its answer may not be read, while others would be
     * answered.
     */
    public boolean isRefusal(ApiException e) {
        if (e.isUnauthorized()) {
            return isTokenValid();
        }
        return (!e.isRetryable() || AnswerTooLargeException.isCauseOf(e)) && e.status() != 429;
    }

    /**
     * Returns whether Intercom itself refuses this call while others would be answered, or its answer is too large. Use
     * it for a list that only completes other objects: they are read without it. The page of a proxy is no such
     * refusal, since the list can be read once the proxy lets it through.
     */
    public boolean isOwnRefusal(ApiException e) {
        return (e.code() != null || AnswerTooLargeException.isCauseOf(e)) && isRefusal(e);
    }

    /**
     * Returns whether the token is valid although it was refused for an object: Intercom tells its workspace, and
     * does not refuse many objects in a row.
     */
    private boolean isTokenValid() {
        int before = unauthorizedInARow.getAndIncrement();
        if (before > 0) {
            return before < OUTAGE - 1;
        }
        try {
            calls.me();
            return true;
        } catch (ApiException | TransportException e) {
            unauthorizedInARow.set(OUTAGE); // another question about the same refusal has the same answer
            return false;
        }
    }

    /** Returns whether a failure concerns all calls, so that to continue would be in vain. */
    public static boolean concernsAllCalls(IntercomSyncException e) {
        return e instanceof ApiException answer
                ? answer.isUnauthorized() || answer.status() == 429
                : Thread.currentThread().isInterrupted();
    }
}
