package io.intercomsync.jdbc.testkit;

import static io.intercomsync.collection.IntercomCollection.COMPANIES;
import static io.intercomsync.collection.IntercomCollection.TAGS;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.T1;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.changes;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.gone;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.row;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.tag;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.checkpoint.Checkpoint;
import io.intercomsync.collection.Column;
import io.intercomsync.collection.ColumnType;
import io.intercomsync.collection.Row;
import io.intercomsync.error.SinkException;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.testkit.internal.TestAddress;
import io.intercomsync.sink.Batch;
import io.intercomsync.sink.Changes;
import io.intercomsync.sink.Removal.Reason;
import io.intercomsync.sink.WriteResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** K96: the part of the contract about tables that their owner alters, and columns that come and go. */
abstract class JdbcSchemaTests extends JdbcNameTests {

    JdbcSchemaTests(TestAddress address) {
        super(address);
    }

    @Test
    void a_removal_arrives_although_the_table_lacks_the_column_for_it() {
        JdbcSink sink = newSink();
        sink.write(changes(tag("1", "x"), tag("2", "y")));
        sink.close();
        dropColumn(TAGS, "deleted_at");

        sink.write(changes("w1", List.of(gone(TAGS, "1", Reason.DELETED))));

        assertThat(schema.live(TAGS)).containsExactly("2");
    }

    @Test
    void columns_of_others_are_kept_and_missing_ones_added() {
        schema.create();
        schema.execute("CREATE TABLE $\"tags\"" + " (\"mine\" INTEGER DEFAULT 7, \"id\" " + key
                + " NOT NULL PRIMARY KEY, \"order\" " + text + ")");
        JdbcSink sink = newSink();

        sink.write(changes(tag("1", "x"), tag("2", "y")));
        schema.execute("UPDATE $\"tags\" SET \"mine\" = 8, \"order\" = 'kept'");
        sink.write(changes(tag("3", "z")));

        assertThat(schema.texts("SELECT \"mine\" FROM $\"tags\" ORDER BY \"id\""))
                .containsExactly("8", "8", "7");
        assertThat(schema.texts("SELECT \"name\" FROM $\"tags\" ORDER BY \"id\""))
                .containsExactly("x", "y", "z");
    }

    @Test
    void a_column_that_somebody_renamed_is_filled_when_its_rows_come_again() {
        JdbcSink sink = newSink();
        sink.write(changes(tag("1", "x")));
        sink.close();
        schema.execute("ALTER TABLE $\"tags\" RENAME COLUMN \"name\" TO \"old_name\"");

        sink.write(changes(tag("1", "x")));

        assertThat(schema.texts("SELECT \"name\" FROM $\"tags\"")).containsExactly("x");
    }

    @Test
    void tables_and_columns_are_found_whatever_their_case() {
        schema.create();
        schema.execute("CREATE TABLE $\"Tags\" (\"ID\" " + key + " NOT NULL PRIMARY KEY, \"Name\" " + text + ")");
        JdbcSink sink = newSink();

        sink.write(changes(tag("1", "x")));
        sink.write(changes(tag("1", "y")));

        assertThat(schema.texts("SELECT \"Name\" FROM $\"Tags\"")).containsExactly("y");
    }

    @Test
    void a_column_of_another_type_is_named() {
        schema.create();
        schema.execute("CREATE TABLE $\"tags\" (\"id\" " + key + " NOT NULL PRIMARY KEY, \"name\" DATE)");

        assertThatThrownBy(() -> newSink().write(changes(tag("1", "x"))))
                .isInstanceOf(SinkException.class)
                .hasMessageContaining("\"name\"")
                .hasMessageContaining("Rename the column");
    }

    @Test
    void no_row_is_updated_only_to_forget_its_hash() {
        JdbcSink sink = newSink();
        sink.write(changes(tag("1", "x"), tag("2", "y")));
        sink.close();
        dropColumn(TAGS, "name");

        sink.write(changes(tag("1", "x")));

        assertThat(schema.texts("SELECT count(\"_row_hash\") FROM $\"tags\"")).containsExactly("2");
        WriteResult result = sink.store(changes(tag("1", "x"), tag("2", "y")));
        assertThat(result.changed()).containsEntry(TAGS, 1L);
        WriteResult again = sink.store(changes(tag("1", "x"), tag("2", "y")));
        assertThat(again.changed()).isEmpty();
    }

    @Test
    void a_column_that_its_owner_drops_and_adds_while_the_sink_is_closed_is_filled() {
        JdbcSink sink = newSink();
        sink.write(changes(tag("1", "x")));
        sink.close();
        dropColumn(TAGS, "name");
        addColumn(TAGS, "name", text);

        sink.write(changes(tag("1", "x")));

        assertThat(schema.texts("SELECT \"name\" FROM $\"tags\"")).containsExactly("x");
    }

    /** A column that stands after one that was added again was added again, too. */
    @Test
    void the_newest_column_is_filled_if_its_owner_adds_it_after_another() {
        List<Column> columns = new ArrayList<>(TAGS.columns());
        columns.add(new Column("custom_attributes_plan", ColumnType.TEXT, "custom_attributes_plan"));
        Row withoutName = Row.of(TAGS, columns, Arrays.asList("1", null, "{}", "gold"));
        Changes changes = new Changes(
                List.of(), List.of(new Batch(TAGS, columns, List.of(withoutName))), new Checkpoint("w1", "feed", "{}"));
        JdbcSink sink = newSink();
        sink.write(changes(tag("1", "x")));
        sink.write(changes);
        sink.close();
        for (String column : List.of("name", "custom_attributes_plan")) {
            dropColumn(TAGS, column);
            addColumn(TAGS, column, text);
        }

        sink.write(changes);

        assertThat(schema.texts("SELECT \"custom_attributes_plan\" FROM $\"tags\""))
                .containsExactly("gold");
        sink.close();
        assertThat(sink.store(changes).changed()).isEmpty();
    }

    @Test
    void the_last_column_is_filled_after_each_drop() {
        Row company = row(COMPANIES, Map.of("id", "1", "updated_at", T1, "extra", "{\"a\":1}"));
        JdbcSink sink = newSink();
        for (int i = 0; i < 3; i++) {
            sink.write(changes(company));

            assertThat(schema.texts("SELECT \"extra\" FROM $\"companies\"")
                            .get(0)
                            .replace(" ", ""))
                    .isEqualTo("{\"a\":1}");
            sink.close();
            dropColumn(COMPANIES, "extra");
        }
    }

    @Test
    void columns_of_others_are_no_reason_to_write_rows_again() {
        JdbcSink sink = newSink();
        sink.write(changes(tag("1", "x")));
        sink.close();
        addColumn(TAGS, "mine", "INTEGER");

        WriteResult result = sink.store(changes(tag("1", "x")));

        assertThat(result.changed()).isEmpty();
    }

    @Test
    void only_rows_with_a_value_for_a_new_column_are_written_again() {
        Row[] rows = {tag("1", "x"), row(TAGS, Map.of("id", "2")), row(TAGS, Map.of("id", "3"))};
        JdbcSink sink = newSink();
        sink.write(changes(rows));
        sink.close();
        dropColumn(TAGS, "name");

        WriteResult result = sink.store(changes(rows));

        assertThat(result.changed()).containsEntry(TAGS, 1L);
        assertThat(sink.store(changes(rows)).changed()).isEmpty();
        sink.close();
        assertThat(sink.store(changes(rows)).changed()).isEmpty();
    }

    @Test
    void filling_goes_on_in_another_process() {
        Row[] rows = {tag("1", "x"), tag("2", "y"), tag("3", "z")};
        JdbcSink sink = newSink();
        sink.write(changes(rows));
        sink.close();
        dropColumn(TAGS, "name");
        sink.write(changes(tag("1", "x")));
        sink.close();

        WriteResult result = newSink().store(changes(rows));

        assertThat(result.changed()).containsEntry(TAGS, 2L);
        assertThat(schema.texts("SELECT \"name\" FROM $\"tags\" ORDER BY \"id\""))
                .containsExactly("x", "y", "z");
    }

    /** A row is always whole: if it has no value for a column of the sink, the column becomes null, in every process. */
    @Test
    void a_column_that_a_batch_does_not_name_stays_the_sinks_own_in_another_process() {
        List<Column> columns = new ArrayList<>(TAGS.columns());
        columns.add(new Column("custom_attributes_plan", ColumnType.TEXT, "custom_attributes_plan"));
        Row row = Row.of(TAGS, columns, Arrays.asList("1", "x", "{}", "gold"));
        JdbcSink sink = newSink();
        sink.write(new Changes(
                List.of(), List.of(new Batch(TAGS, columns, List.of(row))), new Checkpoint("w1", "feed", "{}")));
        sink.close();
        assertThat(schema.texts("SELECT \"custom_attributes_plan\" FROM $\"tags\""))
                .containsExactly("gold");

        newSink().write(changes(tag("1", "y")));

        assertThat(schema.texts("SELECT \"custom_attributes_plan\" FROM $\"tags\""))
                .containsExactly("null");
    }
}
