package io.intercomsync.jdbc.engines.connection;

import static io.intercomsync.collection.IntercomCollection.CONVERSATION_PARTS;
import static io.intercomsync.collection.IntercomCollection.TAGS;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.T1;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.T2;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.changes;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.changesUpTo;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.conversation;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.part;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.tag;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.collection.Row;
import io.intercomsync.error.SinkException;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.engines.fixture.OwnSchema;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import io.intercomsync.jdbc.engines.fixture.WrappedSource;
import io.intercomsync.jdbc.testkit.internal.TestChanges;
import io.intercomsync.sink.Removal;
import io.intercomsync.sink.WriteResult;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Connections that hide the driver, break, or lack rights. */
class ConnectionTest {
    @RegisterExtension
    final OwnSchema schema = new OwnSchema();

    private JdbcSink over(TestDatabase database, WrappedSource.Fault fault) {
        return schema.open(JdbcSink.builder(new WrappedSource(database, fault)).schema(schema.toString()));
    }

    @ParameterizedTest
    @EnumSource
    void a_pool_that_hides_the_drivers_connection_gets_batches(TestDatabase database) {
        JdbcSink sink = over(database, (connection, method) -> {});

        sink.write(changes(user("1", T1, "old"), user("2", T1, "x"), conversation("c", T1), part("p", "c")));
        sink.write(changes(user("1", T2, "new"), user("3", T1, "y"), conversation("c", T2), part("p", "c")));

        assertThat(schema.rows(database, USERS))
                .extracting(row -> row.value("name"))
                .containsExactlyInAnyOrder("new", "x", "y");
        assertThat(schema.rows(database, CONVERSATION_PARTS)).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void a_full_disk_is_told_and_the_next_write_is_stored(TestDatabase database) {
        AtomicBoolean full = new AtomicBoolean();
        JdbcSink sink = over(database, (connection, method) -> {
            if (method.equals("commit") && full.get()) {
                throw new SQLException("could not extend file: No space left on device", "53100");
            }
        });
        sink.write(changesUpTo("1", tag("1", "x")));
        full.set(true);

        assertThatThrownBy(() -> sink.write(changesUpTo("2", tag("2", "y"))))
                .isInstanceOf(SinkException.class)
                .hasMessageContaining("disk of the database is full");

        assertThat(schema.rows(database, TAGS)).hasSize(1);
        assertThat(OwnSchema.state(sink)).isEqualTo("1");
        full.set(false);
        sink.write(changesUpTo("2", tag("2", "y")));
        assertThat(schema.rows(database, TAGS)).hasSize(2);
        assertThat(OwnSchema.state(sink)).isEqualTo("2");
    }

    @Test
    void no_message_repeats_the_data_of_a_row() {
        schema.create(TestDatabase.POSTGRESQL);
        TestDatabase.POSTGRESQL.execute(
                "CREATE TABLE \"" + schema + "\".users (id text NOT NULL PRIMARY KEY, name text)");
        JdbcSink sink = over(TestDatabase.POSTGRESQL, (connection, method) -> {});
        sink.write(changes(user("1", T1, "Ada Lovelace")));
        TestDatabase.POSTGRESQL.execute(
                "ALTER TABLE \"" + schema + "\".users ADD CONSTRAINT mine CHECK (name = 'nobody') NOT VALID");

        WriteResult result =
                sink.store(changes("w1", List.of(TestChanges.gone(USERS, "1", Removal.Reason.DELETED)), new Row[0]));

        assertThat(result.refused())
                .singleElement()
                .satisfies(row -> assertThat(row.reason()).contains("mine").doesNotContain("Lovelace"));
    }

    @Test
    void a_connection_that_is_cut_in_mid_write_leaves_nothing_half_stored() {
        AtomicBoolean cut = new AtomicBoolean();
        WrappedSource source = new WrappedSource(TestDatabase.POSTGRESQL, (connection, method) -> {
            if (method.equals("commit") && cut.getAndSet(false)) {
                TestDatabase.cut(connection);
            }
        });
        JdbcSink sink =
                schema.open(JdbcSink.builder(source).schema(schema.toString()).maxRetryDuration(Duration.ZERO));
        sink.write(changesUpTo("1", tag("1", "x"), user("1", T1, "x")));
        cut.set(true);

        assertThatThrownBy(() -> sink.write(changesUpTo("2", tag("2", "y"), user("2", T1, "y"))))
                .isInstanceOf(SinkException.class)
                .hasMessageContaining("no connection to the database");

        assertThat(schema.rows(TestDatabase.POSTGRESQL, TAGS)).hasSize(1);
        assertThat(schema.rows(TestDatabase.POSTGRESQL, USERS)).hasSize(1);
        assertThat(OwnSchema.state(sink)).isEqualTo("1");
        sink.write(changesUpTo("2", tag("2", "y"), user("2", T1, "y")));
        assertThat(schema.rows(TestDatabase.POSTGRESQL, TAGS)).hasSize(2);
        assertThat(OwnSchema.state(sink)).isEqualTo("2");
    }

    @Test
    void a_read_that_cannot_begin_leaves_no_connection_open() {
        List<Connection> used = new ArrayList<>();
        JdbcSink sink = schema.open(JdbcSink.builder(
                        new WrappedSource(TestDatabase.POSTGRESQL, (connection, method) -> used.add(connection)))
                .schema("x".repeat(64)));

        assertThatThrownBy(() -> sink.liveKeys("w1", TAGS))
                .isInstanceOf(SinkException.class)
                .hasMessageContaining("The name of the schema is longer");

        assertThat(used).isNotEmpty();
        assertThat(used)
                .allSatisfy(connection -> assertThat(connection.isClosed()).isTrue());
    }

    @ParameterizedTest
    @EnumSource
    void a_source_whose_connections_do_not_commit_by_themselves_works(TestDatabase database) {
        JdbcSink sink = schema.open(JdbcSink.builder(notCommitting(database)).schema(schema.toString()));
        schema.create(database);
        database.execute("CREATE TABLE \"" + schema + "\".\"users\""
                + " (\"id\" VARCHAR NOT NULL PRIMARY KEY, CHECK (\"id\" <> 'u3'))");

        for (int i = 0; i < 2; i++) {
            WriteResult result =
                    sink.store(changes(user("u1", T1, "x"), user("u2", T1, "x"), user("u3", T1, "x"), tag("1", "x")));

            assertThat(result.refused()).extracting(row -> row.key().get(0)).containsExactly("u3");
            assertThat(schema.rows(database, USERS)).hasSize(2);
            assertThat(schema.rows(database, TAGS)).hasSize(1);
        }
        assertThat(sink.liveRows("w1", USERS)).isEqualTo(2);
    }

    private static DataSource notCommitting(TestDatabase database) {
        return (DataSource) Proxy.newProxyInstance(
                ConnectionTest.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> {
                    Connection connection = database.connect();
                    connection.setAutoCommit(false);
                    return connection;
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "H2"}) // DuckDB does not wait
    void another_holder_of_a_lock_is_reported(TestDatabase database) throws SQLException {
        String waiting = database == TestDatabase.POSTGRESQL ? "&options=-c%20lock_timeout=100" : ";LOCK_TIMEOUT=100";
        JdbcSink sink = schema.open(JdbcSink.builder(database.url() + waiting).schema(schema.toString()));
        sink.write(changes(tag("1", "x")));
        try (Connection other = DriverManager.getConnection(database.url());
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("UPDATE " + schema.table(TAGS) + " SET \"name\" = 'y'");

            assertThatThrownBy(() -> sink.write(changes(tag("1", "z"))))
                    .isInstanceOf(SinkException.class)
                    .hasMessageContaining("A lock that another session holds was not given in time. Session ")
                    .hasMessageContaining("tags");
        }
    }

    @Test
    void a_user_who_may_only_read_learns_the_missing_rights() {
        JdbcSink owner = schema.sink(TestDatabase.POSTGRESQL);
        owner.write(changes(tag("1", "x")));
        owner.close();
        String role = "reader_" + schema;
        TestDatabase.POSTGRESQL.execute("CREATE ROLE " + role + " LOGIN PASSWORD 'hidden'");
        TestDatabase.POSTGRESQL.execute("GRANT USAGE ON SCHEMA " + schema + " TO " + role);
        TestDatabase.POSTGRESQL.execute("GRANT SELECT ON ALL TABLES IN SCHEMA " + schema + " TO " + role);
        JdbcSink reader =
                schema.open(JdbcSink.builder(TestDatabase.POSTGRESQL.url().replaceAll("\\?.*", ""))
                        .user(role)
                        .password("hidden")
                        .schema(schema.toString()));

        assertThatThrownBy(() -> reader.write(changes(tag("2", "y"))))
                .isInstanceOf(SinkException.class)
                .hasMessageContaining("The user lacks rights")
                .hasMessageNotContaining("hidden");

        assertThat(schema.rows(TestDatabase.POSTGRESQL, TAGS)).hasSize(1);
    }

    @Test
    void a_user_who_does_not_own_the_tables_may_store_rows_but_not_add_columns() {
        JdbcSink owner = schema.sink(TestDatabase.POSTGRESQL);
        owner.write(changes(conversation("c", T1), part("p", "c"), tag("1", "x")));
        owner.close();
        String role = "writer_" + schema;
        TestDatabase.POSTGRESQL.execute("CREATE ROLE " + role + " LOGIN PASSWORD 'hidden'");
        TestDatabase.POSTGRESQL.execute("GRANT USAGE, CREATE ON SCHEMA " + schema + " TO " + role);
        TestDatabase.POSTGRESQL.execute(
                "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA " + schema + " TO " + role);
        JdbcSink writer =
                schema.open(JdbcSink.builder(TestDatabase.POSTGRESQL.url().replaceAll("\\?.*", ""))
                        .user(role)
                        .password("hidden")
                        .schema(schema.toString()));

        writer.write(changes(conversation("c", T2), part("q", "c"), tag("2", "y"), user("1", T1, "z")));

        assertThat(schema.rows(TestDatabase.POSTGRESQL, TAGS)).hasSize(2);
        writer.close();
        TestDatabase.POSTGRESQL.execute("ALTER TABLE " + schema + ".tags DROP COLUMN name");
        assertThatThrownBy(() -> writer.write(changes(tag("2", "y"))))
                .isInstanceOf(SinkException.class)
                .hasMessageContaining("own the tables");
    }

    @Test
    void a_wrong_url_is_told_without_its_password() {
        JdbcSink nobody = schema.open(JdbcSink.builder("jdbc:nosuch://host/db?password=s3cret"));
        JdbcSink nowhere = schema.open(JdbcSink.builder("jdbc:postgresql://127.0.0.1:1/db?user=u&password=s3cret"));

        assertThatThrownBy(() -> nobody.write(changes(tag("1", "x"))))
                .isInstanceOf(SinkException.class)
                .hasMessageContaining("No JDBC driver")
                .hasMessageContaining("jdbc:nosuch:")
                .hasMessageNotContaining("s3cret");
        assertThatThrownBy(() -> nowhere.write(changes(tag("1", "x"))))
                .isInstanceOf(SinkException.class)
                .hasMessageStartingWith("Cannot connect to the database: ")
                .hasMessageNotContaining("s3cret");
    }
}
