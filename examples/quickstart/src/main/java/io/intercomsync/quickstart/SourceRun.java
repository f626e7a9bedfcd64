package io.intercomsync.quickstart;

import io.intercomsync.IntercomClient;
import io.intercomsync.SyncEngine;
import io.intercomsync.error.ApiException;
import io.intercomsync.error.IntercomSyncException;
import io.intercomsync.error.SyncFailedException;
import io.intercomsync.error.TransportException;
import io.intercomsync.report.SyncReport;
import io.intercomsync.sink.Sink;
import java.time.Duration;

/** Reads what is new in Intercom into a sink, and prints the report. */
final class SourceRun {
    private final QuickstartSettings settings;
    private final Screen screen;
    private final StopSignal stop;
    private final IntercomClient intercom;
    private final Sink sink;
    private boolean isRefreshDue;
    /** A line with the planned requests of the next run, to compare with the requests that it made; empty if there is none. */
    private String planned = "";

    /** @param isFullRefresh whether the first run that does not fail ignores what earlier runs have read */
    SourceRun(
            QuickstartSettings settings,
            boolean isFullRefresh,
            Screen screen,
            StopSignal stop,
            IntercomClient intercom,
            Sink sink) {
        this.settings = settings;
        this.isRefreshDue = isFullRefresh;
        this.screen = screen;
        this.stop = stop;
        this.intercom = intercom;
        this.sink = sink;
    }

    /**
     * Plans the first run.
     *
     * @throws IntercomSyncException if Intercom refuses the token or cannot be reached, and there is neither a schedule nor a hub
     */
    void plan() {
        try {
            planned = "Requests planned before the run: "
                    + engine(new ProgressBoard(screen)).plan().requests() + ".\n";
        } catch (IntercomSyncException e) {
            if (concernsAllCalls(e) && isAllThereIsToDo()) {
                throw e;
            }
            planned = ""; // the run meets the same error and reports it
        }
    }

    /** Returns whether every collection fails. A collection that may not be read does not stop the plan. */
    private static boolean concernsAllCalls(IntercomSyncException e) {
        return e instanceof TransportException
                || (e instanceof ApiException answer && (answer.isUnauthorized() || answer.isForbidden()));
    }

    /** Returns whether nothing is left after a failed run: a schedule tries again, and a hub may hold rows for the warehouse. */
    private boolean isAllThereIsToDo() {
        return settings.every() == null && settings.hub() == null;
    }

    RunOutcome run() {
        SyncReport report = sync();
        screen.print(settings.secrets().hide(report.toTable()));
        return stop.isGiven() && !report.isComplete() ? RunOutcome.STOPPED : RunOutcome.of(report);
    }

    private SyncReport sync() {
        ProgressBoard progress = new ProgressBoard(screen);
        try {
            SyncReport report = engine(progress).sync();
            isRefreshDue = false; // the next run goes on with a full read that was interrupted
            return report;
        } catch (SyncFailedException e) {
            return e.report();
        } finally {
            Thread.interrupted(); // closing may wait, so the thread must not be interrupted
            progress.end();
            if (!planned.isEmpty()) {
                screen.print(planned);
                planned = "";
            }
        }
    }

    private SyncEngine engine(ProgressBoard progress) {
        SyncEngine.Builder engine = SyncEngine.builder(intercom, sink)
                .collections(settings.collections())
                .listener(progress);
        Duration sweepInterval = settings.sweepInterval();
        if (sweepInterval != null) {
            engine.sweepInterval(sweepInterval);
        }
        if (isRefreshDue) {
            engine.fullRefresh();
        }
        return engine.build();
    }
}
