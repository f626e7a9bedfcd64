package io.intercomsync.error;

import org.jspecify.annotations.Nullable;

/** A sink could not store or read something. Sinks throw it; nothing of the unit at hand counts as stored. */
public final class SinkException extends IntercomSyncException {
    private static final long serialVersionUID = 1;

    /** @param message what was being done, without any of the data */
    public SinkException(String message) {
        super(message, null);
    }

    /** @param message what was being done, without any of the data */
    public SinkException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
