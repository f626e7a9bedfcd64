package io.intercomsync.internal.foreign;

import io.intercomsync.internal.value.OneLine;
import java.io.UncheckedIOException;

/**
 * Writes the reason of a failure for a report. Repeats only this library's own words, since those of others may hold
 * data.
 */
public final class FailureMessage {
    /** The message of a run that was interrupted. */
    public static final String STOPPED = "The run was told to stop before the end; the next one goes on from here";

    private static final String OWN_CODE = "io.intercomsync.";

    private FailureMessage() {}

    /** Returns one line about a fault. */
    public static String of(Throwable fault) {
        return isOurs(fault) && fault.getMessage() != null
                ? OneLine.of(fault.getMessage())
                : "The run failed with a " + fault.getClass().getName()
                        + "; its message may hold data, so only the cause of the exception has it";
    }

    /**
     * Returns whether this library threw the fault. Behind a {@link ForeignCallHandler} other code throws none of
     * these types.
     */
    private static boolean isOurs(Throwable fault) {
        Class<?> kind = fault.getClass();
        return kind.getName().startsWith(OWN_CODE)
                || kind == IllegalStateException.class
                || kind == UncheckedIOException.class;
    }
}
