package io.intercomsync.sink;

import static java.util.Objects.requireNonNull;

import io.intercomsync.checkpoint.Checkpoint;
import java.util.List;
import java.util.function.Function;

/**
 * What is stored together: removals, then batches, then the checkpoint that is true once they are stored. All of it is of
 * one feed and one workspace.
 *
 * @param removals rows to remove before the batches are stored
 * @param batches rows to store, at most one batch a collection; a record is never without its children
 * @param checkpoint how far the feed has been read once the changes are stored; it names the workspace and the feed
 * @param ifRefused gives the checkpoint that is true where some of the rows are kept out; {@link #checkpoint(List)} asks it
 */
public record Changes(
        List<Removal> removals,
        List<Batch> batches,
        Checkpoint checkpoint,
        Function<List<WriteResult.RefusedRow>, Checkpoint> ifRefused) {

    public Changes {
        removals = List.copyOf(removals);
        batches = List.copyOf(batches);
        requireNonNull(checkpoint, "checkpoint");
        requireNonNull(ifRefused, "ifRefused");
    }

    /** Changes whose checkpoint is true whatever is kept out of them. */
    public Changes(List<Removal> removals, List<Batch> batches, Checkpoint checkpoint) {
        this(removals, batches, checkpoint, refused -> checkpoint);
    }

    /**
     * The checkpoint to store with the changes where these rows are kept out of them: one that says, too, that their objects are
     * to be asked for again. Where none are, it is {@link #checkpoint()}.
     */
    public Checkpoint checkpoint(List<WriteResult.RefusedRow> refused) {
        return refused.isEmpty() ? checkpoint : ifRefused.apply(refused);
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
