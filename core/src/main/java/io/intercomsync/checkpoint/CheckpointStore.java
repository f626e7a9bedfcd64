package io.intercomsync.checkpoint;

import java.util.Optional;

/**
 * Keeps checkpoints for sinks that cannot store them with the rows. The engine saves a checkpoint after the sink has stored
 * what it speaks of, so after a crash the store may be behind the sink, never ahead.
 *
 * <p>A store belongs to the workspace that it first saved a checkpoint of, and refuses others: that keeps two workspaces out
 * of one sink. One that keeps several apart is for sinks that do so, too.
 *
 * <p>A store may be called from several threads.
 */
public interface CheckpointStore {

    /**
     * The checkpoint saved last for a feed; empty if there is none.
     *
     * @throws io.intercomsync.error.CheckpointException if it cannot be read, or if the store belongs to another workspace
     */
    Optional<Checkpoint> load(String workspace, String feed);

    /**
     * Replaces the checkpoint of that name. The engine saves the entries of a feed before the checkpoint of the feed. Returns only once it would survive a crash.
     *
     * @throws io.intercomsync.error.CheckpointException if it cannot be stored, or if the store belongs to another workspace
     */
    void save(Checkpoint checkpoint);
}
