package io.intercomsync.internal.foreign;

import io.intercomsync.internal.value.OneLine;
import java.io.UncheckedIOException;

/** Says in a report why something failed, in this library's own words: those of others may repeat data. */
public final class FailureMessage {
    /** Why a run ends that was interrupted. */
    public static final String STOPPED = "The run was told to stop before the end; the next one goes on from here";

    private static final String OWN_CODE = "io.intercomsync.";

    private FailureMessage() {}

    /** One line about the fault. */
    public static String of(Throwable fault) {
        return isOurs(fault) && fault.getMessage() != null
                ? OneLine.of(fault.getMessage())
                : "The run failed with a " + fault.getClass().getName()
                        + "; its message may hold data, so only the cause of the exception has it";
    }

    /** Returns whether this library threw it. Behind a {@link ForeignCallHandler} other code throws none of these kinds. */
    private static boolean isOurs(Throwable fault) {
        Class<?> kind = fault.getClass();
        return kind.getName().startsWith(OWN_CODE)
                || kind == IllegalStateException.class
                || kind == UncheckedIOException.class;
    }
}
