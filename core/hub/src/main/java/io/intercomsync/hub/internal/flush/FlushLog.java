package io.intercomsync.hub.internal.flush;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import io.intercomsync.internal.run.FaultText;
import io.intercomsync.internal.value.Amounts;
import io.intercomsync.internal.value.OneLine;
import io.intercomsync.report.CollectionReport;
import io.intercomsync.report.FlushReport;
import io.intercomsync.report.Status;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs how a flush ended: INFO if it is complete, else a WARN for each reason, with the collections that it concerns. */
final class FlushLog {
    private static final Logger log = LoggerFactory.getLogger(FlushLog.class);

    private FlushLog() {}

    static void tell(FlushReport report) {
        String warehouse = OneLine.of(report.warehouse());
        String notes = report.notes().stream().map(note -> ". " + note).collect(joining());
        if (report.isComplete()) {
            log.info("Flushed to {}: {}{}", warehouse, amount(report.status(), report), notes);
            return;
        }
        byReason(report)
                .forEach((reason, collections) -> log.warn(
                        "Flush to {}: {}: {}: {}{}{}",
                        warehouse,
                        collections.stream()
                                .map(collection -> collection.collection().tableName())
                                .collect(joining(", ")),
                        amount(collections.get(0).status(), report),
                        reason,
                        FaultText.of(collections),
                        notes));
    }

    private static Map<String, List<CollectionReport>> byReason(FlushReport report) {
        return report.collections().stream()
                .filter(collection -> collection.status() != Status.SKIPPED)
                .filter(collection -> collection.status() != Status.COMPLETE)
                .collect(groupingBy(collection -> String.valueOf(collection.message()), LinkedHashMap::new, toList()));
    }

    private static String amount(Status status, FlushReport report) {
        long rows = report.stored().values().stream().mapToLong(Long::longValue).sum();
        return status + ", " + (rows == 1 ? "1 row" : String.format(Locale.ROOT, "%,d rows", rows)) + " in "
                + Amounts.of(report.duration());
    }
}
