package io.intercomsync.jdbc.engines.connection;

import static io.intercomsync.jdbc.testkit.internal.TestChanges.changes;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.tag;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.intercomsync.IntercomClient;
import io.intercomsync.SyncEngine;
import io.intercomsync.error.SyncFailedException;
import io.intercomsync.fake.FakeIntercom;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.engines.fixture.LoggedWarnings;
import io.intercomsync.jdbc.engines.fixture.OwnSchema;
import io.intercomsync.jdbc.engines.fixture.PlaceHolder;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import io.intercomsync.jdbc.engines.fixture.WrappedSource;
import io.intercomsync.report.Status;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** K98: on every database a run waits once for the writer's place, and an engine between two runs is in nobody's way. */
class IdleWriterTest {
    private static final Duration SHORT = Duration.ofMillis(300);

    @RegisterExtension
    final OwnSchema schema = new OwnSchema();

    private final FakeIntercom fake =
            FakeIntercom.builder().unthrottled().contacts(10).conversations(2).start();
    private final IntercomClient client =
            IntercomClient.builder(fake.token()).baseUrl(URI.create(fake.url())).build();

    @AfterEach
    void close() {
        client.close();
        fake.close();
    }

    private SyncEngine engine(JdbcSink sink) {
        return SyncEngine.builder(client, sink).build();
    }

    private void assertWaitsOnce(JdbcSink waiting, String words) {
        try (LoggedWarnings warnings = new LoggedWarnings(said -> {})) {
            SyncFailedException failure = catchThrowableOfType(
                    SyncFailedException.class, () -> engine(waiting).sync());

            assertThat(failure.report().collections())
                    .hasSize(9)
                    .allSatisfy(each -> assertThat(each.status()).isEqualTo(Status.FAILED));
            assertThat(failure.report().toTable()).contains(words);
            assertThat(fake.requests()).hasSize(1);
            assertThat(warnings.said())
                    .filteredOn(said -> said.startsWith("Waiting for"))
                    .hasSizeLessThan(2); // to load a native library may take as long as the whole wait
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"MARIADB", "SQLITE"})
    void a_run_waits_once_and_reads_nothing_before(TestDatabase database) {
        schema.sink(database).write(changes(tag("1", "x")));

        assertWaitsOnce(schema.open(schema.in(database).writerWait(SHORT)), "Another run has the place of the writer");
    }

    @ParameterizedTest
    @CsvSource({"jdbc:duckdb:, w.duckdb, true", "jdbc:h2:, w, false", "jdbc:sqlite:, w.db, true"})
    void a_run_waits_once_for_a_file_that_another_process_has(
            String driver, String name, boolean isNamed, @TempDir Path folder) throws Exception {
        String url = driver + folder.resolve(name);
        Process other = PlaceHolder.start(url);
        try {
            assertThat(other.inputReader().readLine()).isEqualTo("written");

            assertWaitsOnce(
                    schema.open(JdbcSink.builder(url).writerWait(SHORT)),
                    isNamed ? String.valueOf(other.pid()) : "Another");
        } finally {
            other.destroyForcibly();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB", "SQLITE"})
    void an_engine_between_two_runs_has_no_place_and_no_session(TestDatabase database) {
        List<Connection> opened = Collections.synchronizedList(new ArrayList<>());
        JdbcSink sleeping = schema.open(JdbcSink.builder(new WrappedSource(
                        () -> {
                            Connection connection = database.connect();
                            opened.add(connection);
                            return connection;
                        },
                        (connection, method) -> {}))
                .workspaceColumn()
                .schema(schema.toString()));
        assertThat(engine(sleeping).sync().isComplete()).isTrue();

        assertThat(opened)
                .isNotEmpty()
                .allSatisfy(each -> assertThat(each.isClosed()).isTrue());
        try (JdbcSink other =
                schema.in(database).workspaceColumn().writerWait(Duration.ZERO).build()) {
            other.write(changes(tag("1", "x")));
        }
        assertThat(engine(sleeping).sync().isComplete()).isTrue();
    }

    @Test
    void a_file_of_h2_is_free_between_two_runs(@TempDir Path folder) throws Exception {
        JdbcSink sink = schema.open(JdbcSink.builder("jdbc:h2:" + folder.resolve("w")));
        assertThat(engine(sink).sync().isComplete()).isTrue();

        try (FileChannel file = FileChannel.open(folder.resolve("w.mv.db"), StandardOpenOption.WRITE);
                FileLock lock = file.tryLock()) { // throws if this process has it
            assertThat(lock).isNotNull();
        }

        assertThat(engine(sink).sync().isComplete()).isTrue();
    }
}
