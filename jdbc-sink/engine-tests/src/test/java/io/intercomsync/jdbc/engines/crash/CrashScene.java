package io.intercomsync.jdbc.engines.crash;

import io.intercomsync.IntercomClient;
import io.intercomsync.SyncEngine;
import io.intercomsync.fake.FakeIntercom;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.engines.crash.DoomedCopy.Moment;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import io.intercomsync.jdbc.engines.workspace.WorkspaceComparison;
import io.intercomsync.jdbc.engines.workspace.WorkspaceTurns;
import io.intercomsync.jdbc.testkit.internal.StoredTables;
import io.intercomsync.report.SyncReport;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A workspace, a database, and programs that copy the one into the other. */
final class CrashScene implements AutoCloseable {
    /** The exit code of a program that was killed. */
    static final int SIGKILLED = 128 + 9;

    private final CrashWork work;
    private final TestDatabase database;
    private final Path folder;
    private final FakeIntercom fake;
    private final WorkspaceTurns turns;
    private String schema = "";
    private String url = "";

    /** @param folder where files of databases may be made */
    CrashScene(CrashWork work, TestDatabase database, Path folder, Clock clock) {
        this.work = work;
        this.database = database;
        this.folder = folder;
        this.fake = work.workspace(clock);
        this.turns = new WorkspaceTurns(fake);
        moveOn();
        if (work != CrashWork.FIRST_COPY) {
            run();
        }
    }

    /** Gives the next run something to do. */
    void prepare() {
        switch (work) {
            case FIRST_COPY -> moveOn();
            case CHANGES -> turns.change();
            case SWEEP -> turns.changeAndRemove();
        }
        fake.forgetRequests();
    }

    /**
     * Begins an empty copy. In DuckDB and SQLite it has a file of its own: one that every copy had left its tables in would take longer to
     * open each time.
     */
    private void moveOn() {
        schema = TestDatabase.newSchema();
        url = switch (database) {
            case DUCKDB -> "jdbc:duckdb:" + folder.resolve(schema + ".duckdb");
            case SQLITE -> "jdbc:sqlite:" + folder.resolve(schema + ".db");
            default -> database.url();
        };
    }

    /** Returns how many requests there were since the preparation. */
    long requests() {
        return fake.requestCount();
    }

    /** Starts a program that halts when it comes to that moment for the n-th time. */
    Process start(Moment moment, int times) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        java,
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DoomedCopy.class.getName(),
                        fake.token(),
                        fake.url(),
                        url,
                        schema,
                        work.name(),
                        moment.name(),
                        Integer.toString(times))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.appendTo(new File("target/crash-test.log")))
                .start();
    }

    /** Starts a program that is killed so many milliseconds after its n-th request. */
    Process startAndKill(int request, int millis) throws IOException {
        CompletableFuture<Process> victim = new CompletableFuture<>();
        AtomicInteger left = new AtomicInteger(request);
        fake.beforeEach(any -> {
            if (left.decrementAndGet() == 0) {
                CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS)
                        .execute(() -> victim.join().destroyForcibly());
            }
        });
        Process program = start(Moment.AFTER_COMMIT, Integer.MAX_VALUE);
        victim.complete(program);
        return program;
    }

    /** A run that nobody disturbs. */
    SyncReport run() {
        fake.beforeEach(any -> {});
        try (IntercomClient client = IntercomClient.builder(fake.token())
                        .baseUrl(URI.create(fake.url()))
                        .build();
                JdbcSink sink = JdbcSink.builder(url).schema(schema).build()) {
            return SyncEngine.builder(client, sink)
                    .sweepInterval(work.sweepInterval())
                    .build()
                    .sync();
        }
    }

    /** Compares all rows with what the workspace holds. */
    void assertSame() throws SQLException {
        Connection first =
                DriverManager.getConnection(url); // DuckDB closes a file with its last one, and opens it slowly
        try {
            WorkspaceComparison.assertSame(fake, new StoredTables(url, schema));
        } finally {
            first.close();
        }
    }

    @Override
    public void close() {
        fake.close();
    }
}
