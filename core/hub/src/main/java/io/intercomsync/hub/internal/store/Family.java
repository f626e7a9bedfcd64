package io.intercomsync.hub.internal.store;

import io.intercomsync.collection.Row;
import java.util.List;

/**
 * An object as the hub holds it, with all its rows.
 *
 * @param seq the number of its last change
 * @param isTruncated whether Intercom returned only the newest parts of the conversation
 * @param rows its live rows
 * @param removals the removals of its rows that the hub still keeps
 */
public record Family(FamilyId id, long seq, boolean isTruncated, List<Row> rows, List<KeptRemoval> removals) {

    /** Returns whether a row of the object itself is live. */
    public boolean hasLiveParent() {
        return rows.stream().anyMatch(row -> row.collection().parentColumn().isEmpty());
    }

    /** Estimates how many bytes the family takes in memory. */
    public long approximateBytes() {
        return rows.stream().mapToLong(Row::approximateBytes).sum() + 64L * removals.size();
    }
}
