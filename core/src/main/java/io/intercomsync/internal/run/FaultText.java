package io.intercomsync.internal.run;

import io.intercomsync.report.CollectionReport;
import java.util.List;

/** Writes the records that were kept out as the end of a line of a log. */
public final class FaultText {
    private static final int MOST_FAULTS = 3;

    private FaultText() {}

    /** Returns the first records that were kept out, with their reasons, and the number of the others; empty if there are none. */
    public static String of(List<CollectionReport> reports) {
        List<String> first = reports.stream()
                .flatMap(report -> report.faults().stream()
                        .map(fault -> "; kept out " + fault.id() + " of "
                                + report.collection().tableName() + ": " + fault.reason()))
                .limit(MOST_FAULTS)
                .toList();
        long more = reports.stream().mapToLong(CollectionReport::refused).sum() - first.size();
        return String.join("", first)
                + (more > 0 && !first.isEmpty() ? "; and " + more + " more, which the report names" : "");
    }
}
