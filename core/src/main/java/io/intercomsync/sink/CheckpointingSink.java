package io.intercomsync.sink;

import io.intercomsync.checkpoint.Checkpoint;
import java.util.Optional;

/**
 * A sink that stores the {@linkplain Changes#checkpoints() checkpoints} of each {@link Changes} in the same transaction as the
 * rows, so the two cannot disagree. The engine then reads checkpoints from the sink and needs no
 * {@link io.intercomsync.checkpoint.CheckpointStore}. A sink that is also a {@link ReportingSink} and keeps rows out stores the
 * other rows without the checkpoints.
 */
public interface CheckpointingSink extends Sink {

    /**
     * Returns the last stored checkpoint of this name; empty if there is none.
     *
     * @param feed the name of a feed, or of an entry of a feed ({@code contacts.pending})
     * @throws io.intercomsync.error.CheckpointException if the sink belongs to another workspace
     * @throws io.intercomsync.error.SinkException if it cannot be read
     */
    Optional<Checkpoint> checkpoint(String workspace, String feed);
}
