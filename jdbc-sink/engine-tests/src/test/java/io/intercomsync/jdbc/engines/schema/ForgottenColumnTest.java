package io.intercomsync.jdbc.engines.schema;

import static io.intercomsync.collection.IntercomCollection.TAGS;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.changes;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.row;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.tag;
import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.error.SinkException;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.engines.fixture.OwnSchema;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import io.intercomsync.jdbc.engines.fixture.WrappedSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** K96: a column that was added or that comes back is filled as rows come again, even after a crash in between. */
class ForgottenColumnTest {
    private static final int MOST_STATEMENTS = 50;

    @RegisterExtension
    final OwnSchema schema = new OwnSchema();

    private void alter(TestDatabase database, IntercomCollection collection, String change) {
        database.execute("ALTER TABLE " + schema.table(collection) + " " + change);
    }

    private Object only(TestDatabase database, IntercomCollection collection, String column) {
        return database.query("SELECT \"" + column + "\" FROM " + schema.table(collection))
                .get(0);
    }

    /** Writes by a sink whose connection breaks at a statement outside of a transaction. Returns whether it broke. */
    private boolean dies(TestDatabase database, int statements, Row row) {
        AtomicInteger left = new AtomicInteger(statements);
        try (JdbcSink sink = JdbcSink.builder(new WrappedSource(database, (connection, method) -> {
                    if (isDefinition(connection, method) && left.decrementAndGet() <= 0) {
                        throw new SQLNonTransientConnectionException("it is dead", "08006");
                    }
                }))
                .schema(schema.toString())
                .maxRetryDuration(Duration.ZERO)
                .build()) {
            sink.write(changes(row));
            return false;
        } catch (SinkException e) {
            return true;
        }
    }

    private static boolean isDefinition(Connection connection, String method) throws SQLException {
        return (method.equals("createStatement") || method.equals("prepareStatement")) && connection.getAutoCommit();
    }

    @ParameterizedTest
    @EnumSource
    void a_death_at_any_statement_that_adds_a_column_leaves_no_column_empty(TestDatabase database) {
        Row row = tag("1", "x");
        JdbcSink sink = schema.sink(database);
        sink.write(changes(row));
        sink.close();
        int statements = 1;
        boolean isDead = true;
        while (isDead && statements < MOST_STATEMENTS) {
            alter(database, TAGS, "DROP COLUMN \"name\"");

            isDead = dies(database, statements, row);
            sink.write(changes(row));

            assertThat(only(database, TAGS, "name"))
                    .as("after a death at statement %d", statements)
                    .isEqualTo("x");
            sink.close();
            statements++;
        }
        assertThat(isDead).isFalse();
        assertThat(statements).isGreaterThan(3);
    }
}
