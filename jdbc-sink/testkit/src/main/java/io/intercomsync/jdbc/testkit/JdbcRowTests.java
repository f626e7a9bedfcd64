package io.intercomsync.jdbc.testkit;

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

import io.intercomsync.checkpoint.Checkpoint;
import io.intercomsync.collection.Column;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.OnDelete;
import io.intercomsync.jdbc.testkit.internal.TestAddress;
import io.intercomsync.sink.Batch;
import io.intercomsync.sink.Changes;
import io.intercomsync.sink.Removal;
import io.intercomsync.sink.Removal.Reason;
import io.intercomsync.sink.WriteResult;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The part of the contract about rows: marks, versions and odd values. */
abstract class JdbcRowTests extends JdbcTests {

    JdbcRowTests(TestAddress address) {
        super(address);
    }

    @Test
    void rows_that_come_again_unchanged_are_not_written() {
        Row[] rows = {user("1", T1, "x"), user("2", T2, "y"), tag("1", "x"), conversation("c", T1), part("p", "c")};
        JdbcSink sink = newSink();
        sink.write(changes(rows));
        List<String> before = schema.texts("SELECT * FROM $\"users\" ORDER BY \"id\"");
        sink.close();

        WriteResult result = newSink().store(changes(rows));

        assertThat(result.changed()).isEmpty();
        assertThat(schema.texts("SELECT * FROM $\"users\" ORDER BY \"id\"")).isEqualTo(before);
    }

    @Test
    void deep_json_is_kept() {
        String deep = "[".repeat(60) + "\"\\u0000 \\ud83d\\ude00\"" + "]".repeat(60);
        Row row = row(USERS, Map.of("id", "1", "updated_at", T1, "extra", "{\"deep\":" + deep + "}"));

        newSink().write(changes(row));

        Object extra = schema.rows(USERS).get(0).value("extra");
        assertThat(String.valueOf(extra)).contains("[".repeat(60)).contains("]".repeat(60));
    }

    @Test
    void the_version_is_asked_after_the_removals_of_the_same_changes() {
        JdbcSink sink = newSink();
        sink.write(changes(user("1", T2, "newer"), user("2", T2, "newer"), user("3", T2, "newer")));
        sink.write(changes("w1", List.of(gone(USERS, "3", Reason.DELETED))));

        sink.write(changes(
                "w1",
                List.of(gone(USERS, "1", Reason.MOVED)),
                user("1", T1, "older"),
                user("2", T1, "older"),
                user("3", T1, "older")));

        assertThat(schema.texts("SELECT \"name\" FROM $\"users\" ORDER BY \"id\""))
                .containsExactly("older", "newer", "older");
        assertThat(schema.live(USERS)).containsExactly("1", "2", "3");
    }

    @Test
    void deleted_rows_are_marked_removed_or_ignored() {
        for (OnDelete onDelete : OnDelete.values()) {
            JdbcSink sink = schema.open(builder().onDelete(onDelete));
            sink.write(changes(tag("1", "x"), tag("2", "y"), tag("3", "z")));

            sink.write(changes("w1", List.of(gone(TAGS, "1", Reason.DELETED), gone(TAGS, "3", Reason.MOVED))));

            assertThat(schema.live(TAGS))
                    .as(onDelete.toString())
                    .isEqualTo(onDelete == OnDelete.IGNORE ? List.of("1", "2") : List.of("2"));
            assertThat(schema.texts("SELECT \"id\" FROM $\"tags\""))
                    .as(onDelete.toString())
                    .hasSize(onDelete == OnDelete.REMOVE ? 1 : 2);
            sink.close();
        }
    }

    /** Children that were replaced, and rows that moved, are removed in any case. */
    @ParameterizedTest
    @EnumSource
    void each_kind_of_removal_marks_removes_or_ignores(OnDelete onDelete) {
        JdbcSink sink = schema.open(builder().onDelete(onDelete));
        sink.write(changes(user("merged", T1, "x"), user("survivor", T1, "x"), tag("1", "x"), tag("2", "x")));
        sink.write(
                changes(conversation("c", T1), part("1", "c"), conversation("d", T1), part("2", "d"), part("3", "d")));

        sink.write(changes(
                "w1",
                List.of(
                        new Removal.ByKey(USERS, List.of("merged"), Reason.MERGED, T2, "survivor"),
                        new Removal.AllBut(TAGS, Set.of(List.of("1")), Reason.DELETED, T2))));
        sink.write(changes(
                "w1",
                List.of(
                        gone(CONVERSATIONS, "c", Reason.DELETED),
                        new Removal.ChildrenOf(CONVERSATION_PARTS, "c", Reason.DELETED, T2),
                        new Removal.ChildrenOf(CONVERSATION_PARTS, "d", Reason.REPLACED, T2)),
                conversation("d", T2),
                part("3", "d")));

        assertRows(onDelete, USERS, List.of("survivor"), List.of("merged"));
        assertRows(onDelete, TAGS, List.of("1"), List.of("2"));
        assertRows(onDelete, CONVERSATIONS, List.of("d"), List.of("c"));
        assertRows(onDelete, CONVERSATION_PARTS, List.of("3"), List.of("1"));
    }

    private void assertRows(OnDelete onDelete, IntercomCollection collection, List<String> live, List<String> gone) {
        List<String> both = Stream.concat(live.stream(), gone.stream()).sorted().toList();
        assertThat(schema.live(collection)).as("live").isEqualTo(onDelete == OnDelete.IGNORE ? both : live);
        assertThat(schema.texts("SELECT \"id\" FROM $\"" + collection.tableName() + "\" ORDER BY \"id\""))
                .as("in the table")
                .isEqualTo(onDelete == OnDelete.REMOVE ? live : both);
    }

    @Test
    void a_mark_tells_when_and_goes_when_the_row_returns() {
        JdbcSink sink = newSink();
        sink.write(changes(tag("1", "x")));
        sink.write(changes("w1", List.of(gone(TAGS, "1", Reason.DELETED))));
        assertThat(schema.texts("SELECT \"deleted_at\" FROM $\"tags\"").get(0))
                .asString()
                .startsWith("2024-05-01");

        sink.write(changes(tag("1", "x")));

        assertThat(schema.texts("SELECT \"deleted_at\" FROM $\"tags\"")).containsExactly("null");
    }

    @Test
    void a_row_is_marked_whatever_the_second_of_its_end() {
        JdbcSink sink = newSink();
        sink.write(changes(tag("1", "x")));

        Instant minute = Instant.parse("2024-05-01T10:00:00Z");
        sink.write(changes("w1", List.of(new Removal.ByKey(TAGS, List.of("1"), Reason.DELETED, minute, null))));

        assertThat(schema.live(TAGS)).isEmpty();
    }

    @Test
    void the_id_of_a_survivor_is_cleaned_like_any_text() {
        JdbcSink sink = newSink();
        sink.write(changes(user("1", T1, "x")));

        sink.write(changes(
                "w1", List.of(new Removal.ByKey(USERS, List.of("1"), Reason.MERGED, T2, "nul \u0000, half \uD83D"))));

        assertThat(schema.texts("SELECT \"merged_into\" FROM $\"users\"").get(0))
                .matches("nul [\u0000\uFFFD], half \uFFFD");
    }

    @Test
    void workspaces_share_a_schema_with_a_column_for_them() {
        JdbcSink one = schema.open(builder().workspaceColumn());
        one.write(changes("w1", List.of(), tag("1", "of w1"), tag("2", "of w1")));
        one.close();
        JdbcSink two = schema.open(builder().workspaceColumn());

        two.write(changes("w2", List.of(), tag("1", "of w2"), tag("2", "of w2")));
        two.write(changes("w2", List.of(gone(TAGS, "1", Reason.MOVED))));

        assertThat(schema.texts("SELECT \"name\" FROM $\"tags\" ORDER BY \"workspace_id\", \"id\""))
                .containsExactly("of w1", "of w1", "of w2");
        assertThat(two.liveRows("w1", TAGS)).isEqualTo(2);
        assertThat(two.liveRows("w2", TAGS)).isEqualTo(1);
        assertThat(two.checkpoint("w3", "feed")).isEmpty();
    }

    @Test
    void a_time_that_no_column_holds_is_kept_in_extra() {
        newSink()
                .write(changes(row(
                        USERS,
                        Map.of(
                                "id",
                                "1",
                                "signed_up_at",
                                Instant.parse("+12024-01-01T00:00:00Z"),
                                "extra",
                                "{\"a\":1}"))));

        Object extra = schema.rows(USERS).get(0).value("extra");
        assertThat(String.valueOf(extra).replace(" ", ""))
                .contains("\"signed_up_at\":\"+12024-01-01T00:00:00Z\"")
                .contains("\"a\":1");
        assertThat(schema.texts("SELECT \"signed_up_at\" FROM $\"users\"")).containsExactly("null");
    }

    @Test
    void a_property_that_is_left_out_is_null_in_rows_that_come_again() {
        JdbcSink sink = newSink();
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

        assertThat(schema.texts("SELECT \"name\" FROM $\"tags\" ORDER BY \"id\""))
                .containsExactly("null", "x");
    }

    @Test
    void numbers_of_a_thousand_digits_keep_them() {
        JdbcSink sink = newSink();
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

        assertThat(schema.texts("SELECT \"location_data_latitude\" FROM $\"users\"" + " ORDER BY \"id\"").stream()
                        .map(text -> new BigDecimal(text).stripTrailingZeros()))
                .containsExactlyElementsOf(
                        numbers.stream().map(BigDecimal::stripTrailingZeros).toList());
    }

    @Test
    void characters_that_were_replaced_are_counted() {
        JdbcSink sink = newSink();

        WriteResult result = sink.store(changes(tag("1", "half \uD83D of a pair")));

        assertThat(result.replacedCharacters()).isEqualTo(1);
        assertThat(schema.texts("SELECT \"name\" FROM $\"tags\"")).containsExactly("half \uFFFD of a pair");
    }
}
