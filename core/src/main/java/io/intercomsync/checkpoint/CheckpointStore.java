package io.intercomsync.checkpoint;

import java.util.Optional;

/**
 * Keeps checkpoints for sinks that cannot store them with the rows. The engine saves a checkpoint after the sink has stored the
 * rows before it, so after a crash the store may be behind the sink, but never ahead.
 *
 * <p>A store belongs to the workspace of its first checkpoint, and refuses others, so that two workspaces do not mix in one sink.
 * A store for several workspaces fits a sink for several workspaces.
 *
 * <p>Several threads may call a store.
 */
public interface CheckpointStore {

    /**
     * Returns the last saved checkpoint of a feed; empty if there is none.
     *
     * @throws io.intercomsync.error.CheckpointException if it cannot be read, or if the store belongs to another workspace
     */
    Optional<Checkpoint> load(String workspace, String feed);

    /**
     * Replaces the checkpoint of that name. Returns only after the checkpoint would survive a crash. The engine saves the entries
     * of a feed before the checkpoint of the feed.
     *
     * @throws io.intercomsync.error.CheckpointException if it cannot be stored, or if the store belongs to another workspace
     */
    void save(Checkpoint checkpoint);
}
