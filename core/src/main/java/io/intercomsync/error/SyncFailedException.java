package io.intercomsync.error;

import static java.util.Objects.requireNonNull;

import io.intercomsync.report.SyncReport;
import org.jspecify.annotations.Nullable;

/** A run ended, and at least one collection failed. Everything that could be stored is stored. */
public final class SyncFailedException extends IntercomSyncException {
    private static final long serialVersionUID = 1;

    private final SyncReport report;

    /**
     * @param report the report of the run
     * @param cause the first failure
     */
    public SyncFailedException(SyncReport report, @Nullable Throwable cause) {
        super("The run ended " + report.status() + ", stored=" + report.stored() + why(report), cause, false);
        this.report = requireNonNull(report, "report");
    }

    /** Returns the message of the worst collection. Reports leave out words that may hold data, unlike a cause. */
    private static String why(SyncReport report) {
        return report.collections().stream()
                .filter(collection -> collection.status() == report.status() && collection.message() != null)
                .findFirst()
                .map(collection -> ": " + collection.message())
                .orElse("");
    }

    /** Returns the report of the run, which is serialized with the exception. */
    public SyncReport report() {
        return report;
    }
}
