package io.intercomsync.jdbc.engines.sqlite;

import static io.intercomsync.collection.IntercomCollection.TAGS;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.T1;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.T2;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.changes;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.row;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.tag;
import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.jdbc.CustomAttributes;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.engines.fixture.OwnSchema;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import io.intercomsync.sink.WriteResult;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Values that SQLite holds as texts, its views, and its triggers. */
class SqliteValuesTest {
    private static final TestDatabase DATABASE = TestDatabase.SQLITE;

    @RegisterExtension
    final OwnSchema schema = new OwnSchema();

    private List<Object> query(String column) {
        return DATABASE.query("SELECT " + column + " FROM " + schema.table(USERS) + " ORDER BY id");
    }

    @Test
    void times_are_texts_of_one_length_that_sqlite_reads() {
        schema.sink(DATABASE)
                .write(changes(
                        row(
                                USERS,
                                Map.of(
                                        "id",
                                        "1",
                                        "updated_at",
                                        T1,
                                        "created_at",
                                        Instant.parse("0001-01-01T00:00:00Z"))),
                        row(USERS, Map.of("id", "2", "updated_at", T2.plusNanos(1_000)))));

        assertThat(query("updated_at")).containsExactly("2024-05-01T10:00:00.000000Z", "2024-05-01T10:00:01.000001Z");
        assertThat(query("date(updated_at) || ' ' || unixepoch(updated_at)"))
                .containsExactly("2024-05-01 " + T1.getEpochSecond(), "2024-05-01 " + T2.getEpochSecond());
        assertThat(query("created_at").get(0)).isEqualTo("0001-01-01T00:00:00.000000Z");
        assertThat(query("length(received_at)")).containsExactly(27, 27);
    }

    @Test
    void decimals_of_attributes_keep_every_digit_also_when_a_column_is_filled_later() {
        String digits = "12345678901234567890.123456789012345678901";
        JdbcSink sink = schema.open(schema.in(DATABASE).customAttributes(CustomAttributes.JSON_ONLY));
        sink.write(changes(row(
                USERS, Map.of("id", "1", "updated_at", T1, "custom_attributes", "{\"a\": " + digits + ", \"b\": 7}"))));
        sink.close();

        schema.sink(DATABASE)
                .write(changes(row(
                        USERS, Map.of("id", "2", "updated_at", T1, "custom_attributes", "{\"a\": 1, \"b\": 0.5}"))));

        assertThat(query("custom_attributes_a")).containsExactly(digits, "1");
        assertThat(query("custom_attributes_b")).containsExactly("7", "0.5");
    }

    @Test
    void a_view_can_be_read_in_a_file_that_is_attached() {
        schema.sink(DATABASE)
                .write(changes(row(
                        USERS,
                        Map.of("id", "1", "updated_at", T1, "tags", "[{\"id\": 5, \"name\": \"x\"}, \"odd\"]"))));
        String file = DATABASE.url().replace("jdbc:sqlite:", "");

        assertThat(DATABASE.query("SELECT tag_id || typeof(tag_id) FROM " + schema.table("user_tags")))
                .containsExactly("5text");
        try (var connection = DriverManager.getConnection("jdbc:sqlite::memory:");
                var statement = connection.createStatement()) {
            statement.execute("ATTACH '" + file + "' AS warehouse");
            try (var rows = statement.executeQuery("SELECT tag_name FROM warehouse." + schema + "_user_tags")) {
                assertThat(rows.getString(1)).isEqualTo("x");
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_trigger_that_refuses_or_skips_a_row_is_told_without_its_words() {
        JdbcSink sink = schema.sink(DATABASE);
        sink.write(changes(tag("0", "x")));
        DATABASE.execute("CREATE TRIGGER owners BEFORE INSERT ON " + schema.table(TAGS)
                + " WHEN NEW.name IN ('bad', 'skipped') BEGIN SELECT CASE NEW.name WHEN 'bad' THEN"
                + " RAISE(ABORT, 'the secret of the owner') ELSE RAISE(IGNORE) END; END");

        WriteResult result = sink.store(changes(tag("1", "x"), tag("2", "bad"), tag("3", "skipped")));

        assertThat(result.refused()).hasSize(2);
        assertThat(result.refused().toString()).contains("owners").doesNotContain("secret");
        assertThat(schema.live(DATABASE, TAGS)).containsExactly("0", "1");
    }
}
