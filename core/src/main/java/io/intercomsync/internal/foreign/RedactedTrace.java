package io.intercomsync.internal.foreign;

import io.intercomsync.error.IntercomSyncException;
import org.jspecify.annotations.Nullable;

/** The stack trace of a fault for the log: the types and places of all causes, with this library's messages alone. */
public final class RedactedTrace extends Exception {
    /** The most causes, since causes may lead in a circle. */
    private static final int DEEPEST_CAUSE = 20;

    private RedactedTrace(Throwable fault, @Nullable RedactedTrace cause) {
        super(words(fault), cause, false, true);
        setStackTrace(fault.getStackTrace());
    }

    /** Returns the trace of a fault. */
    public static RedactedTrace of(Throwable fault) {
        return of(fault, DEEPEST_CAUSE);
    }

    private static RedactedTrace of(Throwable fault, int deepest) {
        Throwable cause = deepest == 0 ? null : fault.getCause();
        return new RedactedTrace(fault, cause == null ? null : of(cause, deepest - 1));
    }

    private static String words(Throwable fault) {
        String kind = fault.getClass().getName();
        return fault instanceof IntercomSyncException ? kind + ": " + fault.getMessage() : kind;
    }
}
