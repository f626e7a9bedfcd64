package io.intercomsync.report;

import static java.util.Objects.requireNonNull;

import io.intercomsync.collection.IntercomCollection;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The result of a run: what was stored, and whether it is complete.
 *
 * @param workspace Intercom's id of the workspace
 * @param startedAt when the run began
 * @param duration how long the run took
 * @param requests how many requests the run made, repeated ones included
 * @param collections the reports of the nine collections, in their order
 */
public record SyncReport(
        String workspace, Instant startedAt, Duration duration, long requests, List<CollectionReport> collections)
        implements Serializable {

    public SyncReport {
        requireNonNull(workspace, "workspace");
        requireNonNull(startedAt, "startedAt");
        requireNonNull(duration, "duration");
        collections = List.copyOf(collections);
    }

    /** Returns the status of the worst collection; {@link Status#SKIPPED} ones do not count. */
    public Status status() {
        return CollectionReports.status(collections);
    }

    /** Returns whether everything that was asked for is stored. */
    public boolean isComplete() {
        return status() == Status.COMPLETE;
    }

    /** Returns the report of one collection. */
    public CollectionReport collection(IntercomCollection collection) {
        return CollectionReports.of(collections, collection);
    }

    /** Returns how many rows the sink was given, by collection, without skipped collections. */
    public Map<IntercomCollection, Long> stored() {
        return CollectionReports.stored(collections);
    }

    /**
     * Returns the report as a table for people: for each collection the rows that were written in this run (inserted, updated,
     * marked or removed) and the rows that are held now. A line below explains each collection that did not end well. If nothing
     * was stored, for one reason, the text is one line.
     */
    public String toTable() {
        return ReportText.table(this);
    }

    /** Returns the report as a JSON object. */
    public String toJson() {
        return ReportText.json(this);
    }

    /** Returns one line: {@code SyncReport[COMPLETE, stored={USERS=1204, ...}]}. */
    @Override
    public String toString() {
        return "SyncReport[" + status() + ", stored=" + stored() + "]";
    }
}
