package io.intercomsync.report;

import static java.util.Objects.requireNonNull;

import io.intercomsync.collection.IntercomCollection;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a run stored, and whether it is complete.
 *
 * @param workspace Intercom's id of the workspace
 * @param startedAt when the run began
 * @param duration how long it took
 * @param requests how many requests it made, repeated ones included
 * @param collections what was done with each of the nine collections, in their order
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

    /** The status of the worst collection; those that are {@link Status#SKIPPED} do not count. */
    public Status status() {
        return collections.stream()
                .map(CollectionReport::status)
                .filter(status -> status != Status.SKIPPED)
                .max(Status::compareTo)
                .orElse(Status.COMPLETE);
    }

    /** Whether everything that was asked for is stored. */
    public boolean isComplete() {
        return status() == Status.COMPLETE;
    }

    /** What was done with this collection. */
    public CollectionReport collection(IntercomCollection collection) {
        return collections.stream()
                .filter(report -> report.collection() == collection)
                .findFirst()
                .orElseGet(() -> CollectionReport.skipped(collection));
    }

    /** How many rows the sink was given, by collection; collections that were skipped are left out. */
    public Map<IntercomCollection, Long> stored() {
        return collections.stream()
                .filter(report -> report.status() != Status.SKIPPED)
                .collect(Collectors.toMap(
                        CollectionReport::collection,
                        CollectionReport::rows,
                        Long::sum,
                        () -> new EnumMap<>(IntercomCollection.class)));
    }

    /** The report as a table for people, with a line of explanation for each collection that did not end well. */
    public String toTable() {
        return ReportText.table(this);
    }

    /** The report as a JSON object. */
    public String toJson() {
        return ReportText.json(this);
    }

    /** One line: {@code SyncReport[COMPLETE, stored={USERS=1204, ...}]}. */
    @Override
    public String toString() {
        return "SyncReport[" + status() + ", stored=" + stored() + "]";
    }
}
