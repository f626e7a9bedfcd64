package io.intercomsync.jdbc.testkit;

import static io.intercomsync.collection.IntercomCollection.TAGS;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.changes;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.row;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.tag;
import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.checkpoint.Checkpoint;
import io.intercomsync.collection.Column;
import io.intercomsync.collection.ColumnType;
import io.intercomsync.collection.Row;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.dialect.FoundColumn;
import io.intercomsync.jdbc.testkit.internal.TestAddress;
import io.intercomsync.jdbc.testkit.internal.TestSchema;
import io.intercomsync.sink.Batch;
import io.intercomsync.sink.Changes;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The part of the contract about names of schemas and columns. */
abstract class JdbcNameTests extends JdbcRowTests {

    JdbcNameTests(TestAddress address) {
        super(address);
    }

    @Test
    void hostile_names_of_schemas_are_names() {
        String hostile = "a\"b'; DROP SCHEMA \"" + schema + "\" -- %_\u4e2d";
        TestSchema named = Stream.of(hostile + "\uD83D\uDE00", hostile)
                .map(schema::named)
                .filter(JdbcNameTests::isAllowed)
                .findFirst()
                .orElseGet(() -> Assumptions.abort("The database allows no such names of schemas"));
        schema.create();
        schema.execute("CREATE TABLE $\"notes\" (\"id\" " + key + ")");
        try {
            JdbcSink sink = named.open(settings(named.builder()));

            sink.write(changes(tag("1", "x")));
            sink.write(changes(tag("1", "y"), tag("2", "z")));

            assertThat(named.texts("SELECT \"name\" FROM $\"tags\" ORDER BY \"id\""))
                    .containsExactly("y", "z");
            assertThat(schema.exists()).isTrue();
        } finally {
            named.drop();
        }
    }

    private static boolean isAllowed(TestSchema named) {
        try {
            named.create();
            named.drop();
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    @Test
    void columns_whose_names_are_longer_than_the_database_allows_stay_apart() {
        // The sink records names of up to 255 characters where keys are no longer; Intercom has none that is so long.
        String start = "custom_\u4e2d".repeat(30);
        List<Column> columns = Stream.of("id", start + "1", start + "2")
                .map(name -> new Column(name, ColumnType.TEXT, name))
                .toList();
        Row row = Row.of(TAGS, columns, List.of("1", "one", "two"));
        Changes changes = new Changes(
                List.of(), List.of(new Batch(TAGS, columns, List.of(row))), new Checkpoint("w1", "feed", "{}"));
        JdbcSink sink = newSink();
        sink.write(changes);
        sink.close();

        newSink().write(changes);

        List<String> found = schema.access().columns("tags").stream()
                .map(FoundColumn::name)
                .filter(name -> name.startsWith("custom"))
                .toList();
        assertThat(found)
                .hasSize(2)
                .flatMap(name -> schema.texts("SELECT \"" + name + "\" FROM $\"tags\""))
                .containsExactlyInAnyOrder("one", "two");
    }

    @Test
    void columns_may_have_names_that_sql_reserves() {
        List<String> names = List.of("id", "select", "order", "user", "table", "group", "from", "primary", "values");
        List<Column> columns = names.stream()
                .map(name -> new Column(name, ColumnType.TEXT, name))
                .toList();
        Row row = Row.of(TAGS, columns, List.copyOf(names));

        newSink()
                .write(new Changes(
                        List.of(),
                        List.of(new Batch(TAGS, columns, List.of(row))),
                        new Checkpoint("w1", "feed", "{}")));

        String quoted = names.stream().map(name -> '"' + name + '"').collect(Collectors.joining(", "));
        assertThat(schema.texts("SELECT " + quoted + " FROM $\"tags\"")).containsExactly(String.join("|", names));
    }
}
