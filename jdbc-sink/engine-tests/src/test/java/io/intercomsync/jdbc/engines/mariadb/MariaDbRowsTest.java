package io.intercomsync.jdbc.engines.mariadb;

import static io.intercomsync.collection.IntercomCollection.CONVERSATIONS;
import static io.intercomsync.collection.IntercomCollection.TAGS;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.T1;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.T2;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.changes;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.conversation;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.part;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.row;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.tag;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.collection.Row;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.engines.fixture.LoggedWarnings;
import io.intercomsync.jdbc.engines.fixture.OwnSchema;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import io.intercomsync.sink.WriteResult;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tests rows in MariaDB: keys, LOAD DATA LOCAL and its warnings, unique indexes and triggers of the owner. */
class MariaDbRowsTest {
    private static final TestDatabase DATABASE = TestDatabase.MARIADB;
    private static final String ODD = "\\ \t \n \r \u0000 \\N ' \" ` \u001a \uD83D\uDE00 \\0 ";

    @RegisterExtension
    final OwnSchema schema = new OwnSchema();

    private void addTrigger(String when, String body) {
        DATABASE.execute("CREATE TRIGGER " + schema.table("owners_trigger") + " " + when + " ON " + schema.table(TAGS)
                + " FOR EACH ROW " + body);
    }

    private static List<String> refused(WriteResult result) {
        return result.refused().stream().map(row -> row.key().get(0)).toList();
    }

    @Test
    void keys_differ_by_case_accents_and_trailing_blanks() {
        JdbcSink sink = schema.sink(DATABASE);

        sink.write(changes(tag("a", "1"), tag("A", "2"), tag("a ", "3"), tag("\u00e1", "4"), tag("a\u0000", "5")));
        sink.write(changes(tag("A", "changed")));

        assertThat(schema.live(DATABASE, TAGS)).containsExactly("A", "a", "a\u0000", "a ", "\u00e1");
        assertThat(DATABASE.query("SELECT \"name\" FROM " + schema.table(TAGS) + " ORDER BY \"name\""))
                .containsExactly("1", "3", "4", "5", "changed");
    }

    @Test
    void an_id_that_the_load_would_cut_keeps_out_that_row_alone() {
        JdbcSink sink = schema.sink(DATABASE);
        String longest = "x".repeat(255);

        WriteResult result = sink.store(changes(tag("1", "x"), tag(longest + "y", "x"), tag(longest, "x")));

        assertThat(refused(result)).containsExactly(longest + "y");
        assertThat(result.refused().get(0).reason()).contains("a text is longer than its column", "tags");
        assertThat(schema.live(DATABASE, TAGS)).containsExactly("1", longest);
    }

    @Test
    void the_index_of_parts_is_made_once_and_used() {
        for (int run = 0; run < 2; run++) {
            JdbcSink sink = schema.sink(DATABASE);
            sink.write(changes(conversation("c", T1), part("p" + run, "c")));
            sink.close();

            assertThat(DATABASE.query("SELECT index_name FROM information_schema.statistics WHERE table_schema = '"
                            + schema + "' AND table_name = 'conversation_parts' AND index_name <> 'PRIMARY'"))
                    .containsExactly("conversation_parts_conversation_id_idx");
        }
    }

    @Test
    void rows_are_the_same_where_files_are_not_allowed_and_the_log_says_so_once() {
        Row odd = row(
                USERS,
                Map.of("id", ODD, "name", ODD, "updated_at", T1, "location_data_latitude", new BigDecimal("0.1")));
        schema.sink(DATABASE).write(changes(odd));
        List<Row> loaded = schema.rows(DATABASE, USERS);
        schema.afterEach(null);
        DATABASE.execute("DROP SCHEMA \"" + schema + "\"");

        try (LoggedWarnings warnings = new LoggedWarnings(said -> {})) {
            JdbcSink sink = schema.open(
                    JdbcSink.builder(DATABASE.url() + "&allowLocalInfile=false").schema(schema.toString()));
            sink.write(changes(odd));
            sink.write(changes(conversation("c", T1), part("p", "c")));

            assertThat(warnings.said()).singleElement().asString().contains("LOAD DATA LOCAL", "local_infile");
        }
        assertThat(schema.rows(DATABASE, USERS)).isEqualTo(loaded);
        assertThat(loaded.get(0).value("name")).isEqualTo(ODD);
        assertThat(schema.live(DATABASE, CONVERSATIONS)).containsExactly("c");
    }

    /** ON DUPLICATE KEY UPDATE would replace the row with the same name. */
    @Test
    void a_unique_index_of_somebody_else_lets_no_row_replace_another() {
        JdbcSink sink = schema.sink(DATABASE);
        sink.write(changes(user("1", T1, "same"), user("2", T1, "other")));
        DATABASE.execute("CREATE UNIQUE INDEX \"owners_index\" ON " + schema.table(USERS) + " (\"name\"(100))");

        WriteResult result = sink.store(changes(user("1", T2, "same"), user("3", T1, "same"), user("4", T1, "new")));

        assertThat(refused(result)).containsExactly("3");
        assertThat(result.refused().get(0).reason()).contains("owners_index").doesNotContain("same");
        assertThat(schema.live(DATABASE, USERS)).containsExactly("1", "2", "4");
    }

    @Test
    void a_trigger_that_signals_keeps_out_one_row_and_its_text_is_not_told() {
        JdbcSink sink = schema.sink(DATABASE);
        sink.write(changes(tag("0", "x")));
        addTrigger("BEFORE INSERT", "IF NEW.id = '2' THEN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'secret'; END IF");

        WriteResult result = sink.store(changes(tag("1", "x"), tag("2", "x"), tag("3", "x")));

        assertThat(refused(result)).containsExactly("2");
        assertThat(result.refused().get(0).reason())
                .contains("the trigger \"owners_trigger\"")
                .doesNotContain("secret");
        assertThat(schema.live(DATABASE, TAGS)).containsExactly("0", "1", "3");
    }

    @Test
    void a_row_that_a_trigger_moves_to_another_key_is_told() {
        JdbcSink sink = schema.sink(DATABASE);
        sink.write(changes(tag("0", "x")));
        addTrigger("BEFORE INSERT", "SET NEW.id = IF(NEW.id = '2', 'elsewhere', NEW.id)");

        WriteResult result = sink.store(changes(tag("1", "x"), tag("2", "x")));

        assertThat(refused(result)).containsExactly("2");
        assertThat(schema.live(DATABASE, TAGS)).containsExactly("0", "1");
    }

    @Test
    void a_trigger_that_changes_a_column_lets_new_and_stored_rows_through() {
        JdbcSink sink = schema.sink(DATABASE);
        sink.write(changes(tag("1", "x"), tag("2", "x")));
        addTrigger("BEFORE INSERT", "SET NEW.name = upper(NEW.name)");

        WriteResult result = sink.store(changes(tag("1", "y"), tag("2", "y"), tag("3", "y"), tag("4", "y")));

        assertThat(result.refused()).isEmpty();
        assertThat(DATABASE.query("SELECT \"name\" FROM " + schema.table(TAGS) + " ORDER BY \"id\""))
                .containsExactly("y", "y", "Y", "Y");
    }
}
