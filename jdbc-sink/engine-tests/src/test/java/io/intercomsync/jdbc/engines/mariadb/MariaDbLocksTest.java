package io.intercomsync.jdbc.engines.mariadb;

import static io.intercomsync.collection.IntercomCollection.TAGS;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.changes;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.tag;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.error.SinkException;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.engines.fixture.OwnSchema;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** K121: a lock that another session of MariaDB holds is waited for briefly, and told. */
class MariaDbLocksTest {
    private static final TestDatabase DATABASE = TestDatabase.MARIADB;

    @RegisterExtension
    final OwnSchema schema = new OwnSchema();

    private JdbcSink with(String user, String variable) {
        String url = DATABASE.url()
                .replace("user=tester", "user=" + user)
                .replace("sessionVariables=", "sessionVariables=" + variable + ",");
        return schema.open(JdbcSink.builder(url).schema(schema.toString()));
    }

    @Test
    void a_table_that_another_session_has_locked_ends_a_write_and_a_read_with_the_reason() throws SQLException {
        JdbcSink sink = with("tester", "lock_wait_timeout=1");
        sink.write(changes(tag("1", "x")));
        try (Connection owner = DATABASE.connect();
                Statement locking = owner.createStatement()) {
            locking.execute("LOCK TABLES " + schema.table(TAGS) + " WRITE");

            assertThatThrownBy(() -> sink.write(changes(tag("1", "y"))))
                    .isInstanceOf(SinkException.class)
                    .hasMessageContaining("A lock that another session holds was not given in time")
                    .hasMessageContaining("LOCK TABLES");
            assertThatThrownBy(() -> sink.liveRows("w1", TAGS))
                    .isInstanceOf(SinkException.class)
                    .hasMessageContaining("LOCK TABLES");
        }
        sink.write(changes(tag("1", "y")));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void the_transactions_that_may_hold_a_row_are_named_to_who_may_see_them(boolean maySee) throws SQLException {
        JdbcSink maker = schema.sink(DATABASE);
        maker.write(changes(tag("1", "x")));
        maker.close();
        String user = maySee ? "tester" : "of_" + schema;
        if (!maySee) {
            DATABASE.execute("CREATE USER \"" + user + "\"@'%'");
            DATABASE.execute("GRANT ALL PRIVILEGES ON \"" + schema + "\".* TO \"" + user + "\"@'%'");
        }
        JdbcSink sink = with(user, "innodb_lock_wait_timeout=1");
        try (Connection owner = DATABASE.connect();
                Statement writing = owner.createStatement()) {
            owner.setAutoCommit(false);
            writing.execute("UPDATE " + schema.table(TAGS) + " SET \"name\" = 'z'");

            assertThatThrownBy(() -> sink.write(changes(tag("1", "y"))))
                    .isInstanceOf(SinkException.class)
                    .hasMessageContaining(maySee ? "user tester from " : "with the right PROCESS")
                    .hasMessageContaining(maySee ? " is in a transaction since " : "may not see which");
        }
    }

    @Test
    void a_max_statement_time_that_strikes_is_told_as_such() throws SQLException {
        JdbcSink sink = with("tester", "max_statement_time=0.5");
        sink.write(changes(tag("1", "x")));
        try (Connection owner = DATABASE.connect();
                Statement writing = owner.createStatement()) {
            owner.setAutoCommit(false);
            writing.execute("UPDATE " + schema.table(TAGS) + " SET \"name\" = 'z'");

            assertThatThrownBy(() -> sink.write(changes(tag("1", "y"))))
                    .isInstanceOf(SinkException.class)
                    .hasMessageContaining("max_statement_time is too short");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:mariadb:", "jdbc:mysql:"})
    void the_holder_of_the_place_is_named_with_its_address_and_how_long_it_is_idle(String driver) {
        String url = DATABASE.url().replace("jdbc:mariadb:", driver);
        JdbcSink first = schema.open(JdbcSink.builder(url).schema(schema.toString()));
        first.beginRun("w1");
        JdbcSink second =
                schema.open(JdbcSink.builder(url).schema(schema.toString()).writerWait(Duration.ZERO));

        assertThatThrownBy(() -> second.beginRun("w1"))
                .isInstanceOf(SinkException.class)
                .hasMessageMatching(
                        ".*: session \\d+ of the server \\(user tester from \\S+:\\d+, idle for \\d+ s\\).*");

        first.endRun();
        second.beginRun("w1");
        assertThat(second.check().isUsable()).isTrue();
    }
}
