package io.intercomsync.report;

import io.intercomsync.collection.IntercomCollection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Sums up the reports of all collections, for the report of a sync and that of a flush. */
final class CollectionReports {
    private CollectionReports() {}

    /** Returns the status of the worst collection; {@link Status#SKIPPED} ones do not count. */
    static Status status(List<CollectionReport> reports) {
        return reports.stream()
                .map(CollectionReport::status)
                .filter(status -> status != Status.SKIPPED)
                .max(Status::compareTo)
                .orElse(Status.COMPLETE);
    }

    /** Returns the report of one collection. */
    static CollectionReport of(List<CollectionReport> reports, IntercomCollection collection) {
        return reports.stream()
                .filter(report -> report.collection() == collection)
                .findFirst()
                .orElseGet(() -> CollectionReport.skipped(collection));
    }

    /** Returns how many rows were handed over, by collection, without skipped collections. */
    static Map<IntercomCollection, Long> stored(List<CollectionReport> reports) {
        return reports.stream()
                .filter(report -> report.status() != Status.SKIPPED)
                .collect(Collectors.toMap(
                        CollectionReport::collection,
                        CollectionReport::rows,
                        Long::sum,
                        () -> new EnumMap<>(IntercomCollection.class)));
    }
}
