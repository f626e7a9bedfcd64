package io.intercomsync.jdbc.engines.connection;

import static io.intercomsync.collection.IntercomCollection.CONTACTS;
import static io.intercomsync.collection.IntercomCollection.TAGS;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.T1;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.T2;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.changes;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.row;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.tag;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.IntercomClient;
import io.intercomsync.SyncEngine;
import io.intercomsync.collection.Row;
import io.intercomsync.error.SinkException;
import io.intercomsync.fake.FakeIntercom;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.engines.crash.CrashWork;
import io.intercomsync.jdbc.engines.fixture.OwnSchema;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import io.intercomsync.jdbc.engines.fixture.WrappedSource;
import io.intercomsync.jdbc.engines.workspace.WorkspaceComparison;
import io.intercomsync.jdbc.testkit.internal.StoredTables;
import io.intercomsync.report.SyncReport;
import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * K98, K100: PostgreSQL through PgBouncer. Its pools drop the statements that the driver prepared, which carry the same names in
 * each session, and reset nothing else: a setting, a lock or a table that the sink leaves behind would be seen.
 */
class PgBouncerTest {
    @RegisterExtension
    final OwnSchema schema = new OwnSchema();

    private PgBouncer bouncer;

    @BeforeEach
    void start() throws IOException {
        bouncer = PgBouncer.start();
    }

    @AfterEach
    void stop() throws IOException {
        if (bouncer != null) {
            bouncer.close();
        }
    }

    private JdbcSink sink(String mode) {
        return schema.open(
                JdbcSink.builder(bouncer.url(mode)).schema(schema.toString()).writerWait(Duration.ZERO));
    }

    @Test
    void whole_runs_are_stored_where_a_session_keeps_its_server_connection() throws SQLException {
        try (FakeIntercom fake = CrashWork.SWEEP.workspace(Clock.systemUTC());
                IntercomClient client = IntercomClient.builder(fake.token())
                        .baseUrl(URI.create(fake.url()))
                        .build()) {
            SyncEngine engine = SyncEngine.builder(client, sink("session"))
                    .sweepInterval(Duration.ZERO)
                    .maxConcurrentCalls(2) // the pool has few connections
                    .build();
            for (int run = 0; run < 2; run++) {
                SyncReport report = engine.sync();

                assertThat(report.isComplete()).as(report.toTable()).isTrue();
            }
            WorkspaceComparison.assertSame(fake, new StoredTables(TestDatabase.POSTGRESQL.url(), schema.toString()));
        }
        assertThat(left("session")).isEmpty();
    }

    @Test
    void a_second_writer_finds_the_place_taken() {
        sink("session").write(changes(tag("1", "x")));

        assertThatThrownBy(() -> sink("session").write(changes(tag("2", "x"))))
                .isInstanceOf(SinkException.class)
                .hasMessageContaining("Another run has the place of the writer")
                .hasMessageContaining(
                        "intercom-sync, process " + ProcessHandle.current().pid());
    }

    @Test
    void a_pool_of_transactions_is_refused_when_the_sink_is_opened() throws SQLException {
        JdbcSink sink = sink("transaction");

        assertThatThrownBy(() -> sink.beginRun("w1"))
                .isInstanceOf(SinkException.class)
                .hasMessageContaining("gives out server connections for single transactions")
                .hasMessageContaining("pool_mode = session");
        assertThatThrownBy(() -> sink.write(changes(tag("1", "x")))).hasMessageContaining("pool_mode = session");

        sink.endRun();
        assertThat(left("transaction")).isEmpty();
        assertThat(schema.rows(TestDatabase.POSTGRESQL, TAGS)).isEmpty();
    }

    @Test
    void a_pool_of_statements_is_refused_in_its_own_words() {
        assertThatThrownBy(() -> sink("statement").beginRun("w1"))
                .isInstanceOf(SinkException.class)
                .hasMessageStartingWith("Cannot connect to the database: ")
                .hasMessageContaining("statement pooling");
    }

    @Test
    void history_attributes_views_and_lost_connections_work_where_a_session_keeps_its_server_connection()
            throws SQLException {
        AtomicBoolean cuts = new AtomicBoolean();
        WrappedSource source =
                new WrappedSource(() -> DriverManager.getConnection(bouncer.url("session")), (connection, method) -> {
                    if (method.equals("commit") && cuts.getAndSet(false)) {
                        cut(connection);
                    }
                });
        JdbcSink sink =
                schema.open(JdbcSink.builder(source).schema(schema.toString()).history(USERS));
        sink.write(changes(person(T1, "{\"n\":1}")));
        cuts.set(true);

        sink.write(changes(person(T2, "{\"n\":2,\"city\":\"Oslo\"}"), row(CONTACTS, Map.of("id", "2"))));

        assertThat(cuts).isFalse();
        assertThat(TestDatabase.POSTGRESQL.query(
                        "SELECT concat(\"custom_attributes_n\", ' ', \"custom_attributes_city\","
                                + " ' ', \"is_current\") FROM " + schema.table("users_history")
                                + " ORDER BY \"valid_from\""))
                .containsExactly("1  f", "2 Oslo t");
        assertThat(TestDatabase.POSTGRESQL.query("SELECT \"id\" FROM " + schema.table("people")))
                .containsExactlyInAnyOrder("1", "2");
        sink.close();
        assertThat(left("session")).isEmpty();
    }

    /** Ends the session of the server. The number that the driver knows is PgBouncer's own. */
    private static void cut(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
            row.next();
            TestDatabase.POSTGRESQL.execute("SELECT pg_terminate_backend(" + row.getInt(1) + ", 5000)");
        }
    }

    private static Row person(Instant version, String attributes) {
        return row(USERS, Map.of("id", "1", "updated_at", version, "custom_attributes", attributes));
    }

    /** Returns what a sink has left in the pool's server sessions: locks, temporary tables and its lock_timeout. */
    private List<String> left(String mode) throws SQLException {
        List<String> left = new ArrayList<>();
        List<Connection> all = new ArrayList<>();
        try {
            for (int i = 0; i < 5; i++) {
                Connection connection = DriverManager.getConnection(bouncer.url(mode));
                all.add(connection);
                connection.setAutoCommit(false);
                try (Statement statement = connection.createStatement();
                        ResultSet rows = statement.executeQuery("SELECT relname FROM pg_class WHERE relnamespace ="
                                + " pg_my_temp_schema() UNION ALL SELECT mode FROM pg_locks WHERE locktype = 'advisory' AND"
                                + " pid = pg_backend_pid() UNION ALL SELECT current_setting('lock_timeout') WHERE"
                                + " current_setting('lock_timeout') <> '0'")) {
                    while (rows.next()) {
                        left.add(rows.getString(1));
                    }
                }
            }
        } finally {
            for (Connection connection : all) {
                connection.close();
            }
        }
        return left;
    }
}
