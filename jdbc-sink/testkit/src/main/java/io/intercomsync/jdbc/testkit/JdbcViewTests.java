package io.intercomsync.jdbc.testkit;

import static io.intercomsync.collection.IntercomCollection.CONTACTS;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.T1;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.changes;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.gone;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.WarehouseCheck;
import io.intercomsync.jdbc.testkit.internal.TestAddress;
import io.intercomsync.sink.Removal.Reason;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The part of the contract about the views, and about the check of the warehouse. */
abstract class JdbcViewTests extends JdbcFilledColumnTests {

    JdbcViewTests(TestAddress address) {
        super(address);
    }

    private static Row person(IntercomCollection collection, String id) {
        return row(
                collection,
                Map.of("id", id, "updated_at", T1, "tags", "[{\"id\": 5, \"name\": \"x\"}, {\"name\": \"none\"}, 7]"));
    }

    /** Returns the texts of the columns of all rows, in order. */
    private List<String> shown(String view, String... columns) {
        return schema.texts("SELECT \"" + String.join("\", \"", columns) + "\" FROM $\"" + view + '"').stream()
                .sorted()
                .toList();
    }

    @Test
    void people_are_users_and_leads_with_their_role() {
        JdbcSink sink = newSink();

        sink.write(changes(person(USERS, "1"), person(USERS, "2")));
        assertThat(schema.access().tables()).doesNotContain("people");
        sink.write(changes(person(CONTACTS, "3")));
        assertThat(shown("people", "id", "role")).containsExactly("1|user", "2|user", "3|lead");
        sink.write(changes("w1", List.of(gone(USERS, "2", Reason.DELETED))));

        assertThat(shown("people", "id", "role")).containsExactly("1|user", "3|lead");
    }

    @Test
    void each_workspace_has_its_own_rows_in_the_views() {
        JdbcSink shared = schema.open(builder().workspaceColumn());

        shared.write(changes("w1", List.of(), person(USERS, "1"), person(CONTACTS, "2")));
        shared.write(changes("w2", List.of(), person(USERS, "1")));

        assertThat(shown("people", "workspace_id", "id", "role"))
                .containsExactly("w1|1|user", "w1|2|lead", "w2|1|user");
        if (dialect.jsonItems("tags", List.of("id")) != null) {
            assertThat(shown("user_tags", "workspace_id", "user_id", "tag_id", "tag_name"))
                    .containsExactly("w1|1|5|x", "w2|1|5|x");
        }
    }

    @Test
    void a_run_that_finds_all_views_as_they_should_be_makes_none() {
        JdbcSink sink = newSink();
        sink.write(changes(person(USERS, "1"), person(CONTACTS, "2")));
        List<String> before = shown("people", "id", "role");
        sink.close();

        newSink().write(changes(person(USERS, "1"), person(CONTACTS, "3")));

        assertThat(before).containsExactly("1|user", "2|lead");
        assertThat(shown("people", "id", "role")).containsExactly("1|user", "2|lead", "3|lead");
    }

    @Test
    void views_can_be_switched_off() {
        schema.open(builder().views(false)).write(changes(person(USERS, "1"), person(CONTACTS, "2")));

        assertThat(schema.access().tables()).contains("users", "contacts").doesNotContain("people", "user_tags");
    }

    @Test
    void the_check_finds_nothing_wrong_and_makes_nothing() {
        WarehouseCheck first = newSink().check();

        assertThat(first.isUsable()).as(first.toTable()).isTrue();
        assertThat(first.findings()).as(first.toTable()).isEmpty();
        assertThat(schema.exists()).isFalse();

        newSink().write(changes(person(USERS, "1"), person(CONTACTS, "2")));
        schema.closeSinks();
        WarehouseCheck second = newSink().check();

        assertThat(second.findings()).as(second.toTable()).isEmpty();
        assertThat(second.workspaces()).containsExactly("w1");
    }

    @Test
    void the_check_names_a_table_that_does_not_fit() {
        schema.create();
        schema.execute("CREATE TABLE $\"tags\" (\"id\" " + key + " NOT NULL, \"name\" DATE)");

        WarehouseCheck check = newSink().check();

        assertThat(check.isUsable()).isFalse();
        assertThat(check.toTable()).contains("has a column \"name\"");
        assertThat(schema.access().tables()).containsExactly("tags");
    }
}
