package io.intercomsync.internal.run;

import io.intercomsync.internal.value.Amounts;
import io.intercomsync.report.CollectionReport;
import io.intercomsync.report.Status;
import io.intercomsync.report.SyncReport;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Logs how a run ended: INFO for a complete collection, WARN with the reason for any other. */
final class ReportLog {
    private static final Logger log = LoggerFactory.getLogger(ReportLog.class);

    private ReportLog() {}

    /** Logs the end of each collection that was read. */
    static void write(SyncReport report) {
        report.collections().stream()
                .filter(collection -> collection.status() != Status.SKIPPED)
                .forEach(ReportLog::write);
    }

    /** Logs the end of a run that has read nothing. */
    static void write(SyncReport report, String reason) {
        log.warn("The run ended {} after {}: {}", report.status(), Amounts.of(report.duration()), reason);
    }

    private static void write(CollectionReport report) {
        log.atLevel(report.status() == Status.COMPLETE ? Level.INFO : Level.WARN)
                .log(
                        "{}: {}, {} in {}{}{}",
                        report.collection().tableName(),
                        report.status(),
                        report.rows() == 1 ? "1 row" : String.format(Locale.ROOT, "%,d rows", report.rows()),
                        Amounts.of(report.duration()),
                        report.message() == null ? "" : ": " + report.message(),
                        FaultText.of(List.of(report)));
    }
}
