package io.intercomsync.jdbc.engines.fault;

import static io.intercomsync.collection.IntercomCollection.TAGS;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.changesUpTo;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.tag;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.error.SinkException;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.SinkTime;
import io.intercomsync.jdbc.engines.fixture.OwnSchema;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Errors that do not pass by themselves: each is told at once, with the remedy, and no row is taken for refused. */
class RefusingDatabaseTest {
    @RegisterExtension
    final OwnSchema schema = new OwnSchema();

    private final TestTime time = new TestTime();

    private JdbcSink sink(String url) {
        return schema.open(SinkTime.of(JdbcSink.builder(url).schema(schema.toString()), time));
    }

    private void storeFirst(TestDatabase database) {
        try (JdbcSink sink = schema.in(database).build()) {
            sink.write(changesUpTo("1", tag("1", "old")));
        }
    }

    private void assertNothingStored(TestDatabase database) {
        assertThat(time.pauses()).isEmpty();
        assertThat(schema.rows(database, TAGS))
                .extracting(row -> row.value("name"))
                .containsExactly("old");
    }

    @ParameterizedTest
    @CsvSource({
        "POSTGRESQL, '&options=-c%20lock_timeout%3D100', A lock that another session holds was not given in time",
        "POSTGRESQL, '&options=-c%20statement_timeout%3D100', statement_timeout of the server",
        "H2, ';LOCK_TIMEOUT=100', A lock that another session holds was not given in time",
        "MARIADB, ',innodb_lock_wait_timeout=1', A lock that another session holds was not given in time",
        "MARIADB, ',max_statement_time=0.2', max_statement_time is too short",
    })
    void a_wait_that_is_too_long_is_told(TestDatabase database, String setting, String message) throws SQLException {
        storeFirst(database);
        JdbcSink sink = sink(database.url() + setting);
        try (Connection other = database.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("UPDATE " + schema.table(TAGS) + " SET \"name\" = 'theirs'");

            assertThatThrownBy(() -> sink.store(changesUpTo("2", tag("1", "new"))))
                    .isInstanceOf(SinkException.class)
                    .hasMessageContaining(message);
            other.rollback();
        }
        assertNothingStored(database);
        sink.write(changesUpTo("2", tag("1", "new")));
        assertThat(OwnSchema.state(sink)).isEqualTo("2");
    }

    @ParameterizedTest
    @CsvSource({
        "POSTGRESQL, '&options=-c%20default_transaction_read_only%3Don', The database is read-only",
        "MARIADB, ',tx_read_only=1', The server is read-only",
    })
    void a_transaction_that_may_only_read_is_told(TestDatabase database, String setting, String message) {
        storeFirst(database);

        assertThatThrownBy(() -> sink(database.url() + setting).store(changesUpTo("2", tag("1", "new"))))
                .isInstanceOf(SinkException.class)
                .hasMessageContaining(message);

        assertNothingStored(database);
    }

    @ParameterizedTest
    @CsvSource({
        "POSTGRESQL, CREATE ROLE busy_loader LOGIN CONNECTION LIMIT 0, user=postgres, user=busy_loader",
        "MARIADB, CREATE USER busy_loader@'%' WITH MAX_USER_CONNECTIONS 1, user=tester, user=busy_loader",
    })
    void a_server_without_room_for_a_connection_is_told(
            TestDatabase database, String user, String usual, String another) throws SQLException {
        storeFirst(database);
        database.execute(user);
        String url = database.url().replace(usual, another);
        Connection only = database == TestDatabase.MARIADB ? DriverManager.getConnection(url) : database.connect();

        assertThatThrownBy(() -> sink(url).store(changesUpTo("2", tag("1", "new"))))
                .isInstanceOf(SinkException.class)
                .hasMessageContaining("The server has no room for another connection");

        only.close();
        assertNothingStored(database);
    }
}
