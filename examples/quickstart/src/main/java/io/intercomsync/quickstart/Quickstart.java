package io.intercomsync.quickstart;

import io.intercomsync.IntercomClient;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.error.IntercomSyncException;
import io.intercomsync.fake.FakeIntercom;
import io.intercomsync.hub.Hub;
import io.intercomsync.jdbc.JdbcSink;
import java.nio.file.Path;

/**
 * Copies an Intercom workspace into a warehouse. Without an access token it copies the bundled fake workspace, so it
 * runs on any machine without an account. Environment variables set everything; {@code --help} and {@code
 * src-docs/getting-started.md} list them.
 */
public final class Quickstart {
    private final Arguments arguments;
    private final QuickstartSettings settings;
    private final Screen screen;
    private final StopSignal stop;
    private boolean isExampleShown;

    private Quickstart(Arguments arguments, Screen screen, StopSignal stop) {
        this.arguments = arguments;
        this.settings = new QuickstartSettings(System.getenv(), arguments.isFake());
        this.screen = screen;
        this.stop = stop;
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
        StopSignal stop = new StopSignal();
        stop.interruptOnSignal(Thread.currentThread());
        int exitCode = RunOutcome.NOTHING_STORED.exitCode();
        try {
            exitCode = new Quickstart(known, screen, stop).run();
        } finally {
            stop.end();
        }
        System.exit(exitCode);
    }

    private static boolean isTerminal() {
        String terminal = System.getenv("TERM");
        return terminal != null && !terminal.equals("dumb") && Terminals.isConsole(System.console());
    }

    private int run() {
        try {
            settings.refuseDoubtful();
            try (JdbcSink warehouse = settings.warehouse()) {
                return settings.token() == null ? fromFake(warehouse) : fromIntercom(warehouse);
            }
        } catch (RuntimeException e) {
            return end(e);
        }
    }

    /** Prints the error, unless the run was told to stop: an interrupted run may fail in any way. */
    private int end(RuntimeException e) {
        if (stop.isGiven()) {
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

    private int fromIntercom(JdbcSink warehouse) {
        try (IntercomClient intercom = settings.intercom(String.valueOf(settings.token()))) {
            return checkOrCopy(intercom, warehouse);
        }
    }

    private int fromFake(JdbcSink warehouse) {
        screen.print(settings.whyFake() + ": reading the bundled fake Intercom, which has Intercom's rate limit.");
        try (FakeIntercom fake = FakeIntercom.builder()
                        .contacts(4_000)
                        .companies(350)
                        .conversations(3_000)
                        .withoutJournal()
                        .start();
                IntercomClient intercom = settings.fake(fake.token(), fake.url())) {
            return checkOrCopy(intercom, warehouse);
        }
    }

    private int checkOrCopy(IntercomClient intercom, JdbcSink warehouse) {
        if (arguments.isCheck()) {
            return new SetupCheck(settings, screen).run(intercom, warehouse);
        }
        Path file = settings.hub();
        return file == null ? copy(intercom, warehouse) : copyThroughHub(intercom, file, warehouse);
    }

    private int copy(IntercomClient intercom, JdbcSink warehouse) {
        warehouse.liveRows("", IntercomCollection.TAGS); // a warehouse that cannot be opened costs no request
        SourceRun source = new SourceRun(settings, arguments.isFullRefresh(), screen, stop, intercom, warehouse);
        source.plan();
        screen.print("Writing to " + settings.secrets().place() + ", schema " + settings.schema() + ".\n");
        return new RunClock(settings, screen).run(() -> withExample(source.run()));
    }

    /** A warehouse that is down holds up no source run, so nothing is asked of it before. */
    private int copyThroughHub(IntercomClient intercom, Path file, JdbcSink warehouse) {
        try (Hub hub = Hub.builder(file).build()) {
            hub.status(); // a file that cannot be opened costs no request
            SourceRun source = new SourceRun(settings, arguments.isFullRefresh(), screen, stop, intercom, hub);
            source.plan();
            screen.print("Reading into the hub " + file + ", then writing to "
                    + settings.secrets().place() + ", schema " + settings.schema() + ".\n");
            WarehouseRun flush = new WarehouseRun(settings, screen, stop, hub, warehouse);
            return new RunClock(settings, screen).run(source::run, flush::run, this::withExample);
        }
    }

    /** Prints the advice and, when everything is stored for the first time, the result of an example query. */
    private RunOutcome withExample(RunOutcome outcome) {
        screen.print(outcome.advice());
        if (outcome == RunOutcome.COMPLETE && !isExampleShown) {
            isExampleShown = true;
            screen.print("For example:\n\n" + settings.secrets().hide(new ExampleQuery(settings).show()));
        }
        return outcome;
    }
}
