package io.intercomsync.error;

import static java.util.Objects.requireNonNull;

import io.intercomsync.report.SyncReport;
import org.jspecify.annotations.Nullable;

/** A run ended with at least one collection failed. Everything that could be stored is stored. */
public final class SyncFailedException extends IntercomSyncException {
    private static final long serialVersionUID = 1;

    private final SyncReport report;

    /**
     * @param report what the run did
     * @param cause the first failure
     */
    public SyncFailedException(SyncReport report, @Nullable Throwable cause) {
        super("The run ended " + report.status() + ", stored=" + report.stored() + why(report), cause, false);
        this.report = requireNonNull(report, "report");
    }

    /** The report leaves out words that may hold data, as those of a cause may. */
    private static String why(SyncReport report) {
        return report.collections().stream()
                .filter(collection -> collection.status() == report.status() && collection.message() != null)
                .findFirst()
                .map(collection -> ": " + collection.message())
                .orElse("");
    }

    /** What the run did, for each collection. It is serialized with the exception. */
    public SyncReport report() {
        return report;
    }
}
