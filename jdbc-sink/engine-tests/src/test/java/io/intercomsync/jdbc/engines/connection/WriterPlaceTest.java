package io.intercomsync.jdbc.engines.connection;

import static io.intercomsync.collection.IntercomCollection.TAGS;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.changes;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.tag;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.intercomsync.IntercomClient;
import io.intercomsync.SyncEngine;
import io.intercomsync.error.SinkException;
import io.intercomsync.error.SyncFailedException;
import io.intercomsync.fake.FakeIntercom;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.engines.fixture.LoggedWarnings;
import io.intercomsync.jdbc.engines.fixture.OwnSchema;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import io.intercomsync.jdbc.engines.fixture.WrappedSource;
import io.intercomsync.report.Status;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.h2.tools.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** K98: a run waits once for the writer's place, gives it back at its end, and is named to those who wait. */
class WriterPlaceTest {
    private static final Duration SHORT = Duration.ofMillis(300);

    @RegisterExtension
    final OwnSchema schema = new OwnSchema();

    private final FakeIntercom fake =
            FakeIntercom.builder().unthrottled().contacts(30).conversations(5).start();
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

    @Test
    void a_run_waits_once_and_reads_nothing_before() {
        schema.sink(TestDatabase.POSTGRESQL).write(changes(tag("1", "x")));
        JdbcSink second = schema.open(schema.in(TestDatabase.POSTGRESQL).writerWait(SHORT));
        try (LoggedWarnings warnings = new LoggedWarnings(said -> {})) {
            SyncFailedException failure = catchThrowableOfType(
                    SyncFailedException.class, () -> engine(second).sync());

            assertThat(failure.report().collections())
                    .hasSize(9)
                    .allSatisfy(each -> assertThat(each.status()).isEqualTo(Status.FAILED));
            assertThat(failure.report().toTable()).contains("Another run has the place of the writer");
            assertThat(fake.requests()).hasSize(1);
            assertThat(warnings.said())
                    .filteredOn(said -> said.startsWith("Waiting for"))
                    .hasSize(1);
        }
    }

    @Test
    void a_place_that_is_lost_in_a_run_is_waited_for_once() throws SQLException {
        AtomicReference<Connection> writing = new AtomicReference<>();
        JdbcSink sink =
                schema.open(JdbcSink.builder(new WrappedSource(TestDatabase.POSTGRESQL, (connection, method) -> {
                            if (method.equals("commit")) {
                                writing.set(connection);
                            }
                        }))
                        .schema(schema.toString())
                        .writerWait(SHORT));
        sink.beginRun("w1");
        sink.write(changes(tag("1", "x")));
        writing.get().close();
        schema.sink(TestDatabase.POSTGRESQL).write(changes(tag("2", "x")));
        try (LoggedWarnings warnings = new LoggedWarnings(said -> {})) {
            for (int unit = 0; unit < 5; unit++) {
                assertThatThrownBy(() -> sink.write(changes(tag("1", "y")))).hasMessageContaining("Another run has");
            }

            assertThat(warnings.said())
                    .filteredOn(said -> said.startsWith("Waiting for"))
                    .hasSize(1);
        }
    }

    @Test
    void an_engine_between_two_runs_is_in_nobodys_way() {
        JdbcSink sleeping =
                schema.open(JdbcSink.builder(TestDatabase.POSTGRESQL.url() + "&ApplicationName=of_" + schema)
                        .schema(schema.toString()));
        assertThat(engine(sleeping).sync().isComplete()).isTrue();

        assertThat(TestDatabase.POSTGRESQL.query(
                        "SELECT pid FROM pg_stat_activity WHERE application_name LIKE 'of_" + schema + " %'"))
                .isEmpty();
        JdbcSink other = schema.open(schema.in(TestDatabase.POSTGRESQL).writerWait(Duration.ZERO));
        other.write(changes(workspace(), List.of(), tag("1", "x")));
        other.close();
        assertThat(engine(sleeping).sync().isComplete()).isTrue();
    }

    private String workspace() {
        return (String) TestDatabase.POSTGRESQL
                .query("SELECT workspace FROM \"" + schema + "\".\"_intercom_sync_checkpoints\"")
                .get(0);
    }

    @Test
    void a_plan_takes_no_place_and_waits_for_none() {
        JdbcSink writing = schema.sink(TestDatabase.POSTGRESQL);
        assertThat(engine(writing).sync().isComplete()).isTrue();
        writing.write(changes(workspace(), List.of(), tag("1", "x")));
        JdbcSink planning = schema.open(schema.in(TestDatabase.POSTGRESQL).writerWait(Duration.ZERO));

        assertThat(engine(planning).plan().feeds()).isNotEmpty();
    }

    @Test
    void the_holder_is_named_and_the_message_says_if_it_is_writing() {
        AtomicReference<JdbcSink> second = new AtomicReference<>();
        AtomicReference<String> whileWriting = new AtomicReference<>();
        AtomicBoolean isArmed = new AtomicBoolean();
        JdbcSink first = schema.open(JdbcSink.builder(new WrappedSource(
                        () -> DriverManager.getConnection(TestDatabase.POSTGRESQL.url() + "&ApplicationName=support"),
                        (connection, method) -> {
                            if (method.equals("commit") && isArmed.getAndSet(false)) {
                                whileWriting.set(refusal(second.get()));
                            }
                        }))
                .schema(schema.toString()));
        second.set(schema.open(schema.in(TestDatabase.POSTGRESQL).writerWait(SHORT)));
        first.write(changes(tag("1", "x")));
        isArmed.set(true);

        first.write(changes(tag("1", "y")));

        String process = "support, process " + ProcessHandle.current().pid() + " on the host ";
        String since = "has held it since 20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\dZ, and is ";
        assertThat(whileWriting.get())
                .contains(process)
                .contains("(127.0.0.1), session")
                .containsPattern(since + "writing");
        assertThat(refusal(second.get())).contains(process).containsPattern(since + "not writing at this moment");
    }

    private static String refusal(JdbcSink sink) {
        return catchThrowableOfType(SinkException.class, () -> sink.write(changes(tag("2", "x"))))
                .getMessage();
    }

    @ParameterizedTest
    @ValueSource(strings = {"statement_timeout=100", "lock_timeout=100"})
    void a_bound_of_the_server_does_not_strike_while_the_place_is_waited_for(String bound) {
        schema.sink(TestDatabase.POSTGRESQL).write(changes(tag("1", "x")));
        JdbcSink second = schema.open(
                JdbcSink.builder(TestDatabase.POSTGRESQL.url() + "&options=-c%20" + bound.replace("=", "%3D"))
                        .schema(schema.toString())
                        .writerWait(SHORT));

        assertThat(refusal(second)).contains("Another run has the place of the writer", "for 0.3 s");
    }

    @Test
    void an_interrupt_ends_the_wait() {
        schema.sink(TestDatabase.POSTGRESQL).write(changes(tag("1", "x")));
        JdbcSink second = schema.open(schema.in(TestDatabase.POSTGRESQL).writerWait(Duration.ofDays(24)));
        Thread waiting = Thread.currentThread();
        try (LoggedWarnings warnings = new LoggedWarnings(said -> waiting.interrupt())) {
            assertThat(refusal(second)).contains("Interrupted while waiting: Another run has the place");
            assertThat(warnings.said()).hasSize(1);
        }
        assertThat(Thread.interrupted()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:duckdb:", "jdbc:h2:mem:outlives"})
    void a_database_in_memory_outlives_the_run(String url) {
        JdbcSink sink = schema.open(JdbcSink.builder(url).schema(schema.toString()));

        assertThat(engine(sink).sync().isComplete()).isTrue();

        assertThat(engine(sink).sync().collections())
                .allSatisfy(each -> assertThat(each.changed()).isZero());
    }

    @Test
    void a_database_in_the_memory_of_a_server_stays_open() throws SQLException {
        Server server = Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
        try {
            a_database_in_memory_outlives_the_run("jdbc:h2:tcp://localhost:" + server.getPort() + "/mem:outlives");
        } finally {
            server.stop();
        }
    }

    @Test
    void a_run_begins_although_the_connection_of_an_earlier_write_is_gone() throws SQLException {
        AtomicReference<Connection> writing = new AtomicReference<>();
        JdbcSink sink =
                schema.open(JdbcSink.builder(new WrappedSource(TestDatabase.POSTGRESQL, (connection, method) -> {
                            if (method.equals("commit")) {
                                writing.set(connection);
                            }
                        }))
                        .schema(schema.toString())
                        .workspaceColumn());
        sink.write(changes(tag("1", "x")));
        writing.get().close();

        sink.beginRun("w2");

        sink.write(changes("w2", List.of(), tag("2", "x")));
        assertThat(sink.liveRows("w2", TAGS)).isEqualTo(1);
    }

    @Test
    void a_file_is_free_between_two_runs(@TempDir Path folder) throws SQLException {
        String url = "jdbc:duckdb:" + folder.resolve("w.duckdb");
        JdbcSink sink = schema.open(JdbcSink.builder(url).schema(schema.toString()));
        assertThat(engine(sink).sync().isComplete()).isTrue();
        Properties readOnly = new Properties();
        readOnly.setProperty("duckdb.read_only", "true"); // refused while the file is open for writing

        try (Connection other = DriverManager.getConnection(url, readOnly)) {
            assertThat(other.isReadOnly()).isTrue();
        }

        assertThat(engine(sink).sync().isComplete()).isTrue();
    }
}
