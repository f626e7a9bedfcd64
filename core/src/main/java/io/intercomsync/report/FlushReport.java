package io.intercomsync.report;

import static java.util.Objects.requireNonNull;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.internal.value.OneLine;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The result of a flush: what a hub handed over to a warehouse.
 *
 * @param workspace Intercom's id of the workspace; {@code unknown} while the hub is empty
 * @param warehouse the name of the warehouse
 * @param startedAt when the flush began
 * @param duration how long the flush took
 * @param notes the reasons for a comparison of everything, and its limits; empty after a usual flush
 * @param collections the reports of the nine collections, in their order. They count no requests
 */
public record FlushReport(
        String workspace,
        String warehouse,
        Instant startedAt,
        Duration duration,
        List<String> notes,
        List<CollectionReport> collections)
        implements Serializable {

    public FlushReport {
        requireNonNull(workspace, "workspace");
        requireNonNull(warehouse, "warehouse");
        requireNonNull(startedAt, "startedAt");
        requireNonNull(duration, "duration");
        notes = notes.stream().map(OneLine::of).toList();
        collections = List.copyOf(collections);
    }

    /** Returns the status of the worst collection; {@link Status#SKIPPED} ones do not count. */
    public Status status() {
        return CollectionReports.status(collections);
    }

    /** Returns whether the warehouse has everything that the hub held when the flush began, in that state or a later one. */
    public boolean isComplete() {
        return status() == Status.COMPLETE;
    }

    /** Returns the report of one collection. */
    public CollectionReport collection(IntercomCollection collection) {
        return CollectionReports.of(collections, collection);
    }

    /** Returns how many rows the warehouse was given, by collection, without skipped collections. */
    public Map<IntercomCollection, Long> stored() {
        return CollectionReports.stored(collections);
    }

    /**
     * Returns the report as a table for people: for each collection the rows that were written in this run (inserted, updated,
     * marked or removed) and the rows that are held now. A line below explains each collection that did not end well. If nothing
     * was stored, for one reason, the text is one line.
     */
    public String toTable() {
        return FlushReportText.table(this);
    }

    /** Returns the report as a JSON object. */
    public String toJson() {
        return FlushReportText.json(this);
    }

    /** Returns one line: {@code FlushReport[COMPLETE, warehouse=sales, stored={USERS=1204, ...}]}. */
    @Override
    public String toString() {
        return "FlushReport[" + status() + ", warehouse=" + warehouse + ", stored=" + stored() + "]";
    }
}
