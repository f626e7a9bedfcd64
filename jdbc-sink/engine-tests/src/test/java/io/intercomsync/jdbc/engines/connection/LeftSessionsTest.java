package io.intercomsync.jdbc.engines.connection;

import static io.intercomsync.collection.IntercomCollection.TAGS;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.changes;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.tag;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.error.SinkException;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.engines.fixture.OwnSchema;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import io.intercomsync.jdbc.engines.fixture.WrappedSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.ds.PGConnectionPoolDataSource;

/** K100: a closed sink leaves no session behind, a pool gets its connections back as they were, and no write hangs for ever. */
class LeftSessionsTest {
    @RegisterExtension
    final OwnSchema schema = new OwnSchema();

    private final List<Connection> opened = new ArrayList<>();
    private final AtomicReference<String> closesAt = new AtomicReference<>("");
    private final AtomicReference<JdbcSink> closing = new AtomicReference<>();

    /** A sink that another thread closes just before a method of a connection is called. */
    private JdbcSink sink(TestDatabase database) {
        JdbcSink sink = schema.open(JdbcSink.builder(new WrappedSource(
                        () -> {
                            Connection connection = database.connect();
                            synchronized (opened) {
                                opened.add(connection);
                            }
                            return connection;
                        },
                        (connection, method) -> {
                            if (closesAt.compareAndSet(method, "")) {
                                onAnotherThread(closing.get()::close);
                            }
                        }))
                .schema(schema.toString()));
        closing.set(sink);
        return sink;
    }

    private static void onAnotherThread(Runnable work) {
        Thread thread = new Thread(work);
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void assertAllClosed() {
        assertThat(opened)
                .isNotEmpty()
                .allSatisfy(each -> assertThat(each.isClosed()).isTrue());
    }

    @ParameterizedTest
    @EnumSource
    void a_sink_that_is_closed_during_a_read_leaves_no_connection(TestDatabase database) {
        JdbcSink sink = sink(database);
        sink.write(changes(tag("1", "x")));
        closesAt.set("prepareStatement");

        assertThat(sink.liveRows("w1", TAGS)).isEqualTo(1);

        assertAllClosed();
        assertThat(sink.liveRows("w1", TAGS)).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void a_sink_that_is_closed_while_a_stream_is_open_leaves_no_connection(TestDatabase database) {
        JdbcSink sink = sink(database);
        sink.write(changes(tag("1", "x")));

        Stream<List<String>> keys = sink.liveKeys("w1", TAGS);
        sink.close();

        assertAllClosed();
        keys.close();
    }

    @ParameterizedTest
    @EnumSource
    void a_write_that_is_under_way_while_the_sink_is_closed_is_stored_whole_and_leaves_no_connection(
            TestDatabase database) {
        JdbcSink sink = sink(database);
        sink.write(changes(tag("1", "x")));
        closesAt.set("commit");

        sink.write(changes(tag("1", "y"), tag("2", "y")));

        assertAllClosed();
        assertThat(schema.live(database, TAGS)).containsExactly("1", "2");
        schema.sink(database).write(changes(tag("3", "z")));
    }

    @Test
    void a_pool_gets_its_connections_back_as_they_were() throws SQLException {
        PGConnectionPoolDataSource source = new PGConnectionPoolDataSource();
        source.setUrl(TestDatabase.POSTGRESQL.url() + "&ApplicationName=mine&options=-c%20lock_timeout%3D7000");
        JdbcConnectionPool pool = JdbcConnectionPool.create(source);
        pool.setMaxConnections(2);
        List<String> before = settings(pool);
        JdbcSink sink = schema.open(JdbcSink.builder(pool).schema(schema.toString()));
        sink.beginRun("w1");
        sink.write(changes(tag("1", "x")));
        try (Stream<List<String>> keys = sink.liveKeys("w1", TAGS)) {
            assertThat(keys).hasSize(1);
        }

        sink.endRun();

        assertThat(pool.getActiveConnections()).isZero();
        assertThat(settings(pool)).isEqualTo(before);
        pool.dispose();
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void a_place_that_cannot_be_given_back_leaves_no_settings_in_the_session(TestDatabase database) {
        AtomicBoolean isFaulty = new AtomicBoolean();
        List<String> before = new ArrayList<>();
        List<String> after = new ArrayList<>();
        JdbcSink sink = schema.open(JdbcSink.builder(new WrappedSource(
                        () -> {
                            Connection connection = database.connect();
                            connection.setAutoCommit(false);
                            before.add(bounds(connection, database));
                            return connection;
                        },
                        (connection, method) -> {
                            if (method.equals("close")) {
                                after.add(bounds(connection, database));
                            } else if (method.equals("prepareStatement") && isFaulty.compareAndSet(true, false)) {
                                throw new SQLException("no lock to free", "58000");
                            }
                        }))
                .schema(schema.toString()));
        sink.write(changes(tag("1", "x")));
        isFaulty.set(true);

        sink.close();

        assertThat(isFaulty).isFalse();
        assertThat(after).isNotEmpty().isEqualTo(before);
    }

    private static String bounds(Connection connection, TestDatabase database) throws SQLException {
        String sql = database == TestDatabase.POSTGRESQL
                ? "SELECT current_setting('lock_timeout')"
                : "SELECT concat(@@lock_wait_timeout, ' ', @@sql_mode)";
        try (Statement statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1) + ' ' + connection.getNetworkTimeout() + ' ' + connection.getAutoCommit();
        }
    }

    /** Returns the settings of two connections of the pool, with their temporary tables and locks. */
    private static List<String> settings(JdbcConnectionPool pool) throws SQLException {
        List<String> settings = new ArrayList<>();
        try (Connection one = pool.getConnection();
                Connection other = pool.getConnection()) {
            for (Connection connection : List.of(one, other)) {
                settings.add("network timeout " + connection.getNetworkTimeout());
                try (Statement statement = connection.createStatement();
                        var row = statement.executeQuery("SELECT name, setting FROM pg_settings WHERE name IN"
                                + " ('application_name', 'lock_timeout', 'tcp_keepalives_idle', 'tcp_keepalives_count')"
                                + " UNION ALL SELECT relname, 'temporary' FROM pg_class"
                                + " WHERE relnamespace = pg_my_temp_schema() UNION ALL SELECT locktype, mode FROM pg_locks"
                                + " WHERE pid = pg_backend_pid() AND locktype = 'advisory' ORDER BY 1")) {
                    while (row.next()) {
                        settings.add(row.getString(1) + " " + row.getString(2));
                    }
                }
            }
        }
        return settings;
    }

    @Test
    void a_write_to_a_server_that_says_nothing_any_more_ends() throws Exception {
        try (Relay relay = new Relay(TestDatabase.POSTGRESQL.url())) {
            JdbcSink sink = schema.open(JdbcSink.builder(relay.url() + "&socketTimeout=2")
                    .schema(schema.toString())
                    .maxRetryDuration(Duration.ZERO));
            sink.write(changes(tag("1", "x")));
            relay.mute();

            assertThatThrownBy(() -> sink.write(changes(tag("2", "x")))).isInstanceOf(SinkException.class);
        }
        assertThat(schema.live(TestDatabase.POSTGRESQL, TAGS)).containsExactly("1");
    }

    @Test
    void all_work_ends_on_a_server_of_mariadb_that_says_nothing_any_more() throws Exception {
        try (Relay relay = new Relay(TestDatabase.MARIADB.url())) {
            JdbcSink sink = schema.open(JdbcSink.builder(relay.url() + "&socketTimeout=1000&connectTimeout=500")
                    .schema(schema.toString())
                    .maxRetryDuration(Duration.ZERO));
            sink.write(changes(tag("1", "x")));
            relay.mute();

            assertThatThrownBy(() -> sink.write(changes(tag("2", "x")))).isInstanceOf(SinkException.class);
            assertThatThrownBy(() -> sink.liveRows("w1", TAGS)).isInstanceOf(SinkException.class);
            assertThat(sink.check().isUsable()).isFalse();
            sink.close();
        }
        assertThat(schema.live(TestDatabase.MARIADB, TAGS)).containsExactly("1");
    }
}
