package io.intercomsync.error;

import org.jspecify.annotations.Nullable;

/** A sink could not store or read something. Sinks throw it; nothing of the unit at hand counts as stored. */
public final class SinkException extends IntercomSyncException {
    private static final long serialVersionUID = 1;

    /** @param message says what failed, and on what, without any of the data */
    public SinkException(String message) {
        super(message, null);
    }

    /**
     * Makes an exception with a cause. Reports and logs show the message. For a custom sink they leave out the parts that repeat
     * the message of the cause.
     *
     * @param message says what failed, and on what, without any of the data
     */
    public SinkException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    private SinkException(String message, Throwable cause, boolean repeatsCause) {
        super(message, cause, repeatsCause);
    }

    /**
     * Makes an exception whose message does not repeat the cause's, which may hold data.
     *
     * @param message says what failed, and on what, without any of the data
     */
    public static SinkException withoutWords(String message, Throwable cause) {
        return new SinkException(message, cause, false);
    }
}
