package io.intercomsync.internal.foreign;

import io.intercomsync.error.IntercomSyncException;
import org.jspecify.annotations.Nullable;

/** The trace of a fault for the log: kinds and places of all its causes, but no words other than this library's. */
public final class RedactedTrace extends Exception {
    private static final long serialVersionUID = 1;

    /** Causes may lead in a circle. */
    private static final int DEEPEST_CAUSE = 20;

    private RedactedTrace(Throwable fault, @Nullable RedactedTrace cause) {
        super(words(fault), cause, false, true);
        setStackTrace(fault.getStackTrace());
    }

    /** The trace of this fault. */
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
