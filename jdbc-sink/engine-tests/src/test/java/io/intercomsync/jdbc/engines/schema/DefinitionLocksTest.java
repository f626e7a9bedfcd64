package io.intercomsync.jdbc.engines.schema;

import static io.intercomsync.collection.IntercomCollection.CONVERSATIONS;
import static io.intercomsync.collection.IntercomCollection.CONVERSATION_PARTS;
import static io.intercomsync.collection.IntercomCollection.TAGS;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.T1;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.changes;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.conversation;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.part;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.tag;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.error.SinkException;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.engines.fixture.LoggedWarnings;
import io.intercomsync.jdbc.engines.fixture.OwnSchema;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import io.intercomsync.jdbc.engines.fixture.WrappedSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** K99: the sink never waits for a lock for long, lets readers pass, and says who holds the lock. */
class DefinitionLocksTest {
    @RegisterExtension
    final OwnSchema schema = new OwnSchema();

    private JdbcSink withSetting(String setting) {
        return schema.open(JdbcSink.builder(TestDatabase.POSTGRESQL.url() + "&options=-c%20" + setting)
                .schema(schema.toString()));
    }

    @Test
    void a_definition_lets_readers_pass_and_is_done_once_the_table_is_free() throws Exception {
        JdbcSink sink = schema.sink(TestDatabase.POSTGRESQL);
        sink.write(changes(tag("1", "x")));
        sink.close();
        TestDatabase.POSTGRESQL.execute("ALTER TABLE " + schema.table(TAGS) + " DROP COLUMN name");
        try (Connection reader = TestDatabase.POSTGRESQL.connect();
                Statement reading = reader.createStatement()) {
            reader.setAutoCommit(false);
            reading.execute("SELECT * FROM " + schema.table(TAGS));
            List<Object> readBehind = new CopyOnWriteArrayList<>();
            try (LoggedWarnings warnings = new LoggedWarnings(said -> {
                readBehind.addAll(TestDatabase.POSTGRESQL.query("SELECT id FROM " + schema.table(TAGS)));
                rollBack(reader);
            })) {
                sink.write(changes(tag("1", "y")));

                assertThat(warnings.said()).hasSize(1);
                assertThat(warnings.said().get(0))
                        .contains("ADD COLUMN \"name\"", "Session ", "idle in transaction", "AccessShareLock on tags");
            }
            assertThat(readBehind).containsExactly("1");
        }
        assertThat(schema.rows(TestDatabase.POSTGRESQL, TAGS))
                .extracting(row -> row.value("name"))
                .containsExactly("y");
    }

    private static void rollBack(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void who_comes_while_a_definition_waits_is_served_within_seconds() throws Exception {
        JdbcSink sink = schema.sink(TestDatabase.POSTGRESQL);
        sink.write(changes(tag("1", "x")));
        sink.close();
        TestDatabase.POSTGRESQL.execute("ALTER TABLE " + schema.table(TAGS) + " DROP COLUMN name");
        CountDownLatch isWaiting = new CountDownLatch(1);
        JdbcSink defining =
                schema.open(JdbcSink.builder(new WrappedSource(TestDatabase.POSTGRESQL, (connection, method) -> {
                            if (method.equals("createStatement")) {
                                isWaiting.countDown();
                            }
                        }))
                        .schema(schema.toString()));
        try (Connection reader = TestDatabase.POSTGRESQL.connect();
                Statement reading = reader.createStatement()) {
            reader.setAutoCommit(false);
            reading.execute("SELECT * FROM " + schema.table(TAGS));
            Thread writer = new Thread(() -> defining.write(changes(tag("1", "y"))));
            writer.start();
            assertThat(isWaiting.await(30, TimeUnit.SECONDS)).isTrue();

            for (int i = 0; i < 20; i++) {
                TestDatabase.POSTGRESQL.execute(
                        "SET statement_timeout = 8000; SELECT count(*) FROM " + schema.table(TAGS));
            }

            reader.rollback();
            writer.join();
        }
        assertThat(schema.rows(TestDatabase.POSTGRESQL, TAGS)).hasSize(1);
    }

    @Test
    void an_index_that_cannot_be_made_now_stops_nobody() throws Exception {
        JdbcSink sink = schema.sink(TestDatabase.POSTGRESQL);
        sink.write(changes(conversation("c", T1), part("p", "c")));
        sink.close();
        TestDatabase.POSTGRESQL.execute("DROP INDEX \"" + schema + "\".\"conversation_parts_conversation_id_idx\"");
        try (Connection other = TestDatabase.POSTGRESQL.connect();
                Statement writing = other.createStatement();
                LoggedWarnings warnings = new LoggedWarnings(said -> {})) {
            other.setAutoCommit(false);
            writing.execute("LOCK TABLE " + schema.table(CONVERSATION_PARTS) + " IN ROW EXCLUSIVE MODE");

            sink.write(changes(conversation("c", T1), part("p", "c"), part("q", "c")));

            assertThat(warnings.said()).hasSize(1);
            assertThat(warnings.said().get(0)).contains("There is no index on");
        }
        assertThat(schema.rows(TestDatabase.POSTGRESQL, CONVERSATION_PARTS)).hasSize(2);
    }

    @Test
    void a_lock_timeout_that_strikes_is_told_with_the_session_that_holds_the_lock() throws Exception {
        JdbcSink sink = withSetting("lock_timeout%3D100");
        sink.write(changes(tag("1", "x")));
        try (Connection other = TestDatabase.POSTGRESQL.connect();
                Statement writing = other.createStatement()) {
            other.setAutoCommit(false);
            writing.execute("UPDATE " + schema.table(TAGS) + " SET name = 'y'");

            assertThatThrownBy(() -> sink.write(changes(tag("1", "z"))))
                    .isInstanceOf(SinkException.class)
                    .hasMessageContaining("Session ")
                    .hasMessageContaining("RowExclusiveLock on tags")
                    .hasMessageContaining("waits for a lock for 100ms at most (lock_timeout)");
        }
        sink.write(changes(tag("1", "z")));
    }

    @Test
    void K126_a_lock_on_one_table_holds_up_the_rows_of_others_once() throws Exception {
        schema.sink(TestDatabase.POSTGRESQL).write(changes(conversation("c", T1), tag("1", "x")));
        schema.afterEach(null);
        AtomicInteger queries = new AtomicInteger();
        JdbcSink sink = schema.open(JdbcSink.builder(new WrappedSource(
                        () -> DriverManager.getConnection(
                                TestDatabase.POSTGRESQL.url() + "&options=-c%20lock_timeout%3D100"),
                        (connection, method) -> {
                            if (method.equals("createArrayOf")) {
                                queries.incrementAndGet();
                            }
                        }))
                .schema(schema.toString()));
        try (Connection other = TestDatabase.POSTGRESQL.connect();
                Statement locking = other.createStatement();
                LoggedWarnings warnings = new LoggedWarnings(said -> queries.set(0))) {
            other.setAutoCommit(false);
            locking.execute("LOCK TABLE " + schema.table(CONVERSATIONS) + " IN ACCESS EXCLUSIVE MODE");
            sink.write(changes(tag("1", "y")));
            assertThat(warnings.said().toString()).contains("cannot look for the views", "again in the next run");

            sink.write(changes(tag("1", "z")));
        }
        assertThat(queries).hasValue(1); // for the stored rows; none for the views
    }

    @Test
    void a_statement_timeout_that_strikes_is_told_as_such() throws Exception {
        JdbcSink sink = withSetting("statement_timeout%3D300");
        sink.write(changes(tag("1", "x")));
        try (Connection other = TestDatabase.POSTGRESQL.connect();
                Statement writing = other.createStatement()) {
            other.setAutoCommit(false);
            writing.execute("UPDATE " + schema.table(TAGS) + " SET name = 'y'");

            assertThatThrownBy(() -> sink.write(changes(tag("1", "z"))))
                    .isInstanceOf(SinkException.class)
                    .hasMessageContaining("statement_timeout of the server, of the user or in the URL is too short");
        }
    }

    @Test
    void a_statement_waits_half_a_minute_for_a_lock_where_nobody_has_set_a_bound() {
        List<Object> bounds = new CopyOnWriteArrayList<>();
        JdbcSink sink =
                schema.open(JdbcSink.builder(new WrappedSource(TestDatabase.POSTGRESQL, (connection, method) -> {
                            if (method.equals("commit")) {
                                bounds.add(shown(connection, "lock_timeout"));
                                bounds.add(connection.getNetworkTimeout());
                                bounds.add(shown(connection, "tcp_keepalives_idle"));
                            }
                        }))
                        .schema(schema.toString()));

        sink.write(changes(tag("1", "x")));

        assertThat(bounds).containsExactly("30s", 300_000, "60");
    }

    private static String shown(Connection connection, String setting) throws SQLException {
        try (Statement statement = connection.createStatement();
                var row = statement.executeQuery("SHOW " + setting)) {
            row.next();
            return row.getString(1);
        }
    }
}
