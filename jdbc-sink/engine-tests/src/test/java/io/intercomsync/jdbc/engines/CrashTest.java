package io.intercomsync.jdbc.engines;

import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.IntercomClient;
import io.intercomsync.SyncEngine;
import io.intercomsync.fake.FakeIntercom;
import io.intercomsync.fake.Resource;
import io.intercomsync.jdbc.JdbcSink;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A program that is killed at any moment, and run again until it comes to its end: while it reads everything, and while it
 * takes in changes and sweeps. {@code -Dcrash.kills=50} kills it that often in each of the two, on each database.
 */
class CrashTest {
    private static final int KILLS = Integer.getInteger("crash.kills", 1);
    private static final int LONGEST_LIFE = 2_000;

    private final String schema = Database.newSchema();
    private final FakeIntercom fake = FakeIntercom.builder()
            .unthrottled()
            .latency(Duration.ofMillis(15))
            .contacts(1_200)
            .companies(KILLS > 1 ? 150 : 0) // one killed in mid-scroll makes the next run wait for a minute
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
            SyncEngine.builder(client, sink)
                    .sweepInterval(Duration.ZERO)
                    .build()
                    .sync();
        }
    }

    @Test
    void duckdb_holds_everything_once_after_kills(@TempDir Path folder) throws Exception {
        String url = "jdbc:duckdb:" + folder.resolve("crash.duckdb");

        killAndFinish(url);
        edit();
        killAndFinish(url);

        Workspaces.assertSame(fake, new StoredRows(url, schema));
    }

    @Test
    void postgresql_holds_everything_once_after_kills() throws Exception {
        String url = Database.POSTGRESQL.url();

        killAndFinish(url);
        edit();
        killAndFinish(url);

        Workspaces.assertSame(fake, new StoredRows(url, schema));
    }

    /** Something of everything that a run takes in. Who goes is in no company, which would leave the lists with the last one. */
    private void edit() {
        List<String> contacts =
                ids(fake.truth().contacts().filter(contact -> List.of().equals(contact.get("companies"))));
        List<String> conversations = ids(fake.truth().conversations());
        contacts.subList(0, 20).forEach(id -> fake.delete(Resource.CONTACTS, id));
        fake.merge(contacts.get(20), contacts.get(21));
        contacts.subList(30, 200).forEach(id -> fake.contact(id, Map.of("name", "changed")));
        conversations.subList(0, 20).forEach(id -> fake.delete(Resource.CONVERSATIONS, id));
        conversations.subList(20, 100).forEach(id -> fake.addPart(id, Map.of("body", "new")));
        fake.contact("brand new").conversation("brand new");
    }

    private static List<String> ids(Stream<Map<String, Object>> objects) {
        return objects.map(object -> String.valueOf(object.get("id"))).toList();
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
