package io.intercomsync.jdbc.engines;

import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.IntercomClient;
import io.intercomsync.SyncEngine;
import io.intercomsync.fake.FakeIntercom;
import io.intercomsync.jdbc.JdbcSink;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that is killed at any moment, and run again until it comes to its end. */
class CrashTest {
    private static final int KILLS = 2;
    private static final int LONGEST_LIFE = 2_000;

    private final String schema = Database.newSchema();
    private final FakeIntercom fake = FakeIntercom.builder()
            .unthrottled()
            .latency(Duration.ofMillis(15))
            .contacts(1_200)
            .companies(150)
            .conversations(150)
            .start();

    @AfterEach
    void close() {
        fake.close();
    }

    /** The program. */
    public static void main(String[] arguments) {
        try (IntercomClient client = IntercomClient.builder(arguments[0])
                        .baseUrl(URI.create(arguments[1]))
                        .build();
                JdbcSink sink =
                        JdbcSink.builder(arguments[2]).schema(arguments[3]).build()) {
            SyncEngine.builder(client, sink).build().sync();
        }
    }

    @Test
    void duckdb_holds_everything_once_after_kills(@TempDir Path folder) throws Exception {
        String url = "jdbc:duckdb:" + folder.resolve("crash.duckdb");

        killAndFinish(url);

        Workspaces.assertSame(fake, new StoredRows(url, schema));
    }

    @Test
    void postgresql_holds_everything_once_after_kills() throws Exception {
        String url = Database.POSTGRESQL.url();

        killAndFinish(url);

        Workspaces.assertSame(fake, new StoredRows(url, schema));
    }

    private void killAndFinish(String url) throws IOException, InterruptedException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < KILLS; i++) {
            Process process = run(url);
            if (!process.waitFor(500 + random.nextInt(LONGEST_LIFE), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        }
        assertThat(run(url).waitFor()).as("exit code; seed " + seed).isZero();
    }

    private Process run(String url) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        java,
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CrashTest.class.getName(),
                        fake.token(),
                        fake.url(),
                        url,
                        schema)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.appendTo(new File("target/crash-test.log")))
                .start();
    }
}
