package io.intercomsync.internal.foreign;

import io.intercomsync.error.IntercomSyncException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The stack trace of a fault for the log: the types and places of all causes. Only the fault itself has its message, if
 * this library wrote it. A cause may be an exception of this library that a sink made, with words of others.
 */
public final class RedactedTrace extends Exception {
    private RedactedTrace(String words, Throwable fault, @Nullable RedactedTrace cause) {
        super(words, cause, false, true);
        setStackTrace(Causes.traceOf(fault));
    }

    /** Returns the trace of a fault. */
    public static RedactedTrace of(Throwable fault) {
        List<Throwable> causes = Causes.of(fault);
        RedactedTrace cause = null;
        for (int i = causes.size() - 1; i > 0; i--) {
            Throwable next = causes.get(i);
            cause = new RedactedTrace(next.getClass().getName(), next, cause);
        }
        String kind = fault.getClass().getName();
        String words = fault instanceof IntercomSyncException ? kind + ": " + fault.getMessage() : kind;
        return new RedactedTrace(words, fault, cause);
    }
}
