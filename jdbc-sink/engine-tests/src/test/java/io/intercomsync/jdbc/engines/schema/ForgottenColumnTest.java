package io.intercomsync.jdbc.engines.schema;

import static io.intercomsync.collection.IntercomCollection.TAGS;
import static io.intercomsync.jdbc.engines.fixture.TestChanges.T1;
import static io.intercomsync.jdbc.engines.fixture.TestChanges.changes;
import static io.intercomsync.jdbc.engines.fixture.TestChanges.row;
import static io.intercomsync.jdbc.engines.fixture.TestChanges.tag;
import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.checkpoint.Checkpoint;
import io.intercomsync.collection.Column;
import io.intercomsync.collection.ColumnType;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.error.SinkException;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.engines.fixture.OwnSchema;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import io.intercomsync.jdbc.engines.fixture.WrappedSource;
import io.intercomsync.sink.Batch;
import io.intercomsync.sink.Changes;
import io.intercomsync.sink.WriteResult;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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

    @ParameterizedTest
    @EnumSource
    void no_row_is_updated_only_to_forget_its_hash(TestDatabase database) {
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
    void a_column_that_its_owner_drops_and_adds_while_the_sink_is_closed_is_filled(TestDatabase database) {
        JdbcSink sink = schema.sink(database);
        sink.write(changes(tag("1", "x")));
        sink.close();
        alter(database, TAGS, "DROP COLUMN \"name\"");
        alter(database, TAGS, "ADD COLUMN \"name\" VARCHAR");

        sink.write(changes(tag("1", "x")));

        assertThat(only(database, TAGS, "name")).isEqualTo("x");
    }

    /** A column that stands after one that was added again was added again, too. */
    @ParameterizedTest
    @EnumSource
    void the_newest_column_is_filled_if_its_owner_adds_it_after_another(TestDatabase database) {
        List<Column> columns = new ArrayList<>(TAGS.columns());
        columns.add(new Column("custom_attributes_plan", ColumnType.TEXT, "custom_attributes_plan"));
        Row withoutName = Row.of(TAGS, columns, Arrays.asList("1", null, "{}", "gold"));
        Changes changes = new Changes(
                List.of(), List.of(new Batch(TAGS, columns, List.of(withoutName))), new Checkpoint("w1", "feed", "{}"));
        JdbcSink sink = schema.sink(database);
        sink.write(changes(tag("1", "x")));
        sink.write(changes);
        sink.close();
        for (String column : List.of("name", "custom_attributes_plan")) {
            alter(database, TAGS, "DROP COLUMN \"" + column + "\"");
            alter(database, TAGS, "ADD COLUMN \"" + column + "\" VARCHAR");
        }

        sink.write(changes);

        assertThat(only(database, TAGS, "custom_attributes_plan")).isEqualTo("gold");
        sink.close();
        assertThat(sink.store(changes).changed()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void the_last_column_is_filled_after_each_drop(TestDatabase database) {
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
    void columns_of_others_are_no_reason_to_write_rows_again(TestDatabase database) {
        JdbcSink sink = schema.sink(database);
        sink.write(changes(tag("1", "x")));
        sink.close();
        alter(database, TAGS, "ADD COLUMN \"mine\" INTEGER");

        WriteResult result = sink.store(changes(tag("1", "x")));

        assertThat(result.changed()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void only_rows_with_a_value_for_a_new_column_are_written_again(TestDatabase database) {
        Row[] rows = {tag("1", "x"), row(TAGS, Map.of("id", "2")), row(TAGS, Map.of("id", "3"))};
        JdbcSink sink = schema.sink(database);
        sink.write(changes(rows));
        sink.close();
        alter(database, TAGS, "DROP COLUMN \"name\"");

        WriteResult result = sink.store(changes(rows));

        assertThat(result.changed()).containsEntry(TAGS, 1L);
        assertThat(sink.store(changes(rows)).changed()).isEmpty();
        sink.close();
        assertThat(sink.store(changes(rows)).changed()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void filling_goes_on_in_another_process(TestDatabase database) {
        Row[] rows = {tag("1", "x"), tag("2", "y"), tag("3", "z")};
        JdbcSink sink = schema.sink(database);
        sink.write(changes(rows));
        sink.close();
        alter(database, TAGS, "DROP COLUMN \"name\"");
        sink.write(changes(tag("1", "x")));
        sink.close();

        WriteResult result = schema.sink(database).store(changes(rows));

        assertThat(result.changed()).containsEntry(TAGS, 2L);
        assertThat(database.query("SELECT \"name\" FROM " + schema.table(TAGS) + " ORDER BY \"id\""))
                .containsExactly("x", "y", "z");
    }

    /** A row is always whole: if it has no value for a column of the sink, the column becomes null, in every process. */
    @ParameterizedTest
    @EnumSource
    void a_column_that_a_batch_does_not_name_stays_the_sinks_own_in_another_process(TestDatabase database) {
        List<Column> columns = new ArrayList<>(TAGS.columns());
        columns.add(new Column("custom_attributes_plan", ColumnType.TEXT, "custom_attributes_plan"));
        Row row = Row.of(TAGS, columns, Arrays.asList("1", "x", "{}", "gold"));
        JdbcSink sink = schema.sink(database);
        sink.write(new Changes(
                List.of(), List.of(new Batch(TAGS, columns, List.of(row))), new Checkpoint("w1", "feed", "{}")));
        sink.close();
        assertThat(only(database, TAGS, "custom_attributes_plan")).isEqualTo("gold");

        schema.sink(database).write(changes(tag("1", "y")));

        assertThat(only(database, TAGS, "custom_attributes_plan")).isNull();
    }
}
