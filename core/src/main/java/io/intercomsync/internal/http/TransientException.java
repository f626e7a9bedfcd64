package io.intercomsync.internal.http;

import io.intercomsync.error.IntercomSyncException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A call failed for a reason that may pass. */
final class TransientException extends Exception {
    private static final long serialVersionUID = 1;

    private final IntercomSyncException error;
    private final @Nullable Duration pause;

    TransientException(IntercomSyncException error) {
        this(error, null);
    }

    /** @param pause for how long the rate limit lets nothing through; {@code null} if it has nothing to do with it */
    TransientException(IntercomSyncException error, @Nullable Duration pause) {
        super(error);
        this.error = error;
        this.pause = pause;
    }

    /** What to throw if it does not pass. */
    IntercomSyncException error() {
        return error;
    }

    @Nullable
    Duration pause() {
        return pause;
    }
}
