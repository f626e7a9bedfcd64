package io.intercomsync.quickstart;

import io.intercomsync.error.FlushFailedException;
import io.intercomsync.hub.Hub;
import io.intercomsync.hub.HubFlush;
import io.intercomsync.report.FlushReport;
import io.intercomsync.sink.Sink;

/** Brings the warehouse up to date with the hub, and prints the report. */
final class WarehouseRun {
    private final QuickstartSettings settings;
    private final Screen screen;
    private final StopSignal stop;
    private final HubFlush flush;

    WarehouseRun(QuickstartSettings settings, Screen screen, StopSignal stop, Hub hub, Sink warehouse) {
        this.settings = settings;
        this.screen = screen;
        this.stop = stop;
        flush = HubFlush.builder(hub, warehouse)
                .name(settings.schema())
                .collections(settings.collections())
                .build();
    }

    RunOutcome run() {
        FlushReport report = flush();
        screen.print(settings.secrets().hide(report.toTable()));
        return stop.isGiven() && !report.isComplete() ? RunOutcome.STOPPED : RunOutcome.of(report);
    }

    private FlushReport flush() {
        try {
            return flush.flush();
        } catch (FlushFailedException e) {
            return e.report();
        } finally {
            Thread.interrupted(); // closing may wait, so the thread must not be interrupted
        }
    }
}
