package io.intercomsync.jdbc.engines.mariadb;

import static io.intercomsync.collection.IntercomCollection.TAGS;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.changes;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.gone;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.tag;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.error.SinkException;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.WarehouseCheck;
import io.intercomsync.jdbc.WarehouseCheck.Finding;
import io.intercomsync.jdbc.WarehouseCheck.Severity;
import io.intercomsync.jdbc.engines.fixture.LoggedWarnings;
import io.intercomsync.jdbc.engines.fixture.OwnSchema;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import io.intercomsync.jdbc.engines.fixture.WrappedSource;
import io.intercomsync.sink.Removal.Reason;
import io.intercomsync.sink.WriteResult;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.mariadb.jdbc.MariaDbDataSource;

/** Tests connections to MariaDB: locks, rights, settings and broken sessions. */
class MariaDbConnectionTest {
    private static final TestDatabase DATABASE = TestDatabase.MARIADB;
    private static final String SETTINGS =
            "SELECT concat_ws('|', @@sql_select_limit, @@completion_type, @@sql_mode, @@tx_isolation, @@default_storage_engine,"
                    + " @@innodb_lock_wait_timeout, @@net_write_timeout, @@autocommit, CONNECTION_ID())";

    @RegisterExtension
    final OwnSchema schema = new OwnSchema();

    @Test
    void a_second_writer_is_told_of_the_first_and_may_write_after_it() {
        JdbcSink first = schema.sink(DATABASE);
        first.beginRun("w1");
        first.write(changes(tag("1", "x")));
        JdbcSink second = schema.open(schema.in(DATABASE).writerWait(Duration.ofMillis(50)));

        assertThatThrownBy(() -> second.write(changes(tag("2", "y"))))
                .isInstanceOf(SinkException.class)
                .hasMessageContaining("Another run has the place of the writer of the schema " + schema)
                .hasMessageContaining("user tester");

        first.endRun();
        second.write(changes(tag("2", "y")));
        assertThat(schema.live(DATABASE, TAGS)).containsExactly("1", "2");
    }

    @Test
    void a_driver_that_counts_only_rows_with_another_value_changes_nothing() {
        JdbcSink sink = schema.open(
                JdbcSink.builder(DATABASE.url() + "&useAffectedRows=true").schema(schema.toString()));
        sink.store(changes(tag("1", "x")));

        sink.store(changes(tag("1", "x")));
        sink.store(changes(tag("1", "y"), tag("2", "z")));

        assertThat(schema.live(DATABASE, TAGS)).containsExactly("1", "2");
    }

    @Test
    void a_session_that_the_server_ends_is_replaced_and_its_place_is_free() throws SQLException {
        List<Connection> opened = new ArrayList<>();
        JdbcSink sink = schema.open(JdbcSink.builder(new WrappedSource(
                        () -> {
                            Connection connection = DATABASE.connect();
                            opened.add(connection);
                            return connection;
                        },
                        (connection, method) -> {}))
                .schema(schema.toString()));
        sink.write(changes(tag("1", "x")));

        for (Connection connection : opened) {
            if (!connection.isClosed()) {
                DATABASE.execute("KILL "
                        + connection.unwrap(org.mariadb.jdbc.Connection.class).getThreadId());
            }
        }

        sink.write(changes(tag("2", "y")));
        assertThat(schema.live(DATABASE, TAGS)).containsExactly("1", "2");
    }

    /** K117. */
    @Test
    void settings_of_a_session_that_cut_values_or_hide_rows_change_nothing() {
        String url = DATABASE.url()
                .replaceAll(
                        "sql_mode='[^']*'",
                        "sql_mode='',sql_select_limit=1,sql_safe_updates=1,unique_checks=0,"
                                + "completion_type='RELEASE',max_join_size=1");
        JdbcSink sink = schema.open(JdbcSink.builder(url).schema(schema.toString()));
        String tooLong = "x".repeat(256);

        sink.write(changes(tag("1", "x"), tag("2", "x"), tag("3", "x")));
        WriteResult result = sink.store(changes(
                "w1", List.of(gone(TAGS, "3", Reason.DELETED)), tag("1", "y"), tag("2", "x"), tag(tooLong, "x")));

        assertThat(result.changed()).isEqualTo(Map.of(TAGS, 2L));
        assertThat(result.refused()).extracting(row -> row.key().get(0)).containsExactly(tooLong);
        try (Stream<List<String>> keys = sink.liveKeys("w1", TAGS)) {
            assertThat(keys).containsExactly(List.of("1"), List.of("2"));
        }
    }

    @Test
    void a_pool_gets_its_connections_back_as_they_were() throws SQLException {
        MariaDbDataSource source = new MariaDbDataSource(DATABASE.url());
        try (Connection connection = source.getConnection()) {
            List<String> given = new ArrayList<>();
            JdbcSink sink = schema.open(JdbcSink.builder(new WrappedSource(() -> connection, (each, method) -> {
                        if (method.equals("close")) {
                            given.add(settings(each));
                        }
                    }))
                    .schema(schema.toString()));
            String before = settings(connection);
            sink.write(changes(tag("1", "x")));
            assertThat(settings(connection)).isNotEqualTo(before);

            sink.close();

            assertThat(given).containsExactly(before);
        }
    }

    private static String settings(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(SETTINGS)) {
            row.next();
            return row.getString(1) + '|' + connection.getNetworkTimeout();
        }
    }

    @Test
    void a_definition_lets_readers_pass_and_waits_for_the_lock_that_it_needs() throws SQLException {
        JdbcSink sink = schema.sink(DATABASE);
        sink.write(changes(tag("1", "x")));
        sink.close();
        DATABASE.execute("ALTER TABLE " + schema.table(TAGS) + " DROP COLUMN \"name\"");

        try (Connection reader = DATABASE.connect();
                Statement reading = reader.createStatement();
                LoggedWarnings warnings = new LoggedWarnings(said -> commit(reader))) {
            reader.setAutoCommit(false);
            reading.executeQuery("SELECT * FROM " + schema.table(TAGS)).close();

            sink.write(changes(tag("1", "y")));

            assertThat(warnings.said()).singleElement().asString().contains("ALTER TABLE", "user tester");
        }
        assertThat(DATABASE.query("SELECT \"name\" FROM " + schema.table(TAGS))).containsExactly("y");
    }

    private static void commit(Connection connection) {
        try {
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_server_that_calls_itself_otherwise_is_not_taken_for_mariadb() {
        JdbcSink sink = schema.open(JdbcSink.builder(new WrappedSource(() -> renamed(DATABASE.connect()), (c, m) -> {}))
                .schema(schema.toString()));

        assertThatThrownBy(() -> sink.liveRows("w1", TAGS))
                .isInstanceOf(SinkException.class)
                .hasMessageContaining("No dialect for Percona is built in");
    }

    /** Returns the connection, whose product has another name. */
    private static Connection renamed(Connection real) {
        return answering(Connection.class, real, method -> {
            DatabaseMetaData data = real.getMetaData();
            return method.equals("getMetaData")
                    ? answering(DatabaseMetaData.class, data, MariaDbConnectionTest::product)
                    : null;
        });
    }

    private static @Nullable Object product(String method) {
        return method.equals("getDatabaseProductName") ? "Percona" : null;
    }

    /** Answers some methods itself, and asks the real object for the others. */
    private interface Answers {
        @Nullable
        Object to(String method) throws SQLException;
    }

    private static <T> T answering(Class<T> type, T real, Answers answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader() == null ? MariaDbConnectionTest.class.getClassLoader() : type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> {
                    Object own = answers.to(method.getName());
                    return own == null ? method.invoke(real, arguments) : own;
                }));
    }

    @Test
    void a_user_is_told_the_rights_that_it_lacks_and_works_with_them_alone() {
        DATABASE.execute("CREATE USER \"of_" + schema + "\"@'%'");
        String url = DATABASE.url().replace("user=tester", "user=of_" + schema);
        JdbcSink sink = schema.open(JdbcSink.builder(url).schema(schema.toString()));

        WarehouseCheck check = sink.check();

        assertThat(check.isUsable()).isFalse();
        assertThat(check.findings()).extracting(Finding::severity).containsExactly(Severity.ERROR, Severity.WARNING);
        assertThat(check.findings().get(0).remedy())
                .isEqualTo(
                        "GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, ALTER, DROP, INDEX, CREATE TEMPORARY TABLES ON `"
                                + schema + "`.* TO 'of_" + schema + "'@'%'");
        check.findings().forEach(finding -> DATABASE.execute(finding.remedy().replace('`', '"')));
        assertThat(sink.check().findings()).isEmpty();
        sink.write(changes(tag("1", "x")));
        sink.write(changes(tag("1", "y"), tag("2", "z")));
        assertThat(schema.live(DATABASE, TAGS)).containsExactly("1", "2");
    }
}
