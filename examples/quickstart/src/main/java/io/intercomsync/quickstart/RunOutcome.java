package io.intercomsync.quickstart;

import io.intercomsync.report.CollectionReport;
import io.intercomsync.report.FlushReport;
import io.intercomsync.report.Status;
import io.intercomsync.report.SyncReport;
import java.util.List;

/** The outcome of a run, with its exit code and the advice to print. */
enum RunOutcome {
    COMPLETE(0, "Everything is stored."),
    NOTHING_STORED(1, "Nothing could be stored. Fix the problem above and run the program again."),
    NOT_COMPLETE(2, "Not everything is stored. The report above says what to do. The next run continues from there."),
    STOPPED(2, "Stopped. What was stored stays. The next run continues from there.");

    private final int exitCode;
    private final String advice;

    RunOutcome(int exitCode, String advice) {
        this.exitCode = exitCode;
        this.advice = advice;
    }

    static RunOutcome of(SyncReport report) {
        return of(report.isComplete(), report.collections());
    }

    static RunOutcome of(FlushReport report) {
        return of(report.isComplete(), report.collections());
    }

    private static RunOutcome of(boolean isComplete, List<CollectionReport> collections) {
        if (isComplete) {
            return COMPLETE;
        }
        return collections.stream().noneMatch(RunOutcome::isAnythingStored) ? NOTHING_STORED : NOT_COMPLETE;
    }

    /** Returns the outcome of two runs together. Two that differ are something between everything and nothing. */
    RunOutcome and(RunOutcome other) {
        return this == other ? this : this == STOPPED || other == STOPPED ? STOPPED : NOT_COMPLETE;
    }

    private static boolean isAnythingStored(CollectionReport report) {
        return report.rows() > 0 || report.status() == Status.COMPLETE;
    }

    int exitCode() {
        return exitCode;
    }

    String advice() {
        return advice;
    }
}
