package io.intercomsync.error;

import org.jspecify.annotations.Nullable;

/** A sink could not store or read something. Sinks throw it; nothing of the unit at hand counts as stored. */
public final class SinkException extends IntercomSyncException {
    private static final long serialVersionUID = 1;

    /** @param message what was being done, without any of the data */
    public SinkException(String message) {
        super(message, null);
    }

    /**
     * Reports and logs show the message; where a sink of your own throws it, they leave out what it repeats of the cause.
     *
     * @param message what was being done, without any of the data
     */
    public SinkException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    private SinkException(String message, Throwable cause, boolean repeatsCause) {
        super(message, cause, repeatsCause);
    }

    /**
     * An exception whose message does not repeat the cause's, which may hold data.
     *
     * @param message what was being done, without any of the data
     */
    public static SinkException withoutWords(String message, Throwable cause) {
        return new SinkException(message, cause, false);
    }
}
