package io.intercomsync.jdbc.internal.load;

import io.intercomsync.checkpoint.Checkpoint;
import io.intercomsync.jdbc.internal.error.Retry;
import java.util.Optional;

/** The attempts to store one unit. Another sink may store something between two of them. */
final class UnitAttempts {
    private final Checkpoint own;
    private final Retry retry;
    /** The stored checkpoint before the first attempt, once it is read. */
    private Optional<Checkpoint> before = Optional.empty();

    private boolean isBeforeRead;

    /** @param own the checkpoint of the unit */
    UnitAttempts(Checkpoint own, Retry retry) {
        this.own = own;
        this.retry = retry;
    }

    Retry retry() {
        return retry;
    }

    /** Returns whether the stored checkpoint is the one from before the first attempt, or stored by an attempt. */
    boolean expects(Optional<Checkpoint> stored) {
        if (!isBeforeRead) {
            isBeforeRead = true;
            before = stored;
        }
        return before.equals(stored) || mayHaveStored(stored);
    }

    /** Returns whether an attempt may have stored this checkpoint before its connection was lost. */
    boolean mayHaveStored(Optional<Checkpoint> stored) {
        return retry.isCommitUnknown() && stored.equals(Optional.of(own));
    }
}
