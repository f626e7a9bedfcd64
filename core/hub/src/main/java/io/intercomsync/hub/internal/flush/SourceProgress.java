package io.intercomsync.hub.internal.flush;

import io.intercomsync.checkpoint.Checkpoint;
import io.intercomsync.error.CheckpointException;
import io.intercomsync.internal.state.ReadProgress;
import java.util.Optional;

/** Tells how far the collections of a hub are filled: by an engine, or by flushes from another hub. */
public final class SourceProgress {
    private SourceProgress() {}

    /** Returns the progress that a stored checkpoint tells; nothing if it belongs to neither of the two. */
    public static Optional<ReadProgress> of(Checkpoint checkpoint) {
        if (!checkpoint.feed().equals(FlushTarget.FEED)) {
            return ReadProgress.of(checkpoint);
        }
        try {
            return Optional.of(PositionJson.read(checkpoint.state()).progress());
        } catch (CheckpointException e) {
            return Optional.empty();
        }
    }
}
