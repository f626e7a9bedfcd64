package io.intercomsync.jdbc.engines.relation;

import static io.intercomsync.collection.IntercomCollection.CONTACTS;
import static io.intercomsync.collection.IntercomCollection.TAGS;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.T1;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.changes;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.row;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.tag;
import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.IntercomClient;
import io.intercomsync.SyncEngine;
import io.intercomsync.checkpoint.Checkpoint;
import io.intercomsync.collection.Column;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.fake.FakeIntercom;
import io.intercomsync.fake.data.ObjectType;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.engines.fixture.OwnSchema;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import io.intercomsync.sink.Batch;
import io.intercomsync.sink.Changes;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The views show the lists and the people that Intercom has, and no deleted rows. */
class ViewContentsTest {
    private static final Predicate<Map<String, Object>> IS_USER = contact -> "user".equals(contact.get("role"));

    @RegisterExtension
    final OwnSchema schema = new OwnSchema();

    /** Returns the texts of the columns of all rows, in order. */
    private List<String> shown(TestDatabase database, String view, String... columns) {
        return ViewRows.of(database, schema.table(view), columns);
    }

    private static List<String> pairs(Stream<Map<String, Object>> objects, String list, String... members) {
        List<String> pairs = new ArrayList<>();
        objects.forEach(object -> {
            for (Object listed : (List<?>) object.get(list)) {
                StringBuilder pair = new StringBuilder(String.valueOf(object.get("id")));
                for (String member : members) {
                    pair.append('|').append(listed instanceof Map<?, ?> item ? item.get(member) : listed);
                }
                pairs.add(pair.toString());
            }
        });
        return pairs;
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "DUCKDB", "MARIADB", "SQLITE"})
    void each_view_of_lists_shows_what_intercom_has(TestDatabase database) {
        try (FakeIntercom fake = FakeIntercom.builder()
                        .unthrottled()
                        .contacts(120)
                        .companies(30)
                        .conversations(60)
                        .start();
                IntercomClient client = IntercomClient.builder(fake.token())
                        .baseUrl(URI.create(fake.url()))
                        .build()) {
            List<String> tags = IntStream.range(0, 30).mapToObj(i -> "odd" + i).toList();
            tags.forEach(tag -> fake.tag(tag, "\u00e9 \"' " + tag));
            fake.contact("odd", Map.of("tags", tags)).contact("lead", Map.of("role", "lead", "tags", tags));
            fake.contact("goes", Map.of("tags", tags)).conversation("talk", Map.of("contacts", List.of("odd")));
            fake.conversation("ends", Map.of("contacts", List.of("odd"), "tags", List.of("odd1")));
            sync(database, client);
            fake.delete(ObjectType.CONTACTS, "goes").delete(ObjectType.CONVERSATIONS, "ends");
            sync(database, client);

            assertShown(database, fake);
        }
    }

    private void sync(TestDatabase database, IntercomClient client) {
        try (JdbcSink sink = schema.in(database).build()) {
            SyncEngine.builder(client, sink).build().sync();
        }
    }

    private void assertShown(TestDatabase database, FakeIntercom fake) {
        for (boolean isUser : new boolean[] {true, false}) {
            String one = isUser ? "user" : "contact";
            List<Map<String, Object>> people = fake.truth()
                    .contacts()
                    .filter(isUser ? IS_USER : IS_USER.negate())
                    .toList();
            assertList(
                    database,
                    one + "_tags",
                    pairs(people.stream(), "tags", "id", "name"),
                    one + "_id",
                    "tag_id",
                    "tag_name");
            assertList(
                    database,
                    one + "_segments",
                    pairs(people.stream(), "segments", "id", "name"),
                    one + "_id",
                    "segment_id",
                    "segment_name");
            assertList(
                    database, one + "_companies", pairs(people.stream(), "companies", "id"), one + "_id", "company_id");
        }
        assertList(
                database,
                "company_tags",
                pairs(fake.truth().companies(), "tags", "id", "name"),
                "company_id",
                "tag_id",
                "tag_name");
        assertList(
                database,
                "company_segments",
                pairs(fake.truth().companies(), "segments", "id", "name"),
                "company_id",
                "segment_id",
                "segment_name");
        assertList(
                database,
                "conversation_tags",
                pairs(fake.truth().conversations(), "tags", "id", "name"),
                "conversation_id",
                "tag_id",
                "tag_name");
        assertList(
                database,
                "conversation_contacts",
                pairs(fake.truth().conversations(), "contacts", "id"),
                "conversation_id",
                "person_id");
        assertList(database, "team_admins", pairs(fake.truth().teams(), "admin_ids", "itself"), "team_id", "admin_id");
        assertThat(shown(database, "people", "id", "role", "name", "email"))
                .containsExactlyInAnyOrderElementsOf(fake.truth()
                        .contacts()
                        .map(one ->
                                one.get("id") + "|" + one.get("role") + "|" + one.get("name") + "|" + one.get("email"))
                        .toList());
    }

    private void assertList(TestDatabase database, String view, List<String> expected, String... columns) {
        assertThat(shown(database, view, columns)).as(view).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(expected).as(view).isNotEmpty();
    }

    private static Row person(IntercomCollection collection, String id) {
        return row(
                collection,
                Map.of("id", id, "updated_at", T1, "tags", "[{\"id\": 5, \"name\": \"x\"}, {\"name\": \"none\"}, 7]"));
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "DUCKDB", "MARIADB"})
    void what_is_no_list_of_objects_has_no_rows_and_texts_are_shown_whole(TestDatabase database) {
        String longName = "\u00e9".repeat(70_000);
        JdbcSink sink = schema.sink(database);

        sink.write(changes(
                row(USERS, Map.of("id", "1", "tags", "null")),
                row(USERS, Map.of("id", "2", "tags", "\"text\"")),
                row(USERS, Map.of("id", "3", "tags", "{\"id\": \"one\", \"name\": \"object\"}")),
                row(USERS, Map.of("id", "4", "tags", "[null, \"text\", 5, [], {\"id\": null}, {\"name\": \"no id\"}]")),
                row(USERS, Map.of("id", "5", "tags", "[{\"id\": 123456789012345678901234567890, \"name\": null}]")),
                row(
                        USERS,
                        Map.of("id", "6", "tags", "[{\"id\": \"A \", \"name\": \"\\\"\\\\'\\u00e9\\ud83d\\ude00\"}]")),
                row(USERS, Map.of("id", "7", "tags", "[{\"id\": \"long\", \"name\": \"" + longName + "\"}]"))));

        assertThat(shown(database, "user_tags", "user_id", "tag_id", "tag_name"))
                .containsExactly(
                        "5|123456789012345678901234567890|null", "6|A |\"\\'\u00e9\ud83d\ude00", "7|long|" + longName);
    }

    /** MariaDB's functions of JSON fail on more than 31 levels. No other row may suffer from that. */
    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "DUCKDB", "MARIADB"})
    void a_list_of_many_levels_hides_no_other_row(TestDatabase database) {
        String deep = "[".repeat(40) + "]".repeat(40);
        JdbcSink sink = schema.sink(database);

        sink.write(changes(
                person(USERS, "1"),
                row(USERS, Map.of("id", "2", "tags", "[{\"id\": \"5\", \"name\": \"x\", \"deep\": " + deep + "}]")),
                person(USERS, "3")));

        assertThat(shown(database, "user_tags", "user_id", "tag_id", "tag_name"))
                .contains("1|5|x", "3|5|x")
                .hasSize(database == TestDatabase.MARIADB ? 2 : 3);
    }

    @ParameterizedTest
    @EnumSource
    void people_lack_the_values_that_the_tables_lack(TestDatabase database) {
        Set<String> leftOut = Set.of("email", "anonymous", "session_count", "created_at");
        JdbcSink sink = schema.sink(database);

        sink.write(without(leftOut, person(USERS, "1")));
        sink.write(without(leftOut, person(CONTACTS, "2")));

        assertThat(shown(database, "people", "id", "role", "email", "anonymous", "session_count", "created_at"))
                .containsExactly("1|user|null|null|null|null", "2|lead|null|null|null|null");
    }

    private static Changes without(Set<String> leftOut, Row row) {
        List<Column> columns = row.collection().columns().stream()
                .filter(column -> !leftOut.contains(column.name()))
                .toList();
        List<@Nullable Object> values = new ArrayList<>();
        columns.forEach(column -> values.add(row.value(column.name())));
        Batch batch = new Batch(row.collection(), columns, List.of(Row.of(row.collection(), columns, values)));
        return new Changes(List.of(), List.of(batch), new Checkpoint("w1", "feed", "{}"));
    }

    @Test
    void h2_has_no_views_of_lists() {
        schema.sink(TestDatabase.H2).write(changes(person(USERS, "1"), tag("5", "x")));

        assertThat(ViewRows.exists(TestDatabase.H2, schema, "user_tags")).isFalse();
        assertThat(schema.live(TestDatabase.H2, TAGS)).containsExactly("5");
    }
}
