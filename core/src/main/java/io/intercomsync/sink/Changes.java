package io.intercomsync.sink;

import static java.util.Objects.requireNonNull;

import io.intercomsync.checkpoint.Checkpoint;
import java.util.List;

/**
 * What is stored together: removals, then batches, then the checkpoint that is true once they are stored. All of it is of
 * one feed and one workspace.
 *
 * @param removals rows to remove before the batches are stored
 * @param batches rows to store, at most one batch a collection; a record is never without its children
 * @param checkpoint how far the feed has been read once the changes are stored; it names the workspace and the feed
 */
public record Changes(List<Removal> removals, List<Batch> batches, Checkpoint checkpoint) {

    public Changes {
        removals = List.copyOf(removals);
        batches = List.copyOf(batches);
        requireNonNull(checkpoint, "checkpoint");
    }

    /** Intercom's id of the workspace that the changes are of. */
    public String workspace() {
        return checkpoint.workspace();
    }

    /** The name of the feed that the changes come from. */
    public String feed() {
        return checkpoint.feed();
    }

    /** How many rows are to be stored, over all batches. */
    public int rowCount() {
        return batches.stream().mapToInt(batch -> batch.rows().size()).sum();
    }

    /** The feed and how much of what; none of the data, since this ends in logs. */
    @Override
    public String toString() {
        return "Changes[" + feed() + ", removals=" + removals.size() + ", rows=" + batches + "]";
    }
}
