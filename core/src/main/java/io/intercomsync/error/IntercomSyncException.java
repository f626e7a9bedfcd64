package io.intercomsync.error;

import org.jspecify.annotations.Nullable;

/** Everything that this library throws on purpose, but for misuse of its methods. */
public abstract sealed class IntercomSyncException extends RuntimeException
        permits ApiException, TransportException, SinkException, CheckpointException, SyncFailedException {

    private static final long serialVersionUID = 1;

    /** A message that ends with the cause's, so that one line of a log tells what happened. */
    IntercomSyncException(String message, @Nullable Throwable cause) {
        super(cause == null || cause.getMessage() == null ? message : message + ": " + cause.getMessage(), cause);
    }
}
