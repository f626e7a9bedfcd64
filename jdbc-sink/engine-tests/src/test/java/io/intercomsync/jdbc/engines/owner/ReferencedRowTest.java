package io.intercomsync.jdbc.engines.owner;

import static io.intercomsync.collection.IntercomCollection.CONTACTS;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.T1;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.T2;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.changes;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.gone;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.row;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.OnDelete;
import io.intercomsync.jdbc.engines.fixture.OwnSchema;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import io.intercomsync.sink.Changes;
import io.intercomsync.sink.Removal.Reason;
import io.intercomsync.sink.WriteResult;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** K119: a table of the owner refers to one person. The person may not move or go, others may, and the reason names table and reference. */
class ReferencedRowTest {
    @RegisterExtension
    final OwnSchema schema = new OwnSchema();

    private JdbcSink open(TestDatabase database, String rule) {
        JdbcSink.Builder builder = database == TestDatabase.SQLITE
                ? JdbcSink.builder(database.url() + "?foreign_keys=true").schema(schema.toString())
                : schema.in(database);
        JdbcSink sink = schema.open(builder.onDelete(OnDelete.REMOVE));
        sink.store(changes(user("1", T1, "x"), user("2", T1, "x"), user("3", T1, "x"), lead("8")));
        database.execute("CREATE TABLE " + schema.table("notes") + " (\"person\" VARCHAR, CONSTRAINT \"of_a_user\""
                + " FOREIGN KEY (\"person\") REFERENCES " + schema.table(USERS) + " (\"id\") " + rule + ")");
        database.execute("INSERT INTO " + schema.table("notes") + " VALUES ('2')");
        return sink;
    }

    private static Row lead(String id) {
        return row(CONTACTS, Map.of("id", id, "updated_at", T2));
    }

    private static Changes moved() {
        return changes(
                "w1",
                List.of(gone(USERS, "1", Reason.MOVED), gone(USERS, "2", Reason.MOVED)),
                lead("1"),
                lead("2"),
                lead("9"));
    }

    private static Changes removed() {
        return changes("w1", List.of(gone(USERS, "2", Reason.DELETED), gone(USERS, "3", Reason.DELETED)));
    }

    private void assertRefused(WriteResult result, TestDatabase database, IntercomCollection collection, String table) {
        assertThat(result.refused()).singleElement().satisfies(row -> {
            assertThat(row.collection()).isEqualTo(collection);
            assertThat(row.key()).containsExactly("2");
            assertThat(row.reason().replace('`', '"'))
                    .contains(table)
                    .contains(database == TestDatabase.SQLITE ? schema + "_notes" : "of_a_user")
                    .contains("ON DELETE CASCADE");
        });
    }

    @ParameterizedTest
    @CsvSource({"POSTGRESQL, ''", "H2, ''", "MARIADB, ''", "MARIADB, ON DELETE RESTRICT", "SQLITE, ''"})
    void a_reference_holds_one_row_in_its_table(TestDatabase database, String rule) {
        JdbcSink sink = open(database, rule);

        assertRefused(sink.store(moved()), database, CONTACTS, schema.nameOf(database, "users"));
        assertThat(schema.live(database, USERS)).containsExactly("2", "3");
        assertThat(schema.live(database, CONTACTS)).containsExactly("1", "8", "9");
        assertThat(sink.store(changes(user("2", T2, "y"))).changed()).isEqualTo(Map.of(USERS, 1L));
        assertRefused(sink.store(removed()), database, USERS, schema.nameOf(database, "users"));
        assertThat(schema.live(database, USERS)).containsExactly("2");
    }

    @ParameterizedTest
    @CsvSource({"POSTGRESQL", "SQLITE"})
    void a_reference_that_is_checked_at_the_end_holds_one_row_alone(TestDatabase database) {
        JdbcSink sink = open(database, "DEFERRABLE INITIALLY DEFERRED");

        assertRefused(sink.store(removed()), database, USERS, schema.nameOf(database, "users"));
        assertThat(schema.live(database, USERS)).containsExactly("1", "2");
        assertThat(sink.store(moved()).refused())
                .extracting(row -> row.key().get(0))
                .containsExactly("2");
        assertThat(schema.live(database, CONTACTS)).containsExactly("1", "8", "9");
    }

    @ParameterizedTest
    @CsvSource({"POSTGRESQL", "H2", "MARIADB", "SQLITE"})
    void a_reference_with_cascade_goes_with_its_row_and_stays_when_the_row_changes(TestDatabase database) {
        JdbcSink sink = open(database, "ON DELETE CASCADE");

        sink.store(changes(user("2", T2, "y")));
        assertThat(notes(database)).isEqualTo("1");
        assertThat(sink.store(moved()).refused()).isEmpty();
        assertThat(notes(database)).isEqualTo("0");
        assertThat(schema.live(database, CONTACTS)).containsExactly("1", "2", "8", "9");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE $\"places\" (id INTEGER PRIMARY KEY)",
                "CREATE TABLE $\"places\" (id INTEGER)", // no key that a reference needs
                "SELECT 1",
                "INSERT INTO $\"notes\" VALUES ('nobody')", // refers to the users of the sink
            })
    void references_of_the_owner_that_lack_their_row_keep_out_no_other_row(String places) {
        TestDatabase database = TestDatabase.SQLITE;
        JdbcSink sink = open(database, "");
        for (String sql : List.of(
                places,
                "CREATE TABLE $\"visits\" (place REFERENCES \"" + schema + "_places\" (id))",
                "INSERT INTO $\"visits\" VALUES (7)",
                "CREATE TRIGGER $\"owners\" BEFORE INSERT ON $\"users\" WHEN NEW.id = '5'"
                        + " BEGIN SELECT RAISE(ABORT, 'secret'); END")) {
            database.execute(sql.replace("$", "\"" + schema + "\"."));
        }

        WriteResult result = sink.store(changes(user("4", T1, "x"), user("5", T1, "x"), user("6", T1, "x")));

        assertThat(result.refused()).extracting(row -> row.key().get(0)).containsExactly("5");
        assertThat(schema.live(database, USERS)).containsExactly("1", "2", "3", "4", "6");
    }

    private String notes(TestDatabase database) {
        return database.query("SELECT count(*) FROM " + schema.table("notes"))
                .get(0)
                .toString();
    }
}
