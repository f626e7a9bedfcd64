package io.intercomsync.jdbc.engines;

import static io.intercomsync.collection.IntercomCollection.TAGS;
import static io.intercomsync.jdbc.engines.Units.T1;
import static io.intercomsync.jdbc.engines.Units.changes;
import static io.intercomsync.jdbc.engines.Units.row;
import static io.intercomsync.jdbc.engines.Units.tag;
import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.error.SinkException;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.sink.WriteResult;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** K96: a column that was added, or that comes back, is filled as its rows come again, whatever died in between. */
class ForgottenColumnTest {
    private static final int MOST_STATEMENTS = 50;

    @RegisterExtension
    final OwnSchema schema = new OwnSchema();

    private void alter(Database database, IntercomCollection collection, String change) {
        database.execute("ALTER TABLE " + schema.table(collection) + " " + change);
    }

    private Object only(Database database, IntercomCollection collection, String column) {
        return database.query("SELECT \"" + column + "\" FROM " + schema.table(collection))
                .get(0);
    }

    /** A sink whose connection breaks at a statement outside of a transaction, or that ends normally. */
    private boolean dies(Database database, int statements, Row row) {
        AtomicInteger left = new AtomicInteger(statements);
        try (JdbcSink sink = JdbcSink.builder(new Wrapped(database, (connection, method) -> {
                    if (isDefinition(connection, method) && left.decrementAndGet() <= 0) {
                        throw new SQLNonTransientConnectionException("it is dead", "08006");
                    }
                }))
                .schema(schema.toString())
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
    void a_death_at_any_statement_that_adds_it_leaves_no_column_empty(Database database) {
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

    @ParameterizedTest
    @EnumSource
    void no_row_is_updated_only_to_forget_its_hash(Database database) {
        JdbcSink sink = schema.sink(database);
        sink.write(changes(tag("1", "x"), tag("2", "y")));
        sink.close();
        alter(database, TAGS, "DROP COLUMN \"name\"");

        sink.write(changes(tag("1", "x")));

        assertThat(database.query("SELECT count(\"_row_hash\") FROM " + schema.table(TAGS)))
                .containsExactly(2L);
        WriteResult result = sink.store(changes(tag("1", "x"), tag("2", "y")));
        assertThat(result.changed()).containsEntry(TAGS, 1L);
        WriteResult again = sink.store(changes(tag("1", "x"), tag("2", "y")));
        assertThat(again.changed()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void a_column_that_its_owner_drops_and_adds_while_the_sink_is_closed_is_filled(Database database) {
        JdbcSink sink = schema.sink(database);
        sink.write(changes(tag("1", "x")));
        sink.close();
        alter(database, TAGS, "DROP COLUMN \"name\"");
        alter(database, TAGS, "ADD COLUMN \"name\" VARCHAR");

        sink.write(changes(tag("1", "x")));

        assertThat(only(database, TAGS, "name")).isEqualTo("x");
    }

    @ParameterizedTest
    @EnumSource
    void the_last_column_is_filled_as_often_as_it_is_dropped(Database database) {
        Row company = row(IntercomCollection.COMPANIES, Map.of("id", "1", "updated_at", T1, "extra", "{\"a\":1}"));
        JdbcSink sink = schema.sink(database);
        for (int i = 0; i < 3; i++) {
            sink.write(changes(company));

            assertThat(only(database, IntercomCollection.COMPANIES, "extra")).isNotNull();
            sink.close();
            alter(database, IntercomCollection.COMPANIES, "DROP COLUMN \"extra\"");
        }
    }

    @ParameterizedTest
    @EnumSource
    void columns_of_others_are_no_reason_to_write_rows_again(Database database) {
        JdbcSink sink = schema.sink(database);
        sink.write(changes(tag("1", "x")));
        sink.close();
        alter(database, TAGS, "ADD COLUMN \"mine\" INTEGER");

        WriteResult result = sink.store(changes(tag("1", "x")));

        assertThat(result.changed()).isEmpty();
    }
}
