package io.intercomsync.jdbc.engines.connection;

import static io.intercomsync.jdbc.testkit.internal.TestChanges.changes;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.tag;
import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.jdbc.Dialects;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.dialect.Dialect;
import io.intercomsync.jdbc.engines.fixture.OwnSchema;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import io.intercomsync.jdbc.engines.fixture.WrappedSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** K121: whatever the server or the URL allows, a statement waits half a minute for a lock, and five minutes for an answer. */
class SessionBoundsTest {
    private static final String MARIADB_LIMITS = "SELECT concat(@@innodb_lock_wait_timeout, ' ', @@lock_wait_timeout)";

    @RegisterExtension
    final OwnSchema schema = new OwnSchema();

    /** A database with a long wait for locks. */
    enum Patient {
        POSTGRESQL(Dialects.POSTGRESQL, "SELECT current_setting('lock_timeout')", "30s 300000"),
        MARIADB(Dialects.MARIADB, MARIADB_LIMITS, "30 30 300000"),
        MYSQL(Dialects.MYSQL, MARIADB_LIMITS, "30 30 300000"),
        H2(Dialects.H2, "SELECT LOCK_TIMEOUT()", "30000 0"); // it is in this process, and its driver knows no limit

        private final Dialect dialect;
        private final String limits;
        private final String bounded;

        Patient(Dialect dialect, String limits, String bounded) {
            this.dialect = dialect;
            this.limits = limits;
            this.bounded = bounded;
        }

        private String url() {
            return switch (this) {
                case POSTGRESQL -> TestDatabase.POSTGRESQL.url() + "&options=-c%20lock_timeout%3D10min";
                case MARIADB -> patient(TestDatabase.MARIADB.url());
                case MYSQL -> patient(TestDatabase.MARIADB.url().replace("jdbc:mariadb:", "jdbc:mysql:"));
                case H2 -> TestDatabase.H2.url() + ";LOCK_TIMEOUT=600000";
            };
        }

        private static String patient(String url) {
            return url.replace("sessionVariables=", "sessionVariables=innodb_lock_wait_timeout=600,");
        }

        private String limits(Connection connection) throws SQLException {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(limits)) {
                row.next();
                return row.getString(1) + ' ' + connection.getNetworkTimeout();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void waits_are_bounded_while_the_sink_has_the_session_and_as_before_afterwards(Patient database)
            throws SQLException {
        List<String> during = new CopyOnWriteArrayList<>();
        List<String> after = new CopyOnWriteArrayList<>();
        JdbcSink sink = schema.open(JdbcSink.builder(new WrappedSource(
                        () -> DriverManager.getConnection(database.url()), (connection, method) -> {
                            if (method.equals("commit")) {
                                during.add(database.limits(connection));
                            } else if (method.equals("close")) {
                                after.add(database.limits(connection));
                            }
                        }))
                .dialect(database.dialect)
                .schema(schema.toString()));

        sink.write(changes(tag("1", "x")));
        sink.close();

        assertThat(during).isNotEmpty().containsOnly(database.bounded);
        try (Connection untouched = DriverManager.getConnection(database.url())) {
            assertThat(after).isNotEmpty().containsOnly(database.limits(untouched));
        }
    }
}
