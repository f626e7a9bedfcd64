package io.intercomsync.error;

import static java.util.Objects.requireNonNull;

import io.intercomsync.report.CollectionReport;
import io.intercomsync.report.FlushReport;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A flush broke off. Everything that the warehouse took before is stored there, and the next flush goes on from it. */
public final class FlushFailedException extends IntercomSyncException {
    private static final long serialVersionUID = 1;

    private final FlushReport report;

    /**
     * @param report the report of the flush
     * @param cause the failure
     */
    public FlushFailedException(FlushReport report, @Nullable Throwable cause) {
        super("The flush to " + report.warehouse() + " ended " + report.status() + why(report), cause, false);
        this.report = requireNonNull(report, "report");
    }

    private static String why(FlushReport report) {
        return report.collections().stream()
                .map(CollectionReport::message)
                .filter(Objects::nonNull)
                .findFirst()
                .map(message -> ": " + message)
                .orElse("");
    }

    /** Returns the report of the flush, which is serialized with the exception. */
    public FlushReport report() {
        return report;
    }
}
