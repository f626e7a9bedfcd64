package io.intercomsync.jdbc.engines.owner;

import static io.intercomsync.collection.IntercomCollection.USERS;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.T1;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.changes;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.collection.Row;
import io.intercomsync.jdbc.CustomAttributes;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.engines.fixture.LoggedWarnings;
import io.intercomsync.jdbc.engines.fixture.OwnSchema;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** K115: a trigger refuses some rows of a table while the sink fills the columns of new attributes. */
class RefusedFillTest {
    private static final TestDatabase DATABASE = TestDatabase.SQLITE;

    @RegisterExtension
    final OwnSchema schema = new OwnSchema();

    private static Row user(int number, String attribute) {
        return row(
                USERS,
                Map.of(
                        "id",
                        String.format(Locale.ROOT, "u%04d", number),
                        "updated_at",
                        T1,
                        "custom_attributes",
                        "{\"" + attribute + "\":1}"));
    }

    /** Stores users without columns for attributes; each has one of two attributes. */
    private void storeWithoutColumns(int users) {
        try (JdbcSink sink =
                schema.in(DATABASE).customAttributes(CustomAttributes.JSON_ONLY).build()) {
            sink.store(changes(IntStream.range(0, users)
                    .mapToObj(i -> user(i, i % 2 == 0 ? "plan" : "city"))
                    .toArray(Row[]::new)));
        }
    }

    /** Stores one user, before which the sink fills the columns. */
    private void run(int number) {
        try (JdbcSink sink = schema.in(DATABASE).build()) {
            assertThat(sink.store(changes(user(number, "plan"))).refused()).isEmpty();
        }
    }

    private Object only(String sql) {
        return DATABASE.query(sql).get(0);
    }

    @Test
    void many_refused_rows_side_by_side_keep_the_values_from_no_other() {
        storeWithoutColumns(200);
        DATABASE.run(List.of("CREATE TRIGGER frozen BEFORE UPDATE ON " + schema + "_users WHEN OLD.id < 'u0020'"
                + " BEGIN SELECT RAISE(ABORT, 'frozen'); END"));

        try (LoggedWarnings warnings = new LoggedWarnings(said -> {})) {
            run(900);

            assertThat(warnings.said()).singleElement().asString().contains("20 rows of the table", "\"frozen\"");
        }
        assertThat(only("SELECT count(*) FROM " + schema.table(USERS)
                        + " WHERE custom_attributes_plan = 1 OR custom_attributes_city = 1"))
                .isEqualTo(181);
    }

    @Test
    void a_page_of_refused_rows_keeps_the_values_from_no_row_of_a_later_page() {
        storeWithoutColumns(2_100);
        DATABASE.run(List.of("CREATE TRIGGER frozen BEFORE UPDATE ON " + schema + "_users WHEN OLD.id < 'u2000'"
                + " BEGIN SELECT RAISE(ABORT, 'frozen'); END"));

        try (LoggedWarnings warnings = new LoggedWarnings(said -> {})) {
            run(9_000);

            assertThat(warnings.said()).singleElement().asString().startsWith("Rows of the table");
        }
        assertThat(only("SELECT count(*) FROM " + schema.table(USERS)
                        + " WHERE custom_attributes_plan = 1 OR custom_attributes_city = 1"))
                .isEqualTo(101);
    }

    @Test
    void a_row_that_stays_as_it_was_does_not_keep_the_fill_from_giving_up() {
        storeWithoutColumns(300);
        DATABASE.run(List.of("CREATE TRIGGER frozen BEFORE UPDATE ON " + schema + "_users BEGIN SELECT CASE OLD.id"
                + " WHEN 'u0000' THEN RAISE(IGNORE) ELSE RAISE(ABORT, 'frozen') END; END"));

        try (LoggedWarnings warnings = new LoggedWarnings(said -> {})) {
            run(9_000);

            assertThat(warnings.said()).singleElement().asString().startsWith("Rows of the table");
        }
    }

    @Test
    void a_refused_row_makes_no_later_run_update_rows_that_have_their_values() {
        storeWithoutColumns(20);
        DATABASE.run(List.of(
                "CREATE TABLE audit (id)",
                "CREATE TRIGGER audited AFTER UPDATE ON " + schema
                        + "_users BEGIN INSERT INTO audit VALUES (NEW.id); END",
                "CREATE TRIGGER frozen BEFORE UPDATE ON " + schema + "_users WHEN OLD.id = 'u0010'"
                        + " BEGIN SELECT RAISE(ABORT, 'frozen'); END"));

        run(900);
        Object updatesOfFirst = only("SELECT count(*) FROM audit");
        run(901);
        DATABASE.run(List.of("DROP TRIGGER frozen"));
        run(902);

        assertThat(updatesOfFirst).isEqualTo(19);
        assertThat(DATABASE.query("SELECT id FROM audit").subList(19, 20)).containsExactly("u0010");
        assertThat(only("SELECT count(*) FROM audit")).isEqualTo(20);
    }
}
