package io.intercomsync.jdbc.engines.history;

import static io.intercomsync.collection.IntercomCollection.CONVERSATIONS;
import static io.intercomsync.collection.IntercomCollection.CONVERSATION_PARTS;
import static io.intercomsync.collection.IntercomCollection.TAGS;
import static io.intercomsync.collection.IntercomCollection.USERS;
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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.checkpoint.Checkpoint;
import io.intercomsync.collection.Column;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.error.SinkException;
import io.intercomsync.jdbc.CustomAttributes;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.engines.fixture.OwnSchema;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import io.intercomsync.sink.Batch;
import io.intercomsync.sink.Changes;
import io.intercomsync.sink.Removal;
import io.intercomsync.sink.Removal.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** K67: the rules of the history, one by one. {@link RandomHistoryTest} plays them together. */
class HistoryTest {
    @RegisterExtension
    final OwnSchema schema = new OwnSchema();

    private JdbcSink sink(TestDatabase database, IntercomCollection... kept) {
        return schema.open(schema.in(database).history(kept));
    }

    private static void store(JdbcSink.Builder builder, Changes changes) {
        try (JdbcSink sink = builder.build()) {
            sink.store(changes);
        }
    }

    /** Returns a column of all versions, in the order of time. */
    private List<Object> versions(TestDatabase database, IntercomCollection collection, String column) {
        return database.query("SELECT \"" + column + "\" FROM " + schema.table(collection.tableName() + "_history")
                + " ORDER BY \"valid_from\", \"id\"");
    }

    private List<Object> tables(TestDatabase database) {
        return database.query("SELECT table_name FROM information_schema.tables WHERE table_schema = '" + schema
                + "' AND table_name LIKE '%history'");
    }

    @ParameterizedTest
    @EnumSource
    void only_named_collections_have_a_history(TestDatabase database) {
        JdbcSink sink = sink(database, TAGS);

        sink.store(changes(tag("1", "x"), user("1", T1, "Ann")));

        assertThat(tables(database)).containsExactly("tags_history");
    }

    @ParameterizedTest
    @EnumSource
    void a_column_that_is_added_later_makes_no_version_but_gets_its_value(TestDatabase database) {
        JdbcSink sink = sink(database, USERS);
        List<Column> early = USERS.columns().stream()
                .filter(column -> !column.name().equals("phone"))
                .toList();
        Row whole = row(USERS, Map.of("id", "1", "updated_at", T1, "name", "Ann", "phone", "123"));
        Row part = Row.of(
                USERS,
                early,
                early.stream().map(column -> whole.value(column.name())).toList());
        sink.store(new Changes(
                List.of(), List.of(new Batch(USERS, early, List.of(part))), new Checkpoint("w1", "feed", "{}")));

        sink.store(changes(whole));

        assertThat(versions(database, USERS, "phone")).containsExactly("123");
        assertThat(versions(database, USERS, "valid_to")).containsOnlyNulls();
    }

    @ParameterizedTest
    @EnumSource
    void versions_that_were_stored_without_columns_of_attributes_get_them_later(TestDatabase database) {
        Row first = row(USERS, Map.of("id", "1", "updated_at", T1, "custom_attributes", "{\"plan\":\"gold\"}"));
        Row second = row(USERS, Map.of("id", "1", "updated_at", T2, "custom_attributes", "{\"plan\":\"tin\"}"));
        store(schema.in(database).history(USERS), changes(first));
        store(schema.in(database).history(USERS).customAttributes(CustomAttributes.JSON_ONLY), changes(second));

        store(schema.in(database).history(USERS), changes());

        assertThat(versions(database, USERS, "custom_attributes_plan")).containsExactly("gold", "tin");
    }

    @ParameterizedTest
    @EnumSource
    void children_have_a_history_too(TestDatabase database) {
        JdbcSink sink = sink(database, CONVERSATION_PARTS);
        sink.store(changes(conversation("c", T1), part("1", "c"), part("2", "c"), part("3", "c")));
        Removal replaced = new Removal.ChildrenOf(CONVERSATION_PARTS, "c", Reason.REPLACED, T2);

        sink.store(changes("w1", List.of(replaced), conversation("c", T2), part("1", "c"), part("2", "c")));
        List<Object> afterReplacement = current(database);
        Removal all = new Removal.ChildrenOf(CONVERSATION_PARTS, "c", Reason.DELETED, T2);
        sink.store(changes("w1", List.of(all, gone(CONVERSATIONS, "c", Reason.DELETED))));

        assertThat(afterReplacement).containsExactly("1", "2");
        assertThat(current(database)).isEmpty();
        assertThat(versions(database, CONVERSATION_PARTS, "id")).containsExactlyInAnyOrder("1", "2", "3");
    }

    private List<Object> current(TestDatabase database) {
        return database.query("SELECT \"id\" FROM " + schema.table("conversation_parts_history")
                + " WHERE \"is_current\" = TRUE ORDER BY \"id\"");
    }

    @ParameterizedTest
    @EnumSource
    void many_rows_that_are_stored_already_get_a_first_version(TestDatabase database) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 4_100; i++) {
            rows.add(tag("t" + i, "name " + i));
        }
        store(schema.in(database), changes(rows.toArray(Row[]::new)));

        store(schema.in(database).history(TAGS), changes());

        assertThat(database.query("SELECT count(*) FROM " + schema.table("tags_history") + " AS h JOIN "
                        + schema.table("tags") + " AS t ON t.\"id\" = h.\"id\" AND t.\"name\" = h.\"name\""
                        + " AND h.\"valid_from\" = t.\"received_at\" WHERE h.\"is_current\" = TRUE"))
                .extracting(Object::toString)
                .containsExactly("4100");
    }

    @ParameterizedTest
    @EnumSource
    void a_run_that_changes_nothing_writes_no_version(TestDatabase database) {
        Changes changes = changes(user("1", T1, "Ann"), user("2", T1, "Bob"));
        store(schema.in(database).history(USERS), changes);
        List<Object> before = versions(database, USERS, "_version");

        try (JdbcSink sink = schema.in(database).history(USERS).build()) {
            assertThat(sink.store(changes).changed()).isEmpty();
        }

        assertThat(versions(database, USERS, "_version")).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void a_row_that_the_database_keeps_out_has_no_version(TestDatabase database) {
        JdbcSink sink = sink(database, TAGS);
        sink.store(changes(tag("1", "x")));
        database.execute(
                "CREATE UNIQUE INDEX \"" + schema + "_i\" ON " + schema.table(TAGS) + " (" + indexed(database) + ")");

        sink.store(changes(tag("2", "x"), tag("3", "y")));

        assertThat(versions(database, TAGS, "id")).containsExactlyInAnyOrder("1", "3");
    }

    private static String indexed(TestDatabase database) {
        return database == TestDatabase.MARIADB ? "\"name\"(100)" : "\"name\"";
    }

    @ParameterizedTest
    @EnumSource
    void a_table_of_somebody_else_is_refused(TestDatabase database) {
        schema.create(database);
        database.execute("CREATE TABLE " + schema.table("tags_history") + " (\"id\" VARCHAR)");
        JdbcSink sink = sink(database, TAGS);

        assertThatThrownBy(() -> sink.store(changes(tag("1", "x"))))
                .isInstanceOf(SinkException.class)
                .hasMessageContaining("tags_history")
                .hasMessageContaining("history(...)");
    }
}
