package io.intercomsync.jdbc.engines.history;

import static io.intercomsync.collection.IntercomCollection.COMPANIES;
import static io.intercomsync.collection.IntercomCollection.CONVERSATIONS;
import static io.intercomsync.collection.IntercomCollection.CONVERSATION_PARTS;
import static io.intercomsync.collection.IntercomCollection.TAGS;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static io.intercomsync.jdbc.engines.fixture.TestDatabase.POSTGRESQL;
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
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
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

    @ParameterizedTest
    @EnumSource
    void only_named_collections_have_a_history(TestDatabase database) {
        JdbcSink sink = sink(database, TAGS);

        sink.store(changes(tag("1", "x"), user("1", T1, "Ann")));

        assertThat(versions(database, TAGS, "name")).containsExactly("x");
        assertThatThrownBy(() -> versions(database, USERS, "name")).isInstanceOf(IllegalStateException.class);
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
    void a_column_of_decimals_is_widened_like_that_of_the_table(TestDatabase database) {
        BigDecimal many = new BigDecimal("0.12345678901234567890123");
        store(schema.in(database).history(COMPANIES), changes(company(T1, new BigDecimal("1.5"))));

        store(schema.in(database).history(COMPANIES), changes(company(T2, many)));

        assertThat(versions(database, COMPANIES, "monthly_spend"))
                .extracting(value -> new BigDecimal(value.toString()).stripTrailingZeros())
                .containsExactly(new BigDecimal("1.5"), many);
    }

    private static Row company(Instant version, BigDecimal spend) {
        return row(COMPANIES, Map.of("id", "1", "updated_at", version, "monthly_spend", spend));
    }

    @Test
    void a_version_is_as_a_trigger_of_the_owner_has_stored_the_row() {
        JdbcSink sink = sink(POSTGRESQL, TAGS);
        sink.store(changes(tag("1", "x")));
        POSTGRESQL.execute("CREATE FUNCTION \"" + schema + "\".shout() RETURNS trigger LANGUAGE plpgsql AS"
                + " 'BEGIN NEW.name := upper(NEW.name); RETURN NEW; END'");
        POSTGRESQL.execute("CREATE TRIGGER shout BEFORE INSERT OR UPDATE ON " + schema.table(TAGS)
                + " FOR EACH ROW EXECUTE FUNCTION \"" + schema + "\".shout()");

        sink.store(changes(tag("1", "y")));

        assertThat(versions(POSTGRESQL, TAGS, "name")).containsExactly("x", "Y");
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "DUCKDB"})
    void the_queries_of_the_page_answer(TestDatabase database) throws IOException {
        JdbcSink sink = sink(database, USERS);
        Instant day = Instant.parse("2024-05-01T00:00:00Z");
        for (String plan : List.of("tin", "gold", "gold", "tin")) {
            day = day.plus(20, ChronoUnit.DAYS);
            String json = "{\"plan\":\"" + plan + "\"}";
            sink.store(changes(row(USERS, Map.of("id", "1", "updated_at", day, "custom_attributes", json))));
        }

        List<List<Object>> answers = new ArrayList<>();
        Matcher query = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL).matcher(section());
        while (query.find()) {
            answers.add(database.query(query.group(1).replace("intercom.", schema + ".")));
        }

        assertThat(answers).containsExactly(List.of("1"), List.of("1", "1"));
    }

    private static String section() throws IOException {
        String page = Files.readString(Path.of("../../src-docs/jdbc.md"));
        int start = page.indexOf("## History");
        return page.substring(start, page.indexOf("## ", start + 1));
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
