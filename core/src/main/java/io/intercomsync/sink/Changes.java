package io.intercomsync.sink;

import static java.util.Objects.requireNonNull;

import io.intercomsync.checkpoint.Checkpoint;
import io.intercomsync.collection.AttributeDefinition;
import java.util.List;

/**
 * Holds the changes that a sink stores together: removals, then batches, then the checkpoints that are true after both are stored.
 * All of them belong to one feed and one workspace. Changes are plain data: {@link #toJson()} writes them, {@link
 * #fromJson(String)} reads them back.
 *
 * @param removals rows to remove before the batches are stored
 * @param batches rows to store, at most one batch for each collection; a record always comes with its children
 * @param attributes the definitions of custom attributes that the run knows, for the feed's collections
 * @param checkpoints the checkpoints to store after the rows, in this order. The last one says how far the feed has been read.
 *     Those before it are entries of the same feed that have changed ({@code contacts.pending}, for example)
 */
public record Changes(
        List<Removal> removals,
        List<Batch> batches,
        List<AttributeDefinition> attributes,
        List<Checkpoint> checkpoints) {

    public Changes {
        removals = List.copyOf(removals);
        batches = List.copyOf(batches);
        attributes = List.copyOf(attributes);
        checkpoints = List.copyOf(checkpoints);
        if (checkpoints.stream().map(Checkpoint::workspace).distinct().count() != 1) {
            throw new IllegalArgumentException("Changes need checkpoints of exactly one workspace");
        }
    }

    /** Makes changes without definitions of attributes and with one checkpoint. */
    public Changes(List<Removal> removals, List<Batch> batches, Checkpoint checkpoint) {
        this(removals, batches, List.of(), List.of(requireNonNull(checkpoint, "checkpoint")));
    }

    /** Returns how far the feed has been read once the changes are stored: the last of the checkpoints. */
    public Checkpoint checkpoint() {
        return checkpoints.get(checkpoints.size() - 1);
    }

    /** Returns Intercom's id of the workspace of the changes. */
    public String workspace() {
        return checkpoint().workspace();
    }

    /** Returns the name of the feed that the changes come from. */
    public String feed() {
        return checkpoint().feed();
    }

    /** Counts the rows to store, over all batches. */
    public int rowCount() {
        return batches.stream().mapToInt(batch -> batch.rows().size()).sum();
    }

    /**
     * Writes the changes as a JSON object: {@code format} (1), {@code removals}, {@code batches} ({@code collection},
     * {@code columns} and {@code rows}, each as {@link io.intercomsync.collection.Row#toJson()} writes it), {@code attributes}
     * and {@code checkpoints}. Members are named like the components of the records, in snake case. Collections are named
     * like their tables; times are ISO 8601 text.
     */
    public String toJson() {
        return ChangesJson.write(this);
    }

    /**
     * Reads changes that {@link #toJson()} has written; they equal the original.
     *
     * @throws IllegalArgumentException if the text is no such JSON, or of another format
     */
    public static Changes fromJson(String json) {
        return ChangesJson.read(requireNonNull(json, "json"));
    }

    /** Shows the feed and the number of rows. Leaves out the data, since this ends in logs. */
    @Override
    public String toString() {
        return "Changes[" + feed() + ", removals=" + removals.size() + ", rows=" + batches + "]";
    }
}
