package io.intercomsync.hub.internal.store;

import io.intercomsync.checkpoint.Checkpoint;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.internal.json.Json;
import java.sql.SQLException;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Notes which collections source runs have read to the end at least once. Of the others the hub holds a part, so a row that it
 * does not hold may still be in Intercom.
 */
final class SourceReads {
    private static final String FACT = "read ";
    private static final String BEGUN = "begun";
    private static final String WHOLE = "whole";

    private SourceReads() {}

    /** Notes the progress in the checkpoint of an engine's feed, or of a flush from another hub. Other checkpoints say nothing. */
    static void note(HubConnection file, Checkpoint checkpoint) throws SQLException {
        if (!checkpoint.state().startsWith("{")) {
            return;
        }
        Map<?, ?> state;
        try {
            state = Json.readObject(checkpoint.state());
        } catch (IllegalArgumentException e) {
            return;
        }
        if (state.get("finished") instanceof Boolean isFinished && state.get("columns") instanceof Map<?, ?> tables) {
            note(file, tables.keySet(), isFinished);
        } else if (state.get("seq") instanceof Long seq
                && state.get("level") instanceof Long level
                && state.get("compared") instanceof Long compared
                && state.get("collections") instanceof List<?> tables) {
            note(file, tables, compared < 0 && seq >= level);
        }
    }

    private static void note(HubConnection file, Collection<?> tables, boolean isWhole) throws SQLException {
        for (Object table : tables) {
            file.update(
                    "INSERT INTO facts VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value"
                            + " WHERE excluded.value = ? AND value <> excluded.value",
                    FACT + table,
                    isWhole ? WHOLE : BEGUN,
                    WHOLE);
        }
    }

    /** Returns the collections that are held whole. A hub that no engine fills holds all of them so. */
    static Set<IntercomCollection> whole(HubConnection file) throws SQLException {
        boolean isFirstUnderWay =
                OpenHub.fact(file, HubSchema.RUN_BEGAN) != null && OpenHub.fact(file, HubSchema.RUN_ENDED) == null;
        Set<IntercomCollection> begun = EnumSet.noneOf(IntercomCollection.class);
        Set<IntercomCollection> whole = EnumSet.noneOf(IntercomCollection.class);
        for (IntercomCollection collection : IntercomCollection.values()) {
            String progress = OpenHub.fact(file, FACT + collection.tableName());
            if (progress != null) {
                (progress.equals(WHOLE) ? whole : begun).add(collection);
            }
        }
        boolean isFilledOtherwise = !isFirstUnderWay && begun.isEmpty() && whole.isEmpty();
        return isFilledOtherwise ? EnumSet.allOf(IntercomCollection.class) : whole;
    }
}
