package io.intercomsync.jdbc.engines.value;

import static io.intercomsync.collection.IntercomCollection.TAGS;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static io.intercomsync.jdbc.engines.fixture.TestChanges.T1;
import static io.intercomsync.jdbc.engines.fixture.TestChanges.T2;
import static io.intercomsync.jdbc.engines.fixture.TestChanges.changes;
import static io.intercomsync.jdbc.engines.fixture.TestChanges.gone;
import static io.intercomsync.jdbc.engines.fixture.TestChanges.row;
import static io.intercomsync.jdbc.engines.fixture.TestChanges.tag;
import static io.intercomsync.jdbc.engines.fixture.TestChanges.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.checkpoint.Checkpoint;
import io.intercomsync.collection.Column;
import io.intercomsync.collection.ColumnType;
import io.intercomsync.collection.Row;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.OnDelete;
import io.intercomsync.jdbc.engines.fixture.OwnSchema;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import io.intercomsync.sink.Batch;
import io.intercomsync.sink.Changes;
import io.intercomsync.sink.Removal;
import io.intercomsync.sink.Removal.Reason;
import io.intercomsync.sink.WriteResult;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tables, marks and odd data on each database. */
class BehaviourTest {
    @RegisterExtension
    final OwnSchema schema = new OwnSchema();

    @ParameterizedTest
    @EnumSource
    void hostile_names_of_schemas_are_names(TestDatabase database) {
        String name = "a\"b'; DROP SCHEMA \"" + schema + "\" -- %_\u4e2d"
                + (database == TestDatabase.MARIADB ? "" : "\uD83D\uDE00"); // MariaDB refuses such characters in names
        schema.create(database);
        JdbcSink sink = schema.open(database.sink(name));

        sink.write(changes(tag("1", "x")));
        sink.write(changes(tag("1", "y"), tag("2", "z")));

        assertThat(database.query(
                        "SELECT \"name\" FROM \"" + name.replace("\"", "\"\"") + "\".\"tags\" ORDER BY \"id\""))
                .containsExactly("y", "z");
        database.execute("DROP SCHEMA \"" + schema + "\"");
        database.execute("DROP SCHEMA \"" + name.replace("\"", "\"\"") + "\" CASCADE");
    }

    @ParameterizedTest
    @EnumSource
    void columns_whose_names_are_longer_than_the_database_allows_stay_apart(TestDatabase database) {
        // In MariaDB the sink records names of up to 255 characters; Intercom has none that is so long.
        String start = "custom_\u4e2d".repeat(database == TestDatabase.MARIADB ? 30 : 40);
        List<Column> columns = Stream.of("id", start + "1", start + "2")
                .map(name -> new Column(name, ColumnType.TEXT, name))
                .toList();
        Row row = Row.of(TAGS, columns, List.of("1", "one", "two"));
        Changes changes = new Changes(
                List.of(), List.of(new Batch(TAGS, columns, List.of(row))), new Checkpoint("w1", "feed", "{}"));
        JdbcSink sink = schema.sink(database);
        sink.write(changes);
        sink.close();

        schema.sink(database).write(changes);

        List<Object> found = database.query("SELECT column_name FROM information_schema.columns WHERE table_schema = '"
                + schema + "' AND column_name LIKE 'custom%'");
        assertThat(found)
                .hasSize(2)
                .flatMap(name -> database.query("SELECT \"" + name + "\" FROM " + schema.table(TAGS)))
                .containsExactlyInAnyOrder("one", "two");
    }

    @ParameterizedTest
    @EnumSource
    void the_version_is_asked_after_the_removals_of_the_same_changes(TestDatabase database) {
        JdbcSink sink = schema.sink(database);
        sink.write(changes(user("1", T2, "newer"), user("2", T2, "newer"), user("3", T2, "newer")));
        sink.write(changes("w1", List.of(gone(USERS, "3", Reason.DELETED))));

        sink.write(changes(
                "w1",
                List.of(gone(USERS, "1", Reason.MOVED)),
                user("1", T1, "older"),
                user("2", T1, "older"),
                user("3", T1, "older")));

        assertThat(database.query("SELECT \"name\" FROM " + schema.table(USERS) + " ORDER BY \"id\""))
                .containsExactly("older", "newer", "older");
        assertThat(schema.live(database, USERS)).containsExactly("1", "2", "3");
    }

    @ParameterizedTest
    @EnumSource
    void deleted_rows_are_marked_removed_or_ignored(TestDatabase database) {
        for (OnDelete onDelete : OnDelete.values()) {
            JdbcSink sink = schema.open(schema.in(database).onDelete(onDelete));
            sink.write(changes(tag("1", "x"), tag("2", "y"), tag("3", "z")));

            sink.write(changes("w1", List.of(gone(TAGS, "1", Reason.DELETED), gone(TAGS, "3", Reason.MOVED))));

            assertThat(schema.live(database, TAGS))
                    .as(onDelete.toString())
                    .isEqualTo(onDelete == OnDelete.IGNORE ? List.of("1", "2") : List.of("2"));
            assertThat(database.query("SELECT \"id\" FROM " + schema.table(TAGS)))
                    .as(onDelete.toString())
                    .hasSize(onDelete == OnDelete.REMOVE ? 1 : 2);
            sink.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_mark_tells_when_and_goes_when_the_row_returns(TestDatabase database) {
        JdbcSink sink = schema.sink(database);
        sink.write(changes(tag("1", "x")));
        sink.write(changes("w1", List.of(gone(TAGS, "1", Reason.DELETED))));
        assertThat(database.query("SELECT CAST(\"deleted_at\" AS VARCHAR) FROM " + schema.table(TAGS))
                        .get(0))
                .asString()
                .startsWith("2024-05-01");

        sink.write(changes(tag("1", "x")));

        assertThat(database.query("SELECT \"deleted_at\" FROM " + schema.table(TAGS)))
                .containsExactly((Object) null);
    }

    @ParameterizedTest
    @EnumSource
    void a_row_is_marked_whatever_the_second_of_its_end(TestDatabase database) {
        JdbcSink sink = schema.sink(database);
        sink.write(changes(tag("1", "x")));

        Instant minute = Instant.parse("2024-05-01T10:00:00Z");
        sink.write(changes("w1", List.of(new Removal.ByKey(TAGS, List.of("1"), Reason.DELETED, minute, null))));

        assertThat(schema.live(database, TAGS)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void the_id_of_a_survivor_is_cleaned_like_any_text(TestDatabase database) {
        JdbcSink sink = schema.sink(database);
        sink.write(changes(user("1", T1, "x")));

        sink.write(changes(
                "w1", List.of(new Removal.ByKey(USERS, List.of("1"), Reason.MERGED, T2, "nul \u0000, half \uD83D"))));

        assertThat(String.valueOf(database.query("SELECT \"merged_into\" FROM " + schema.table(USERS))
                        .get(0)))
                .matches("nul [\u0000\uFFFD], half \uFFFD");
    }

    @ParameterizedTest
    @EnumSource
    void workspaces_share_a_schema_with_a_column_for_them(TestDatabase database) {
        JdbcSink one = schema.open(schema.in(database).workspaceColumn());
        one.write(changes("w1", List.of(), tag("1", "of w1"), tag("2", "of w1")));
        one.close();
        JdbcSink two = schema.open(schema.in(database).workspaceColumn());

        two.write(changes("w2", List.of(), tag("1", "of w2"), tag("2", "of w2")));
        two.write(changes("w2", List.of(gone(TAGS, "1", Reason.MOVED))));

        assertThat(database.query("SELECT \"name\" FROM " + schema.table(TAGS) + " ORDER BY \"workspace_id\", \"id\""))
                .containsExactly("of w1", "of w1", "of w2");
        assertThat(two.liveRows("w1", TAGS)).isEqualTo(2);
        assertThat(two.liveRows("w2", TAGS)).isEqualTo(1);
        assertThat(two.checkpoint("w3", "feed")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "DUCKDB", "H2"}) // MariaDB has text for JSON, and no times with a zone
    void json_is_the_databases_json_and_times_have_a_zone(TestDatabase database) {
        schema.sink(database).write(changes(user("1", T1, "x")));

        assertThat(type(database, "tags")).matches("(?i)jsonb?");
        assertThat(type(database, "updated_at")).matches("(?i)timestamp(tz|\\(6\\) with| with).*|timestamptz");
    }

    private String type(TestDatabase database, String column) {
        return String.valueOf(database.query("SELECT data_type FROM information_schema.columns WHERE table_schema = '"
                        + schema + "' AND table_name = 'users' AND column_name = '" + column + "'")
                .get(0));
    }

    @ParameterizedTest
    @EnumSource
    void a_time_that_no_column_holds_is_kept_in_extra(TestDatabase database) {
        schema.sink(database)
                .write(changes(row(
                        USERS,
                        Map.of(
                                "id",
                                "1",
                                "signed_up_at",
                                Instant.parse("+12024-01-01T00:00:00Z"),
                                "extra",
                                "{\"a\":1}"))));

        Object extra = schema.rows(database, USERS).get(0).value("extra");
        assertThat(String.valueOf(extra).replace(" ", ""))
                .contains("\"signed_up_at\":\"+12024-01-01T00:00:00Z\"")
                .contains("\"a\":1");
        assertThat(database.query("SELECT \"signed_up_at\" FROM " + schema.table(USERS)))
                .containsExactly((Object) null);
    }

    @ParameterizedTest
    @EnumSource
    void a_property_that_is_left_out_is_null_in_rows_that_come_again(TestDatabase database) {
        JdbcSink sink = schema.sink(database);
        sink.write(changes(tag("1", "x"), tag("2", "x")));
        List<Column> columns = TAGS.columns().stream()
                .filter(column -> !column.name().equals("name"))
                .toList();
        Row row = Row.of(
                TAGS,
                columns,
                columns.stream()
                        .map(column ->
                                column.name().equals("id") ? "1" : tag("1", "x").value(column.name()))
                        .toList());
        sink.close();

        sink.write(new Changes(
                List.of(), List.of(new Batch(TAGS, columns, List.of(row))), new Checkpoint("w1", "feed", "{}")));

        assertThat(database.query("SELECT coalesce(\"name\", 'none') FROM " + schema.table(TAGS) + " ORDER BY \"id\""))
                .containsExactly("none", "x");
    }

    @ParameterizedTest
    @EnumSource
    void numbers_of_a_thousand_digits_keep_them(TestDatabase database) {
        JdbcSink sink = schema.sink(database);
        List<BigDecimal> numbers = Stream.of(
                        "0.5",
                        "7".repeat(1_000),
                        "0." + "0".repeat(500) + "7".repeat(500),
                        "-" + "7".repeat(999) + ".7")
                .map(BigDecimal::new)
                .toList();

        for (int i = 0; i < numbers.size(); i++) {
            sink.write(
                    changes(row(USERS, Map.of("id", Integer.toString(i), "location_data_latitude", numbers.get(i)))));
        }

        assertThat(database
                        .query("SELECT CAST(\"location_data_latitude\" AS VARCHAR) FROM " + schema.table(USERS)
                                + " ORDER BY \"id\"")
                        .stream()
                        .map(text -> new BigDecimal(text.toString()).stripTrailingZeros()))
                .containsExactlyElementsOf(
                        numbers.stream().map(BigDecimal::stripTrailingZeros).toList());
    }

    @ParameterizedTest
    @EnumSource
    void characters_that_were_replaced_are_counted(TestDatabase database) {
        JdbcSink sink = schema.sink(database);

        WriteResult result = sink.store(changes(tag("1", "half \uD83D of a pair")));

        assertThat(result.replacedCharacters()).isEqualTo(1);
        assertThat(database.query("SELECT \"name\" FROM " + schema.table(TAGS)))
                .containsExactly("half \uFFFD of a pair");
    }
}
