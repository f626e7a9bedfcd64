package io.intercomsync.error;

import io.intercomsync.internal.value.OneLine;
import org.jspecify.annotations.Nullable;

/** The base of all exceptions that this library throws on purpose, except for misuse of its methods. A message is one line. */
public abstract sealed class IntercomSyncException extends RuntimeException
        permits ApiException,
                TransportException,
                SinkException,
                CheckpointException,
                OAuthException,
                SyncFailedException,
                FlushFailedException {

    private static final long serialVersionUID = 1;

    /** Makes an exception whose message ends with the message of the cause, so that one line of a log tells everything. */
    IntercomSyncException(String message, @Nullable Throwable cause) {
        this(message, cause, true);
    }

    /** @param repeatsCause whether the message ends with the cause's */
    IntercomSyncException(String message, @Nullable Throwable cause, boolean repeatsCause) {
        super(OneLine.of(message + (repeatsCause ? ending(cause) : "")), cause);
    }

    private static String ending(@Nullable Throwable cause) {
        return cause == null || cause.getMessage() == null ? "" : ": " + cause.getMessage();
    }
}
