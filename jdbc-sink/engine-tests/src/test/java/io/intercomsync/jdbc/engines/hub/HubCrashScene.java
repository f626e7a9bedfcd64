package io.intercomsync.jdbc.engines.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.IntercomClient;
import io.intercomsync.SyncEngine;
import io.intercomsync.fake.FakeIntercom;
import io.intercomsync.hub.Hub;
import io.intercomsync.jdbc.engines.fixture.AdvancedClock;
import io.intercomsync.jdbc.engines.workspace.WorkspaceTurns;
import io.intercomsync.report.FlushReport;
import io.intercomsync.report.Status;
import io.intercomsync.report.SyncReport;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A workspace, a hub, a warehouse, and programs that are killed while they fill the hub or flush it. */
final class HubCrashScene implements AutoCloseable {
    private static final int SIGKILLED = 128 + 9;

    private final HubWarehouse.Kind kind;
    private final Path folder;
    private final AdvancedClock clock = new AdvancedClock();
    private final FakeIntercom fake;
    private final WorkspaceTurns turns;
    private HubWarehouse warehouse;
    private Path file;
    private int hubs;

    HubCrashScene(HubWarehouse.Kind kind, Path folder) {
        this.kind = kind;
        this.folder = folder;
        fake = FakeIntercom.builder()
                .unthrottled()
                .fast()
                .clock(clock)
                .contacts(400)
                .companies(120)
                .conversations(120)
                .start();
        turns = new WorkspaceTurns(fake);
        warehouse = HubWarehouse.empty(kind, folder);
        file = folder.resolve("0.hub");
    }

    void change() {
        turns.changeAndRemove();
    }

    void beginNewWarehouse() {
        warehouse = HubWarehouse.empty(kind, folder);
    }

    void beginNewHub() {
        file = folder.resolve(++hubs + ".hub");
        if (kind == HubWarehouse.Kind.FILES) {
            beginNewWarehouse(); // a sink that cannot be read back keeps what was removed before the new hub
        }
    }

    /** Starts a program and kills it so many milliseconds after it has said that word. Returns whether the kill came in time. */
    boolean kill(String word, int millis) throws Exception {
        Process program = start();
        try (BufferedReader said = program.inputReader(StandardCharsets.UTF_8)) {
            String line = said.readLine();
            while (line != null && !line.equals(word)) {
                line = said.readLine();
            }
            CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS).execute(program::destroyForcibly);
            int exit = program.waitFor();
            assertThat(exit).as("exit code; see target/hub-crash-test.log").isIn(0, SIGKILLED);
            clock.putForward(Duration.ofSeconds(61)); // a scroll that it left open is dead
            return exit == SIGKILLED;
        }
    }

    private Process start() throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        java,
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DoomedHub.class.getName(),
                        fake.token(),
                        fake.url(),
                        file.toString(),
                        warehouse.url(),
                        warehouse.schema())
                .redirectError(ProcessBuilder.Redirect.appendTo(new File("target/hub-crash-test.log")))
                .start();
    }

    /** Makes a source run and a flush that nobody disturbs; then the warehouse holds what the workspace holds. */
    void finish(String story) throws SQLException {
        try (IntercomClient client = IntercomClient.builder(fake.token())
                        .baseUrl(URI.create(fake.url()))
                        .build();
                Hub hub = Hub.builder(file).build()) {
            SyncReport run = SyncEngine.builder(client, hub)
                    .sweepInterval(Duration.ZERO)
                    .build()
                    .sync();
            assertThat(run.status()).as("%s%n%s", story, run.toTable()).isEqualTo(Status.COMPLETE);
            FlushReport flush = warehouse.flush(hub);
            assertThat(flush.status()).as("%s%n%s", story, flush.toTable()).isEqualTo(Status.COMPLETE);
        }
        warehouse.assertSame(fake);
    }

    @Override
    public void close() {
        fake.close();
    }
}
