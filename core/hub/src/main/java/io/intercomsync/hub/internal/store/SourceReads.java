package io.intercomsync.hub.internal.store;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.internal.state.ReadProgress;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.Set;

/**
 * Notes which collections source runs have read to the end at least once. The hub holds only a part of the others, so a row that it lacks
 * may still be in Intercom.
 */
final class SourceReads {
    private static final String FACT = "read ";
    private static final String BEGUN = "begun";
    private static final String WHOLE = "whole";

    private SourceReads() {}

    /** Notes how far collections are read. A collection that was read whole once stays so. */
    static void note(HubConnection file, ReadProgress progress) throws SQLException {
        for (String table : progress.tables()) {
            file.update(
                    "INSERT INTO facts VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value"
                            + " WHERE excluded.value = ? AND value <> excluded.value",
                    FACT + table,
                    progress.isWhole() ? WHOLE : BEGUN,
                    WHOLE);
        }
    }

    /** Returns the collections that the hub holds whole. If it is not filled by an engine, that is all of them. */
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
