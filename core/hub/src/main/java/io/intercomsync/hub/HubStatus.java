package io.intercomsync.hub;

import io.intercomsync.collection.IntercomCollection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The state of a hub at one moment.
 *
 * @param workspace Intercom's id of the workspace; {@code null} while nothing is stored
 * @param rows how many live rows the hub holds, by collection
 * @param lastChange the number of the last change
 * @param lastRunBegan when the last source run began; {@code null} if none did
 * @param lastRunEnded when the last source run that ended did so; {@code null} if none did
 * @param warehouses the warehouses that flushes have written to, by name
 * @param fileSize how many bytes the file takes on the disk, with its log
 */
public record HubStatus(
        @Nullable String workspace,
        Map<IntercomCollection, Long> rows,
        long lastChange,
        @Nullable Instant lastRunBegan,
        @Nullable Instant lastRunEnded,
        List<Warehouse> warehouses,
        long fileSize) {

    public HubStatus {
        rows = Map.copyOf(rows);
        warehouses = List.copyOf(warehouses);
    }

    /** Returns the state as a table for people: the facts, the rows of each collection, and a line for each warehouse. */
    public String toTable() {
        return HubStatusText.table(this);
    }

    /** Returns the state as a JSON object. */
    public String toJson() {
        return HubStatusText.json(this);
    }

    /**
     * A warehouse as of its last flush that wrote something.
     *
     * @param name the name
     * @param position the number of the last change that it has
     * @param lastFlush when it reached this position
     * @param lag the age of the oldest change that it does not have; zero if it has all
     * @param pending how many objects it has kept out; each flush hands them over again
     */
    public record Warehouse(String name, long position, Instant lastFlush, Duration lag, int pending) {}
}
