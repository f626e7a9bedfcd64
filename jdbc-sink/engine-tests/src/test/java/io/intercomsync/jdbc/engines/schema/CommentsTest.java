package io.intercomsync.jdbc.engines.schema;

import static io.intercomsync.collection.IntercomCollection.COMPANIES;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.T1;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.T2;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.changes;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.internal.json.Json;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.engines.fixture.OwnSchema;
import io.intercomsync.jdbc.engines.fixture.SchemaSnapshot;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tables and columns have comments, where the database can have them. */
class CommentsTest {
    @RegisterExtension
    final OwnSchema schema = new OwnSchema();

    private Map<String, String> comments(TestDatabase database) {
        return new SchemaSnapshot(database, schema.toString()).comments();
    }

    private void storeOnce(TestDatabase database, Row... rows) {
        try (JdbcSink sink = schema.in(database).build()) {
            sink.write(changes(rows));
        }
    }

    private static Row user(String id, Instant version, Map<String, ?> attributes) {
        return row(USERS, Map.of("id", id, "updated_at", version, "custom_attributes", Json.write(attributes)));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_NONE, names = "SQLITE") // has neither schemas nor comments
    void every_table_and_column_says_what_it_holds(TestDatabase database) {
        schema.sink(database).write(SchemaScriptTest.everyCollection());

        Map<String, String> comments = comments(database);

        assertThat(comments)
                .containsEntry("users", "People known to your application: contacts with the role user.")
                .containsEntry("users.email", "the e-mail address")
                .containsEntry(
                        "users.deleted_at", "when the object was deleted or merged in Intercom; null for a live row")
                .containsEntry("_intercom_sync_checkpoints.feed", "the resource")
                .containsKeys("_intercom_sync_columns", "_intercom_sync_columns.attribute", "users._row_hash");
        for (IntercomCollection collection : IntercomCollection.values()) {
            assertThat(comments).containsKey(collection.tableName());
            assertThat(collection.columns())
                    .allSatisfy(
                            column -> assertThat(comments).containsKey(collection.tableName() + "." + column.name()));
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_NONE, names = "SQLITE") // has neither schemas nor comments
    void hostile_names_of_attributes_are_quoted_in_comments(TestDatabase database) {
        List<String> names =
                List.of("a\\", "it's \\' \"quoted\"; DROP TABLE x; --", "?{b}$1 :c", "a\nb", "x".repeat(900));
        Map<String, Object> attributes = new LinkedHashMap<>();
        names.forEach(name -> attributes.put(name, 1L));

        storeOnce(database, user("1", T1, attributes));

        assertThat(comments(database).values())
                .contains(
                        "Custom attribute a\\",
                        "Custom attribute it's \\' \"quoted\"; DROP TABLE x; --",
                        "Custom attribute ?{b}$1 :c",
                        "Custom attribute a b",
                        "Custom attribute " + "x".repeat(500) + "...");
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.MATCH_NONE,
            names = {"MARIADB", "SQLITE"})
    void a_comment_of_the_owner_stays(TestDatabase database) {
        storeOnce(database, user("1", T1, Map.of("seats", 1L)));
        String users = schema.table(USERS);
        database.execute("COMMENT ON TABLE " + users + " IS 'ours'");
        database.execute("COMMENT ON COLUMN " + users + ".\"email\" IS 'mail'");
        database.execute("COMMENT ON COLUMN " + users + ".\"custom_attributes_seats\" IS 'seats, it''s ours'");

        storeOnce(database, user("2", T2, Map.of("seats", "many")));

        assertThat(comments(database))
                .containsEntry("users", "ours")
                .containsEntry("users.email", "mail")
                .containsEntry("users.custom_attributes_seats", "seats, it's ours");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_NONE, names = "SQLITE") // has neither schemas nor comments
    void a_widened_column_keeps_its_comment(TestDatabase database) {
        storeOnce(database, user("1", T1, Map.of("seats", 1L)), company("1", "2.5"));

        storeOnce(database, user("2", T2, Map.of("seats", "many")), company("2", "1e-20"));

        assertThat(schema.rows(database, COMPANIES)).hasSize(2);
        assertThat(comments(database))
                .containsEntry("users.custom_attributes_seats", "Custom attribute seats")
                .containsEntry(
                        "companies.monthly_spend",
                        "how much you earn with the company a month: money, in the currency in which you send it:"
                                + " Intercom keeps none");
    }

    private static Row company(String id, String spend) {
        return row(COMPANIES, Map.of("id", id, "monthly_spend", new BigDecimal(spend)));
    }

    @Test
    void a_widened_column_keeps_the_grants_on_it_alone() {
        TestDatabase database = TestDatabase.POSTGRESQL;
        storeOnce(database, user("1", T1, Map.of("seats", 1L)));
        database.execute("CREATE ROLE \"" + schema + " 'r\"");
        database.execute("GRANT SELECT (custom_attributes_seats) ON " + schema.table(USERS) + " TO \"" + schema
                + " 'r\" WITH GRANT OPTION");
        database.execute("GRANT UPDATE (custom_attributes_seats) ON " + schema.table(USERS) + " TO PUBLIC");
        String grants = "SELECT CAST(attacl AS text) FROM pg_attribute WHERE attrelid = '" + schema.table(USERS)
                + "'::regclass AND attname = 'custom_attributes_seats'";
        List<Object> before = database.query(grants);

        storeOnce(database, user("2", T2, Map.of("seats", "many")));

        assertThat(database.query(grants)).isEqualTo(before).doesNotContainNull();
    }
}
