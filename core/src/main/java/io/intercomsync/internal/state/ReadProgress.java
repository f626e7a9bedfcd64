package io.intercomsync.internal.state;

import io.intercomsync.checkpoint.Checkpoint;
import io.intercomsync.internal.json.Json;
import java.util.Optional;
import java.util.Set;

/**
 * Tells how far some collections are read.
 *
 * @param tables the names of their tables
 * @param isWhole whether they were read to the end at least once
 */
public record ReadProgress(Set<String> tables, boolean isWhole) {

    public ReadProgress {
        tables = Set.copyOf(tables);
    }

    /** Returns the progress that the checkpoint of an engine's feed tells; nothing for any other checkpoint. */
    public static Optional<ReadProgress> of(Checkpoint checkpoint) {
        try {
            return FeedStateJson.progress(Json.readObject(checkpoint.state()));
        } catch (IllegalArgumentException | ClassCastException e) {
            return Optional.empty();
        }
    }
}
