package io.intercomsync.quickstart;

import io.intercomsync.IntercomClient;
import io.intercomsync.SyncEngine;
import io.intercomsync.SyncScheduler;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.error.IntercomSyncException;
import io.intercomsync.error.SyncFailedException;
import io.intercomsync.fake.FakeIntercom;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.report.SyncReport;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/**
 * Copies an Intercom workspace into a warehouse. Without an access token it copies the bundled fake workspace, so it
 * runs on any machine without an account. Environment variables set everything; {@code --help} and {@code
 * src-docs/getting-started.md} list them.
 */
public final class Quickstart {
    private static final long SECONDS_TO_STOP = 20;

    private final QuickstartSettings settings;
    private final Screen screen;
    private volatile boolean isToldToStop;
    private boolean isPlanned;

    private Quickstart(QuickstartSettings settings, Screen screen) {
        this.settings = settings;
        this.screen = screen;
    }

    /** Runs the program. It exits with 0 if everything is stored, 1 if nothing is, and 2 for anything between. */
    public static void main(String[] arguments) {
        Screen screen = new Screen(System.out, isTerminal());
        if (screen.isTerminal()) {
            System.setErr(screen.above(System.err));
        }
        Arguments known;
        try {
            known = new Arguments(arguments);
        } catch (UnusableSettingException e) {
            System.exit(refused(screen, String.valueOf(e.getMessage())));
            return;
        }
        if (known.isQuestion()) {
            screen.print(known.text());
            return;
        }
        Quickstart program = new Quickstart(new QuickstartSettings(System.getenv(), known.isFake()), screen);
        CountDownLatch over = new CountDownLatch(1);
        program.stopOnSignal(Thread.currentThread(), over);
        int exitCode = RunOutcome.NOTHING_STORED.exitCode();
        try {
            exitCode = program.run();
        } finally {
            over.countDown();
        }
        System.exit(exitCode);
    }

    /** On a signal such as Ctrl-C, lets the run finish its write and print its report. */
    private void stopOnSignal(Thread main, CountDownLatch over) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            isToldToStop = true;
            main.interrupt();
            try {
                over.await(SECONDS_TO_STOP, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
    }

    private static boolean isTerminal() {
        String terminal = System.getenv("TERM");
        return terminal != null && !terminal.equals("dumb") && Terminals.isConsole(System.console());
    }

    private int run() {
        try {
            settings.refuseDoubtful();
            Set<IntercomCollection> collections = settings.collections();
            settings.every();
            settings.sweepInterval();
            try (JdbcSink warehouse = settings.warehouse()) {
                return settings.token() == null
                        ? fromFake(warehouse, collections)
                        : fromIntercom(warehouse, collections);
            }
        } catch (RuntimeException e) {
            return end(e);
        }
    }

    /** Prints the error, unless the run was told to stop: an interrupted run may fail in any way. */
    private int end(RuntimeException e) {
        if (isToldToStop) {
            screen.print(RunOutcome.STOPPED.advice());
            return RunOutcome.STOPPED.exitCode();
        }
        if (e instanceof UnusableSettingException || e instanceof IntercomSyncException) {
            return refused(screen, settings.secrets().hide(String.valueOf(e.getMessage())));
        }
        throw e;
    }

    private static int refused(Screen screen, String message) {
        screen.print(message);
        screen.print("Nothing was read or stored.");
        return RunOutcome.NOTHING_STORED.exitCode();
    }

    private int fromIntercom(JdbcSink warehouse, Set<IntercomCollection> collections) {
        try (IntercomClient intercom = settings.intercom(String.valueOf(settings.token()))) {
            return runs(intercom, warehouse, collections);
        }
    }

    private int fromFake(JdbcSink warehouse, Set<IntercomCollection> collections) {
        screen.print(settings.whyFake() + ": reading the bundled fake Intercom, which has Intercom's rate limit.");
        try (FakeIntercom fake = FakeIntercom.builder()
                        .contacts(4_000)
                        .companies(350)
                        .conversations(3_000)
                        .withoutJournal()
                        .start();
                IntercomClient intercom = settings.fake(fake.token(), fake.url())) {
            return runs(intercom, warehouse, collections);
        }
    }

    private int runs(IntercomClient intercom, JdbcSink warehouse, Set<IntercomCollection> collections) {
        warehouse.liveRows("", IntercomCollection.TAGS); // a warehouse that cannot be opened costs no request
        screen.print("Writing to " + settings.secrets().place() + ", schema " + settings.schema() + ".\n");
        Duration every = settings.every();
        return every == null
                ? show(sync(intercom, warehouse, collections))
                : runEvery(every, () -> show(sync(intercom, warehouse, collections)));
    }

    /** Runs again and again until the program is stopped. Returns the exit code of the last run. */
    private int runEvery(Duration interval, IntSupplier run) {
        AtomicInteger exitCode = new AtomicInteger(RunOutcome.NOTHING_STORED.exitCode());
        SyncScheduler scheduler = SyncScheduler.create().every("sync", interval, () -> {
            screen.print("\nRun started at " + Instant.now().truncatedTo(ChronoUnit.SECONDS) + ".\n");
            exitCode.set(run.getAsInt());
        });
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException stopped) {
            scheduler.close(Duration.ZERO); // interrupts the run under way, which ends its write first
            scheduler.close(Duration.ofSeconds(SECONDS_TO_STOP / 2));
        }
        return exitCode.get();
    }

    private SyncReport sync(IntercomClient intercom, JdbcSink warehouse, Set<IntercomCollection> collections) {
        ProgressBoard progress = new ProgressBoard(screen);
        SyncEngine engine = engine(intercom, warehouse, collections, progress);
        String plan = plan(engine);
        try {
            return engine.sync();
        } catch (SyncFailedException e) {
            return e.report();
        } finally {
            Thread.interrupted(); // closing may wait, so the thread must not be interrupted
            progress.end();
            if (!plan.isEmpty()) {
                screen.print(plan);
            }
        }
    }

    private SyncEngine engine(
            IntercomClient intercom, JdbcSink warehouse, Set<IntercomCollection> collections, ProgressBoard progress) {
        SyncEngine.Builder engine =
                SyncEngine.builder(intercom, warehouse).collections(collections).listener(progress);
        Duration sweepInterval = settings.sweepInterval();
        if (sweepInterval != null) {
            engine.sweepInterval(sweepInterval);
        }
        return engine.build();
    }

    /** Returns a line with the planned requests of the first run, to compare with the requests that it made. */
    private String plan(SyncEngine engine) {
        if (isPlanned) {
            return "";
        }
        isPlanned = true;
        try {
            return "Requests planned before the run: " + engine.plan().requests() + ".\n";
        } catch (IntercomSyncException e) {
            return ""; // the run meets the same error and reports it
        }
    }

    private int show(SyncReport report) {
        RunOutcome ending = isToldToStop && !report.isComplete() ? RunOutcome.STOPPED : RunOutcome.of(report);
        screen.print(settings.secrets().hide(report.toTable()));
        screen.print(ending.advice());
        if (ending == RunOutcome.COMPLETE) {
            screen.print("\n" + settings.secrets().hide(new ExampleQuery(settings).show()));
        }
        return ending.exitCode();
    }
}
