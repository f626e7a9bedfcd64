package io.intercomsync.quickstart;

import io.intercomsync.ApiVersion;
import io.intercomsync.IntercomClient;
import io.intercomsync.SyncEngine;
import io.intercomsync.error.SyncFailedException;
import io.intercomsync.fake.FakeIntercom;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.report.CollectionReport;
import io.intercomsync.report.SyncReport;
import java.io.PrintStream;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Copies an Intercom workspace into a warehouse. Without an access token it copies the bundled fake workspace, so it runs
 * on any machine without an account. Everything is set by environment variables; the README lists them.
 */
public final class Quickstart {
    /** Everything is stored. */
    static final int COMPLETE = 0;
    /** Nothing could be stored. */
    static final int NOTHING_STORED = 1;
    /** Something is stored, but not all. */
    static final int NOT_COMPLETE = 2;

    private final Settings settings;
    private final PrintStream out;

    Quickstart(Settings settings, PrintStream out) {
        this.settings = settings;
        this.out = out;
    }

    /** Runs it and ends the process with 0 if all is stored, 1 if nothing is, and 2 for anything between. */
    public static void main(String[] arguments) {
        System.exit(run(System.getenv(), System.out));
    }

    static int run(Map<String, String> environment, PrintStream out) {
        try {
            return new Quickstart(Settings.of(environment), out).sync();
        } catch (RuntimeException e) {
            out.println(e.getMessage());
            return NOTHING_STORED;
        }
    }

    private int sync() {
        if (settings.token() != null) {
            return sync(settings.token(), settings.baseUrl());
        }
        out.println("INTERCOM_ACCESS_TOKEN is not set: reading the bundled fake Intercom");
        try (FakeIntercom fake = FakeIntercom.builder()
                .contacts(4_000)
                .companies(350)
                .conversations(3_000)
                .withoutJournal()
                .start()) {
            return sync(fake.token(), fake.url());
        }
    }

    private int sync(String token, @Nullable String baseUrl) {
        IntercomClient.Builder client = IntercomClient.builder(token);
        if (baseUrl != null) {
            client.baseUrl(URI.create(baseUrl));
        }
        if (settings.apiVersion() != null) {
            client.apiVersion(ApiVersion.of(settings.apiVersion()));
        }
        JdbcSink.Builder sink = JdbcSink.builder(settings.jdbcUrl()).schema(settings.schema());
        if (settings.user() != null) {
            sink.user(settings.user());
        }
        if (settings.password() != null) {
            sink.password(settings.password());
        }
        SyncReport report;
        try (IntercomClient intercom = client.build();
                JdbcSink warehouse = sink.build()) {
            report = sync(intercom, warehouse);
        }
        return show(report);
    }

    private SyncReport sync(IntercomClient intercom, JdbcSink warehouse) {
        ProgressLine progress = new ProgressLine(out, isTerminal());
        SyncEngine engine = SyncEngine.builder(intercom, warehouse)
                .collections(settings.collections())
                .listener(progress)
                .build();
        try {
            return engine.sync();
        } catch (SyncFailedException e) {
            return e.report();
        } finally {
            progress.end();
        }
    }

    @SuppressWarnings("SystemConsoleNull") // newer Javas have a console everywhere, so TERM is asked too
    private static boolean isTerminal() {
        return System.console() != null && System.getenv("TERM") != null;
    }

    private int show(SyncReport report) {
        out.println(report.toTable());
        if (report.isComplete()) {
            out.println("All of it is in " + settings.jdbcUrl() + ", schema " + settings.schema() + ". For example:");
            out.println();
            new ExampleQuery(settings).show(out);
            return COMPLETE;
        }
        boolean nothing =
                report.collections().stream().mapToLong(CollectionReport::rows).sum() == 0;
        out.println(
                nothing
                        ? "Nothing could be stored. Mend what is said above and run it again."
                        : "What could be stored is stored. Mend what is said above and run it again: it goes on from there.");
        return nothing ? NOTHING_STORED : NOT_COMPLETE;
    }
}
