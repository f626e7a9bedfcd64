package io.intercomsync.internal.http;

import io.intercomsync.error.IntercomSyncException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A call failed for a reason that may pass. */
final class TransientException extends Exception {
    private final IntercomSyncException error;
    private final @Nullable Duration pause;

    TransientException(IntercomSyncException error) {
        this(error, null);
    }

    /** @param pause the time in which the rate limit lets nothing through; {@code null} for other faults */
    TransientException(IntercomSyncException error, @Nullable Duration pause) {
        super(error);
        this.error = error;
        this.pause = pause;
    }

    /** Returns the exception to throw if the fault does not pass. */
    IntercomSyncException error() {
        return error;
    }

    @Nullable
    Duration pause() {
        return pause;
    }
}
