package io.intercomsync.jdbc.engines.generated;

import static io.intercomsync.collection.IntercomCollection.CONVERSATION_PARTS;
import static io.intercomsync.collection.IntercomCollection.TAGS;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.T1;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.changes;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.conversation;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.gone;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.part;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.row;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.tag;
import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.jdbc.CustomAttributes;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import io.intercomsync.jdbc.testkit.internal.StoredTables;
import io.intercomsync.sink.Changes;
import io.intercomsync.sink.Removal.Reason;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests a generated dialect and its staging loader on a real engine that is near enough. */
abstract class GeneratedDialectTests {
    final String schema = TestDatabase.newSchema();
    private final TestDatabase database;

    GeneratedDialectTests(TestDatabase database) {
        this.database = database;
    }

    /** Returns a sink that uses the dialect. */
    abstract JdbcSink.Builder sink();

    private List<Row> stored(IntercomCollection collection) {
        return new StoredTables(database.url(), schema).live(collection);
    }

    List<String> query(String select) {
        return database.query(select.replace("{}", '"' + schema + '"')).stream()
                .map(String::valueOf)
                .toList();
    }

    private static Row user(String id, String attributes) {
        return row(USERS, Map.of("id", id, "updated_at", T1, "custom_attributes", attributes));
    }

    void run(Changes changes) {
        try (JdbcSink sink = sink().build()) {
            assertThat(sink.store(changes).refused()).isEmpty();
        }
    }

    @Test
    void rows_are_inserted_updated_and_removed() {
        run(changes(tag("1", "one"), tag("2", "two"), conversation("c", T1), part("p1", "c"), part("p2", "c")));
        run(changes("w1", List.of(gone(TAGS, "2", Reason.MOVED)), tag("1", "ONE"), tag("3", "drei")));

        assertThat(query("SELECT CONCAT(\"id\", ' ', \"name\") FROM {}.\"tags\" ORDER BY \"id\""))
                .containsExactly("1 ONE", "3 drei");
        assertThat(stored(CONVERSATION_PARTS)).hasSize(2);
    }

    @Test
    void an_unchanged_row_is_not_written_again() {
        try (JdbcSink sink = sink().build()) {
            sink.store(changes(tag("1", "one")));

            assertThat(sink.store(changes(tag("1", "one"))).changed()).isEmpty();
        }
    }

    @Test
    void attributes_get_columns_which_become_wider_without_loss() {
        run(changes(user("1", "{\"n\":1,\"b\":true,\"a b\":\"x\",\"名前\":\"y\"}"), user("2", "{\"n\":2}")));
        run(changes(user("3", "{\"n\":2.5}")));
        run(changes(user("4", "{\"n\":1e300,\"b\":\"no\"}")));
        run(changes(user("5", "{\"n\":\"many\"}")));

        List<String> texts = query("SELECT \"custom_attributes_n\" FROM {}.\"users\" ORDER BY \"id\"");
        assertThat(texts).startsWith("1", "2", "2.5").endsWith("many");
        assertThat(new BigDecimal(texts.get(3))).isEqualByComparingTo("1e300"); // in the spelling of the stored JSON
        assertThat(query("SELECT \"custom_attributes_b\" FROM {}.\"users\" WHERE \"id\" IN ('1', '4') ORDER BY \"id\""))
                .containsExactly("true", "no");
        assertThat(query("SELECT \"custom_attributes_a_b\" FROM {}.\"users\" WHERE \"id\" = '1'"))
                .containsExactly("x");
    }

    @Test
    void columns_are_filled_from_the_json_of_rows_that_are_stored() {
        try (JdbcSink sink = sink().customAttributes(CustomAttributes.JSON_ONLY).build()) {
            sink.store(changes(user("1", "{\"plan\":\"gold\",\"n\":0.1}"), user("2", "{}"), user("3", "{\"n\":7}")));
        }
        run(changes(user("4", "{\"plan\":\"tin\"}")));

        assertThat(query("SELECT CONCAT_WS(' ', \"id\", \"custom_attributes_plan\", 0 + \"custom_attributes_n\")"
                        + " FROM {}.\"users\" ORDER BY \"id\""))
                .containsExactly("1 gold 0.100000000", "2", "3 7.000000000", "4 tin");
    }

    @Test
    void a_column_of_decimals_keeps_every_digit() {
        BigDecimal spend = new BigDecimal("12345.0123456789012345");
        Row before = row(IntercomCollection.COMPANIES, Map.of("id", "1", "monthly_spend", new BigDecimal("0.5")));
        run(changes(before));
        run(changes(row(IntercomCollection.COMPANIES, Map.of("id", "2", "monthly_spend", spend))));

        assertThat(stored(IntercomCollection.COMPANIES).stream()
                        .map(each -> new BigDecimal(String.valueOf(each.value("monthly_spend"))).stripTrailingZeros()))
                .containsExactlyInAnyOrder(new BigDecimal("0.5"), spend);
    }

    @Test
    void a_refused_row_is_found_and_the_others_are_stored() {
        run(changes(tag("1", "one")));
        database.execute("ALTER TABLE \"" + schema + "\".\"tags\" ADD CONSTRAINT no_two CHECK (\"name\" <> 'two')");

        try (JdbcSink sink = sink().build()) {
            assertThat(sink.store(changes(tag("1", "uno"), tag("2", "two"), tag("3", "three")))
                            .refused())
                    .singleElement()
                    .satisfies(refused -> assertThat(refused.key()).containsExactly("2"));
        }
        assertThat(query("SELECT \"name\" FROM {}.\"tags\" ORDER BY \"id\"")).containsExactly("uno", "three");
    }
}
