package io.intercomsync.jdbc.testkit;

import static io.intercomsync.collection.IntercomCollection.CONTACTS;
import static io.intercomsync.collection.IntercomCollection.CONVERSATIONS;
import static io.intercomsync.collection.IntercomCollection.CONVERSATION_PARTS;
import static io.intercomsync.collection.IntercomCollection.TAGS;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.T1;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.T2;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.changes;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.conversation;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.gone;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.part;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.row;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.tag;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.intercomsync.checkpoint.Checkpoint;
import io.intercomsync.collection.Row;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.testkit.internal.TestAddress;
import io.intercomsync.sink.Changes;
import io.intercomsync.sink.Removal;
import io.intercomsync.sink.Removal.Reason;
import io.intercomsync.sink.WriteResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The part of the contract about rows that a constraint of the owner refuses. */
abstract class JdbcConstraintTests extends JdbcSchemaTests {

    JdbcConstraintTests(TestAddress address) {
        super(address);
    }

    /** Makes a table before the sink does. */
    private void createTable(String table, String columns) {
        schema.execute("CREATE TABLE $\"" + table + "\" (" + columns + ")");
    }

    /** Creates the schema. Skips the test if the database takes {@code refused} twice in a column of this type and constraint. */
    private void createSchema(String columnType) {
        String insert = "INSERT INTO $\"probe\" VALUES ('refused')";
        schema.create();
        boolean isEnforced = accepts("CREATE TABLE $\"probe\" (\"id\" " + columnType + ")");
        boolean isFirstTaken = isEnforced && accepts(insert);
        isEnforced &= !isFirstTaken || !accepts(insert);
        assumeTrue(isEnforced, "The database does not enforce " + columnType);
        schema.execute("DROP TABLE $\"probe\"");
    }

    private boolean accepts(String sql) {
        try {
            schema.execute(sql);
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private static List<String> refused(WriteResult result) {
        return result.refused().stream().map(row -> String.join(" ", row.key())).toList();
    }

    @Test
    void a_unit_with_refused_rows_is_stored_without_its_checkpoint() {
        createSchema(key + " CHECK (\"id\" <> 'refused')");
        createTable("tags", "\"id\" " + key + " NOT NULL PRIMARY KEY, CHECK (\"id\" <> 'refused')");
        JdbcSink sink = newSink();
        Changes all = changes(tag("1", "x"), tag("refused", "y"), tag("2", "z"));
        sink.write(changes(tag("0", "x")));
        Checkpoint before = sink.checkpoint(all.workspace(), all.feed()).orElseThrow();

        WriteResult result = sink.store(new Changes(
                all.removals(), all.batches(), new Checkpoint(all.workspace(), all.feed(), "{\"page\":2}")));

        assertThat(refused(result)).containsExactly("refused");
        assertThat(schema.live(TAGS)).containsExactly("0", "1", "2");
        assertThat(sink.checkpoint(all.workspace(), all.feed())).contains(before);
        Checkpoint owing = new Checkpoint(all.workspace(), all.feed(), "{\"owed\":1}");
        sink.write(new Changes(List.of(), List.of(), owing));
        assertThat(sink.checkpoint(all.workspace(), all.feed())).contains(owing);
        sink.write(changes(tag("3", "x"))); // its own checkpoint does not surprise it
        assertThat(schema.live(TAGS)).containsExactly("0", "1", "2", "3");
    }

    @Test
    void the_stored_row_stays_if_its_new_version_is_refused() {
        createSchema(key + " CHECK (\"id\" <> 'refused')");
        createTable(
                "users",
                "\"id\" " + key + " NOT NULL PRIMARY KEY," + " \"name\" " + text + " CHECK (\"name\" <> 'refused')");
        createTable(
                "conversation_parts",
                "\"id\" " + key + " NOT NULL PRIMARY KEY," + " \"part_type\" " + text
                        + " CHECK (\"part_type\" <> 'refused')");
        JdbcSink sink = newSink();
        sink.write(changes(
                row(CONTACTS, Map.of("id", "p", "updated_at", T1)),
                conversation("c", T1),
                part("stays", "c"),
                part("edited", "c"),
                part("goes", "c")));

        Map<String, String> edited = Map.of("id", "edited", "conversation_id", "c", "part_type", "refused");
        WriteResult result = sink.store(changes(
                "w1",
                List.of(
                        gone(CONTACTS, "p", Reason.MOVED),
                        new Removal.ChildrenOf(CONVERSATION_PARTS, "c", Reason.REPLACED, T2)),
                user("p", T2, "refused"),
                conversation("c", T2),
                part("stays", "c"),
                row(CONVERSATION_PARTS, edited)));

        assertThat(refused(result)).contains("p", "edited");
        assertThat(schema.live(CONTACTS)).containsExactly("p");
        assertThat(schema.live(CONVERSATION_PARTS)).containsExactly("edited", "stays");
    }

    @Test
    void a_refused_row_is_told_and_its_children_stay_out() {
        createSchema(key + " CHECK (\"id\" <> 'refused')");
        createTable("conversations", "\"id\" " + key + " NOT NULL PRIMARY KEY, CHECK (\"id\" <> 'c7')");
        JdbcSink sink = newSink();
        sink.write(changes(conversation("c0", T1), part("p0", "c0")));
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            rows.add(conversation("c" + i, T2));
            rows.add(part("p" + i, "c" + i));
        }

        WriteResult result = sink.store(changes(rows.toArray(Row[]::new)));

        assertThat(refused(result)).containsExactly("c7");
        assertThat(result.refused().get(0).reason()).contains("constraint");
        assertThat(schema.live(CONVERSATIONS)).hasSize(19).doesNotContain("c7");
        assertThat(schema.live(CONVERSATION_PARTS)).hasSize(19).doesNotContain("p7");
    }

    @Test
    void of_rows_that_cannot_stand_beside_each_other_one_is_stored() {
        createSchema(text + " UNIQUE");
        createTable("tags", "\"id\" " + key + " NOT NULL PRIMARY KEY, \"name\" " + text + " UNIQUE");

        WriteResult result = newSink()
                .store(changes(tag("1", "x"), tag("2", "same"), tag("3", "y"), tag("4", "z"), tag("5", "same")));

        assertThat(refused(result)).containsExactly("5");
        assertThat(schema.live(TAGS)).containsExactly("1", "2", "3", "4");
    }
}
