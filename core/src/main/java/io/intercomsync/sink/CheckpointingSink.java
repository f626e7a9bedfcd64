package io.intercomsync.sink;

import io.intercomsync.checkpoint.Checkpoint;
import java.util.Optional;

/**
 * A sink that stores the checkpoint of each {@link Changes} in the same transaction as the rows, so that the two cannot
 * disagree. The engine then reads checkpoints from the sink and needs no {@link io.intercomsync.checkpoint.CheckpointStore}.
 * One that is a {@link ReportingSink}, too, stores {@link Changes#checkpoint(java.util.List)} of the rows that it keeps out.
 */
public interface CheckpointingSink extends Sink {

    /**
     * The checkpoint stored last for a feed; empty if there is none.
     *
     * @throws io.intercomsync.error.CheckpointException if the sink belongs to another workspace
     * @throws io.intercomsync.error.SinkException if it cannot be read
     */
    Optional<Checkpoint> checkpoint(String workspace, String feed);
}
