package io.intercomsync.jdbc.engines.generated;

import static io.intercomsync.collection.IntercomCollection.CONVERSATION_PARTS;
import static io.intercomsync.collection.IntercomCollection.TAGS;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static io.intercomsync.jdbc.engines.fixture.TestChanges.T1;
import static io.intercomsync.jdbc.engines.fixture.TestChanges.T2;
import static io.intercomsync.jdbc.engines.fixture.TestChanges.changes;
import static io.intercomsync.jdbc.engines.fixture.TestChanges.conversation;
import static io.intercomsync.jdbc.engines.fixture.TestChanges.gone;
import static io.intercomsync.jdbc.engines.fixture.TestChanges.part;
import static io.intercomsync.jdbc.engines.fixture.TestChanges.row;
import static io.intercomsync.jdbc.engines.fixture.TestChanges.tag;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.error.SinkException;
import io.intercomsync.jdbc.CustomAttributes;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.engines.fixture.StoredTables;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import io.intercomsync.sink.Changes;
import io.intercomsync.sink.Removal.Reason;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The dialect of MySQL and its staging loader, on MariaDB. */
class MySqlDialectTest {
    private final String schema = TestDatabase.newSchema();

    private List<Row> stored(IntercomCollection collection) {
        return new StoredTables(TestDatabase.MARIADB.url(), schema).live(collection);
    }

    private List<String> query(String select) {
        return TestDatabase.MARIADB.query(select.replace("{}", '"' + schema + '"')).stream()
                .map(String::valueOf)
                .toList();
    }

    private static Row user(String id, String attributes) {
        return row(USERS, Map.of("id", id, "updated_at", T1, "custom_attributes", attributes));
    }

    private void run(Changes changes) {
        try (JdbcSink sink = MySqlOnMariaDb.sink(schema).build()) {
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
        try (JdbcSink sink = MySqlOnMariaDb.sink(schema).build()) {
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

        assertThat(query("SELECT \"custom_attributes_n\" FROM {}.\"users\" ORDER BY \"id\""))
                .containsExactly("1", "2", "2.5", "1E+300", "many");
        assertThat(query("SELECT \"custom_attributes_b\" FROM {}.\"users\" WHERE \"id\" IN ('1', '4') ORDER BY \"id\""))
                .containsExactly("true", "no");
        assertThat(query("SELECT \"custom_attributes_a_b\" FROM {}.\"users\" WHERE \"id\" = '1'"))
                .containsExactly("x");
    }

    @Test
    void columns_are_filled_from_the_json_of_rows_that_are_stored() {
        try (JdbcSink sink = MySqlOnMariaDb.sink(schema)
                .customAttributes(CustomAttributes.JSON_ONLY)
                .build()) {
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
    void the_views_show_lists_and_people() {
        Row tagged = row(
                USERS,
                Map.of(
                        "id",
                        "1",
                        "updated_at",
                        T2,
                        "tags",
                        "[{\"id\":\"7\",\"name\":\"new\"},{\"id\":8,\"name\":null}]"));
        run(changes(tagged, row(IntercomCollection.CONTACTS, Map.of("id", "2", "updated_at", T1))));

        assertThat(
                        query(
                                "SELECT CONCAT_WS(' ', \"user_id\", \"tag_id\", \"tag_name\") FROM {}.\"user_tags\" ORDER BY 1"))
                .containsExactly("1 7 new", "1 8");
        assertThat(query("SELECT CONCAT(\"id\", ' ', \"role\") FROM {}.\"people\" ORDER BY 1"))
                .containsExactly("1 user", "2 lead");
    }

    @Test
    void a_second_writer_waits_outside() {
        try (JdbcSink first = MySqlOnMariaDb.sink(schema).build();
                JdbcSink second =
                        MySqlOnMariaDb.sink(schema).writerWait(Duration.ZERO).build()) {
            first.store(changes(tag("1", "one")));

            assertThatThrownBy(() -> second.store(changes(tag("2", "two"))))
                    .isInstanceOf(SinkException.class)
                    .hasMessageContaining("Another run has the place of the writer")
                    .hasMessageContaining("session ");
        }
    }

    @Test
    void a_refused_row_is_found_and_the_others_are_stored() {
        run(changes(tag("1", "one")));
        TestDatabase.MARIADB.execute(
                "ALTER TABLE \"" + schema + "\".\"tags\" ADD CONSTRAINT no_two CHECK (\"name\" <> 'two')");

        try (JdbcSink sink = MySqlOnMariaDb.sink(schema).build()) {
            assertThat(sink.store(changes(tag("1", "uno"), tag("2", "two"), tag("3", "three")))
                            .refused())
                    .singleElement()
                    .satisfies(refused -> assertThat(refused.reason()).contains("no_two"));
        }
        assertThat(query("SELECT \"name\" FROM {}.\"tags\" ORDER BY \"id\"")).containsExactly("uno", "three");
    }
}
