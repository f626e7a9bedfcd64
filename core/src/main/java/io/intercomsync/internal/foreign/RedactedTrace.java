package io.intercomsync.internal.foreign;

import io.intercomsync.error.IntercomSyncException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The stack trace of a fault for the log: the types and places of all causes, with this library's messages alone. */
public final class RedactedTrace extends Exception {
    private RedactedTrace(Throwable fault, @Nullable RedactedTrace cause) {
        super(words(fault), cause, false, true);
        setStackTrace(Causes.traceOf(fault));
    }

    /** Returns the trace of a fault. */
    public static RedactedTrace of(Throwable fault) {
        List<Throwable> causes = Causes.of(fault);
        RedactedTrace cause = null;
        for (int i = causes.size() - 1; i > 0; i--) {
            cause = new RedactedTrace(causes.get(i), cause);
        }
        return new RedactedTrace(fault, cause);
    }

    private static String words(Throwable fault) {
        String kind = fault.getClass().getName();
        return fault instanceof IntercomSyncException ? kind + ": " + fault.getMessage() : kind;
    }
}
