package io.intercomsync.jdbc.engines.gettingstarted;

import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.IntercomClient;
import io.intercomsync.ProgramTime;
import io.intercomsync.SyncEngine;
import io.intercomsync.SyncListener;
import io.intercomsync.SyncScheduler;
import io.intercomsync.hub.Hub;
import io.intercomsync.report.Progress;
import io.intercomsync.report.Status;
import io.intercomsync.report.SyncReport;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** A source run every three hours into a hub, and warehouses that are flushed on intervals of their own. */
final class TwoClocksProgram implements AutoCloseable {
    private final SharedTime time;
    private final RunLog log;
    private final Runnable atEndOfSync;
    private final IntercomClient client;
    private final Hub hub;
    private final List<FlushedWarehouse> warehouses;
    private final SyncEngine source;
    private final JobTurns turns = new JobTurns();
    private final SyncScheduler scheduler;
    private final AtomicReference<Runnable> inTheMiddle = new AtomicReference<>(TwoClocksProgram::nothing);
    private final CompletableFuture<Boolean> shutDown = new CompletableFuture<>();
    private final Duration opened;

    /**
     * Opens everything, and begins nothing.
     *
     * @param atEndOfSync is called after each source run that has read everything
     */
    TwoClocksProgram(
            Path file,
            IntercomClient client,
            List<FlushedWarehouse> warehouses,
            SharedTime time,
            RunLog log,
            Runnable atEndOfSync) {
        this.time = time;
        this.log = log;
        this.atEndOfSync = atEndOfSync;
        this.client = client;
        this.warehouses = warehouses;
        opened = Duration.between(SharedTime.START, time.instant()).truncatedTo(ChronoUnit.HOURS);
        hub = Hub.builder(file).clock(time).build();
        source = SyncEngine.builder(client, hub)
                .sweepInterval(Duration.ZERO)
                .listener(new MiddleOfSync())
                .build();
        scheduler =
                ProgramTime.of(SyncScheduler.builder().jitter(0), time, turns).build();
    }

    /** Lets an hour begin, and returns when everything is done that is due. */
    void hour(int hour) throws Exception {
        begin(hour);
        turns.awaitAll(scheduler.jobs().size());
        assertThat(scheduler.jobs())
                .allSatisfy(job -> assertThat(job.lastRun().orElseThrow().failure())
                        .as(job.toString())
                        .isNull());
    }

    /** Adds the source in the first hour, and a warehouse in each of the next ones. */
    private void begin(int hour) {
        time.moveTo(Duration.ofHours(hour));
        turns.wake(scheduler);
        int since = hour - (int) opened.toHours();
        if (since == 0) {
            scheduler.every("source", Duration.ofHours(3), this::sync);
        } else if (since <= warehouses.size()) {
            FlushedWarehouse warehouse = warehouses.get(since - 1);
            scheduler.every(
                    warehouse.name(),
                    warehouse.interval(),
                    () -> warehouse.flush(hub, log, this::callInTheMiddle, time));
        }
    }

    /** Lets an hour begin, with a manual source run in the middle of the scheduled one. */
    void hourWithManualSync(int hour) throws Exception {
        hourWith(hour, this::sync);
    }

    /** Lets an hour begin, with a manual flush in the middle of the scheduled one to the first warehouse. */
    void hourWithManualFlush(int hour) throws Exception {
        hourWith(hour, () -> warehouses.get(0).flush(hub, log, TwoClocksProgram::nothing, time));
    }

    private void hourWith(int hour, Runnable manual) throws Exception {
        AtomicReference<CompletableFuture<Void>> running = new AtomicReference<>();
        inTheMiddle.set(() -> {
            CompletableFuture<Void> begun = new CompletableFuture<>();
            running.set(CompletableFuture.runAsync(() -> {
                begun.complete(null);
                manual.run();
            }));
            begun.join();
        });
        hour(hour);
        running.get().get(2, TimeUnit.MINUTES);
    }

    /** Lets an hour begin, and shuts down in the middle of its first run. */
    void shutDownInTheMiddleOf(int hour) throws Exception {
        inTheMiddle.set(() -> shutDown.complete(CompletableFuture.supplyAsync(() -> scheduler.close(Duration.ZERO))
                .join()));
        begin(hour);
        assertThat(shutDown.get(2, TimeUnit.MINUTES)).as("all runs had ended").isFalse();
        close();
    }

    private void sync() {
        SyncReport report = source.sync();
        boolean isStopped = report.status() == Status.STOPPED;
        log.began(isStopped ? "stopped source" : "source", report.startedAt());
        if (!isStopped) {
            assertThat(report.isComplete()).as(report.toTable()).isTrue();
            atEndOfSync.run();
        }
    }

    private static void nothing() {}

    private void callInTheMiddle() {
        inTheMiddle.getAndSet(TwoClocksProgram::nothing).run();
    }

    private final class MiddleOfSync implements SyncListener {
        @Override
        public void onProgress(Progress progress) {
            if (progress.feed().equals("conversations")) {
                callInTheMiddle();
            }
        }

        @Override
        public void onEnd(SyncReport report) {
            time.takeAMinute(report.status());
        }
    }

    /** Waits for the runs under way. */
    @Override
    public void close() {
        scheduler.close(ChronoUnit.FOREVER.getDuration());
        warehouses.forEach(FlushedWarehouse::close);
        hub.close();
        client.close();
    }
}
