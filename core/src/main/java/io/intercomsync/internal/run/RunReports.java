package io.intercomsync.internal.run;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.error.SyncFailedException;
import io.intercomsync.internal.feed.Selection;
import io.intercomsync.internal.foreign.FailureMessage;
import io.intercomsync.internal.foreign.ForeignCode;
import io.intercomsync.internal.http.BudgetReachedException;
import io.intercomsync.internal.pace.ElapsedTime;
import io.intercomsync.internal.parallel.InterruptedReadException;
import io.intercomsync.report.CollectionReport;
import io.intercomsync.report.Status;
import io.intercomsync.report.SyncReport;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes the report of a run from those of its feeds. A run with a failed collection ends with an exception that carries it. */
final class RunReports {
    private final Selection selection;
    private final ElapsedTime time;
    private final boolean sinkReports;
    private final Instant startedAt;

    /** @param sinkReports whether the sink tells how many rows have really changed */
    RunReports(Selection selection, Clock clock, boolean sinkReports) {
        this.selection = selection;
        this.time = new ElapsedTime(clock);
        this.sinkReports = sinkReports;
        this.startedAt = ForeignCode.now(clock);
    }

    /** Reports a run that has read, and logs how each collection ended. */
    SyncReport finished(String workspace, List<FeedRun> feedRuns, long requests) {
        SyncReport report = report(workspace, feedRuns, null, requests);
        ReportLog.write(report);
        return orThrown(report, firstFailure(feedRuns));
    }

    /** Prefers a failure over a stop: the failure of one feed may have stopped the others. */
    private static @Nullable Throwable firstFailure(List<FeedRun> feedRuns) {
        List<Throwable> failures = feedRuns.stream()
                .map(feedRun -> feedRun.outcome().failure())
                .flatMap(Stream::ofNullable)
                .toList();
        return failures.stream()
                .filter(failure -> !(failure instanceof InterruptedReadException))
                .findFirst()
                .orElse(failures.isEmpty() ? null : failures.get(0));
    }

    /** Reports a run that could not begin to read. */
    SyncReport withoutRead(String workspace, Throwable cause, long requests) {
        if (ForeignCode.isInterrupt(cause)) {
            Thread.currentThread().interrupt();
        }
        SyncReport report = report(workspace, List.of(), cause, requests);
        ReportLog.write(report, words(cause));
        return orThrown(report, cause);
    }

    private static SyncReport orThrown(SyncReport report, @Nullable Throwable cause) {
        if (report.status() == Status.FAILED) {
            throw new SyncFailedException(report, cause);
        }
        return report;
    }

    private SyncReport report(String workspace, List<FeedRun> feedRuns, @Nullable Throwable failure, long requests) {
        List<CollectionReport> collections = new ArrayList<>();
        long sum = requests;
        for (IntercomCollection collection : IntercomCollection.values()) {
            collections.add(report(collection, feedRuns, failure));
        }
        for (FeedRun feedRun : feedRuns) {
            sum += feedRun.requests();
        }
        return new SyncReport(workspace, startedAt, time.passed(), sum, collections);
    }

    private CollectionReport report(
            IntercomCollection collection, List<FeedRun> feedRuns, @Nullable Throwable failure) {
        if (!selection.has(collection)) {
            return CollectionReport.skipped(collection);
        }
        if (failure != null) {
            return new CollectionStats(collection).report(statusOf(failure), words(failure), false, 0, Duration.ZERO);
        }
        return feedRuns.stream()
                .filter(feedRun -> feedRun.resource().collections().contains(collection))
                .findFirst()
                .map(feedRun -> feedRun.report(collection, sinkReports))
                .orElseGet(() -> CollectionReport.skipped(collection));
    }

    private static String words(Throwable failure) {
        return statusOf(failure) == Status.STOPPED ? FailureMessage.STOPPED : FailureMessage.of(failure);
    }

    private static Status statusOf(Throwable failure) {
        if (failure instanceof BudgetReachedException) {
            return Status.STOPPED_AT_BUDGET;
        }
        return ForeignCode.isInterrupt(failure) ? Status.STOPPED : Status.FAILED;
    }
}
