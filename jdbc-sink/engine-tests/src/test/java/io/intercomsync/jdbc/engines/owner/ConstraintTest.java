package io.intercomsync.jdbc.engines.owner;

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
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.error.SinkException;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.OnDelete;
import io.intercomsync.jdbc.engines.fixture.OwnSchema;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import io.intercomsync.sink.Removal;
import io.intercomsync.sink.Removal.Reason;
import io.intercomsync.sink.WriteResult;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Constraints that somebody else added to the tables. */
class ConstraintTest {
    @RegisterExtension
    final OwnSchema schema = new OwnSchema();

    private TestDatabase database = TestDatabase.POSTGRESQL;
    private JdbcSink sink = schema.sink(database);
    private WriteResult result = new WriteResult(Map.of(), List.of(), 0);

    private void open(TestDatabase database, OnDelete onDelete) {
        this.database = database;
        sink = schema.open(schema.in(database).onDelete(onDelete));
        schema.create(database);
    }

    private void execute(String sql) {
        database.execute(sql.replace("$", "\"" + schema + "\"."));
    }

    private List<String> live(IntercomCollection collection) {
        return schema.live(database, collection);
    }

    private List<String> refused() {
        return result.refused().stream().map(row -> String.join(" ", row.key())).toList();
    }

    private void makeConversationsWithReferences() {
        execute("CREATE TABLE $\"conversations\" (\"id\" VARCHAR NOT NULL PRIMARY KEY, CHECK (\"id\" <> 'refused'))");
        execute("CREATE TABLE $\"conversation_parts\" (\"id\" VARCHAR NOT NULL PRIMARY KEY CHECK (\"id\" <> 'refused'),"
                + " \"conversation_id\" VARCHAR REFERENCES $\"conversations\")");
    }

    @ParameterizedTest
    @EnumSource(
            names = {"POSTGRESQL", "H2", "MARIADB", "SQLITE"}) // DuckDB adds no columns to a table that is referred to
    void children_that_refer_to_parents_of_the_same_unit_are_stored_with_them(TestDatabase database) {
        open(database, OnDelete.MARK);
        makeConversationsWithReferences();

        result = sink.store(changes(
                conversation("1", T1),
                conversation("2", T1),
                conversation("refused", T1),
                part("a", "1"),
                part("b", "2"),
                part("c", "refused"),
                part("refused", "2")));

        assertThat(refused()).containsExactly("refused", "refused");
        assertThat(live(CONVERSATIONS)).containsExactly("1", "2");
        assertThat(live(CONVERSATION_PARTS)).containsExactly("a", "b");
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "H2", "MARIADB", "SQLITE"})
    void children_go_before_the_parents_that_they_refer_to(TestDatabase database) {
        open(database, OnDelete.REMOVE);
        makeConversationsWithReferences();
        result = sink.store(changes(conversation("1", T1), conversation("2", T1), part("a", "1"), part("b", "2")));

        result = sink.store(changes(
                "w1",
                List.of(
                        gone(CONVERSATIONS, "1", Reason.DELETED),
                        new Removal.ChildrenOf(CONVERSATION_PARTS, "1", Reason.DELETED, T2))));

        assertThat(live(CONVERSATIONS)).containsExactly("2");
        assertThat(live(CONVERSATION_PARTS)).containsExactly("b");
    }

    @ParameterizedTest
    @EnumSource(
            names = {"POSTGRESQL", "H2", "MARIADB", "SQLITE"
            }) // DuckDB takes no value that was unique until the same transaction
    void a_row_may_take_a_unique_value_from_a_row_that_is_removed_in_the_same_unit(TestDatabase database) {
        open(database, OnDelete.REMOVE);
        execute("CREATE TABLE $\"tags\" (\"id\" VARCHAR NOT NULL PRIMARY KEY CHECK (\"id\" <> 'refused'),"
                + " \"name\" VARCHAR UNIQUE)");
        result = sink.store(changes(tag("1", "same")));

        result = sink.store(
                changes("w1", List.of(gone(TAGS, "1", Reason.DELETED)), tag("2", "same"), tag("refused", "other")));

        assertThat(refused()).containsExactly("refused");
        assertThat(live(TAGS)).containsExactly("2");
    }

    @Test
    void a_row_is_found_that_is_refused_only_at_the_end_of_the_transaction() {
        open(TestDatabase.POSTGRESQL, OnDelete.MARK);
        execute("CREATE TABLE $allowed (name text PRIMARY KEY)");
        execute("INSERT INTO $allowed VALUES ('x')");
        execute("CREATE TABLE $tags (id text PRIMARY KEY,"
                + " name text REFERENCES $allowed DEFERRABLE INITIALLY DEFERRED)");

        result = sink.store(changes(tag("1", "x"), tag("2", "not allowed"), tag("3", "x")));

        assertThat(refused()).containsExactly("2");
        assertThat(live(TAGS)).containsExactly("1", "3");
    }

    static void assertWithoutData(Throwable e) {
        assertThat(Stream.iterate(e, Objects::nonNull, Throwable::getCause))
                .noneMatch(each -> String.valueOf(each.getMessage()).contains("secret"));
    }

    @ParameterizedTest
    @EnumSource
    void a_column_that_becomes_required_while_the_sink_is_open_is_told_by_its_name(TestDatabase database) {
        open(database, OnDelete.MARK);
        execute("CREATE TABLE $\"tags\" (\"id\" VARCHAR NOT NULL, \"mine\" VARCHAR"
                + (database == TestDatabase.DUCKDB ? ")" : ", PRIMARY KEY (\"id\"))"));
        result = sink.store(changes(tag("1", "x")));
        execute("UPDATE $\"tags\" SET \"mine\" = 'x'");
        execute("ALTER TABLE $\"tags\" ALTER COLUMN \"mine\" SET NOT NULL");

        assertThatThrownBy(() -> sink.write(changes(tag("2", "y"))))
                .isInstanceOf(SinkException.class)
                .hasMessageContaining("\"mine\"")
                .hasMessageContaining("Give it a default");
    }
}
