package io.intercomsync.quickstart;

import io.intercomsync.SyncScheduler;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Makes each run once, or on its own interval until the program is told to stop. */
final class RunClock {
    private final QuickstartSettings settings;
    private final Screen screen;
    private volatile RunOutcome last = RunOutcome.NOTHING_STORED;
    private volatile RunOutcome lastRead = RunOutcome.NOTHING_STORED;

    RunClock(QuickstartSettings settings, Screen screen) {
        this.settings = settings;
        this.screen = screen;
    }

    /** Copies straight into the warehouse. Returns the exit code of the last run. */
    int run(Supplier<RunOutcome> source) {
        Duration every = settings.every();
        if (every == null) {
            return source.get().exitCode();
        }
        return untilStopped(SyncScheduler.create().every("sync", every, () -> announced("Run", source)));
    }

    /**
     * Reads into the hub and writes to the warehouse. The first write begins when the first read has ended.
     *
     * @param shown prints the outcome of a read and the write after it together
     */
    int run(Supplier<RunOutcome> source, Supplier<RunOutcome> flush, UnaryOperator<RunOutcome> shown) {
        Duration every = settings.every();
        Duration flushEvery = settings.flushEvery();
        if (every == null || flushEvery == null) {
            return shown.apply(source.get().and(flush.get())).exitCode();
        }
        CountDownLatch firstRead = new CountDownLatch(1);
        return untilStopped(SyncScheduler.create()
                .every("sync", every, () -> {
                    try {
                        announced("Source run", () -> lastRead = source.get());
                    } finally {
                        firstRead.countDown();
                    }
                })
                .every("flush", flushEvery, () -> {
                    firstRead.await();
                    announced("Warehouse run", () -> shown.apply(lastRead.and(flush.get())));
                }));
    }

    private void announced(String what, Supplier<RunOutcome> run) {
        screen.print("\n" + what + " started at " + Instant.now().truncatedTo(ChronoUnit.SECONDS) + ".\n");
        last = run.get();
    }

    private int untilStopped(SyncScheduler scheduler) {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException stopped) {
            scheduler.close(Duration.ZERO); // interrupts the runs under way, which end their write first
            scheduler.close(Duration.ofSeconds(StopSignal.SECONDS_TO_STOP / 2));
        }
        return last.exitCode();
    }
}
