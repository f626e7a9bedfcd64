package io.intercomsync.quickstart;

import io.intercomsync.report.CollectionReport;
import io.intercomsync.report.Status;
import io.intercomsync.report.SyncReport;

/** The outcome of a run, with its exit code and the advice to print. */
enum RunOutcome {
    COMPLETE(0, "Everything is stored. For example:"),
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
        if (report.isComplete()) {
            return COMPLETE;
        }
        return report.collections().stream().noneMatch(RunOutcome::isAnythingStored) ? NOTHING_STORED : NOT_COMPLETE;
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
