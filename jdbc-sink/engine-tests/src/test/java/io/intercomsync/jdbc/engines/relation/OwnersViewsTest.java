package io.intercomsync.jdbc.engines.relation;

import static io.intercomsync.collection.IntercomCollection.CONTACTS;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.changes;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.changesUpTo;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.WarehouseCheck;
import io.intercomsync.jdbc.WarehouseCheck.Finding;
import io.intercomsync.jdbc.WarehouseCheck.Severity;
import io.intercomsync.jdbc.engines.fixture.LoggedWarnings;
import io.intercomsync.jdbc.engines.fixture.OwnSchema;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The sink makes and replaces its own views only, and they stand in nobody's way. */
class OwnersViewsTest {
    private static final TestDatabase POSTGRESQL = TestDatabase.POSTGRESQL;
    private static final String LATITUDE = "location_data_latitude";
    private static final String OUTDATED = "Intercom Sync view 0 00000000";

    @RegisterExtension
    final OwnSchema schema = new OwnSchema();

    private static Row person(IntercomCollection collection, String id) {
        return row(collection, Map.of("id", id, "name", "n" + id));
    }

    private void write(TestDatabase database) {
        try (JdbcSink sink = schema.in(database).build()) {
            sink.write(changes(person(USERS, "1"), person(CONTACTS, "2")));
        }
    }

    private void execute(TestDatabase database, String sql) {
        database.execute(sql.replace("$", '"' + schema.toString() + "\"."));
    }

    private List<String> names(TestDatabase database, String view) {
        return ViewRows.of(database, schema.table(view), "name");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "POSTGRESQL; CREATE TABLE $\"people\" (\"name\" VARCHAR)",
                "POSTGRESQL; CREATE VIEW $\"people\" AS SELECT 'mine' AS \"name\"",
                "POSTGRESQL; CREATE MATERIALIZED VIEW $\"people\" AS SELECT 'mine' AS \"name\"",
                "DUCKDB; CREATE TABLE $\"people\" (\"name\" VARCHAR)",
                "DUCKDB; CREATE VIEW $\"people\" AS SELECT 'mine' AS \"name\"",
                "H2; CREATE TABLE $\"people\" (\"name\" VARCHAR)",
                "H2; CREATE VIEW $\"people\" AS SELECT 'mine' AS \"name\"",
                "MARIADB; CREATE TABLE $\"people\" (\"name\" VARCHAR)",
                "MARIADB; CREATE VIEW $\"people\" AS SELECT 'mine' AS \"name\"",
            })
    void an_object_of_the_owner_is_left_alone_and_told_once(TestDatabase database, String sql) {
        schema.create(database);
        execute(database, sql);
        if (sql.contains("TABLE")) {
            execute(database, "INSERT INTO $\"people\" VALUES ('mine')");
        }
        JdbcSink sink = schema.sink(database);

        try (LoggedWarnings warnings = new LoggedWarnings(said -> {})) {
            sink.write(changes(person(USERS, "1"), person(CONTACTS, "2")));
            sink.close();
            sink.write(changes(person(USERS, "3")));
            assertThat(warnings.said())
                    .singleElement()
                    .asString()
                    .contains("people", "did not make", schema.toString());
        }

        assertThat(names(database, "people")).containsExactly("mine");
        sink.close();
        WarehouseCheck check = sink.check();
        assertThat(check.isUsable()).isTrue();
        assertThat(check.findings()).extracting(Finding::severity).containsExactly(Severity.WARNING);
        assertThat(check.findings().get(0).what()).contains("people", "did not make");
        assertThat(schema.open(schema.in(database).views(false)).check().findings())
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void a_view_that_the_owner_gave_another_query_is_the_owners(TestDatabase database) {
        write(database);
        assertThat(schema.sink(database).check().findings()).isEmpty();
        execute(database, "DROP VIEW $\"people\"");
        execute(database, "CREATE VIEW $\"people\" AS SELECT 'mine' AS \"name\"");

        write(database);

        assertThat(names(database, "people")).containsExactly("mine");
    }

    @ParameterizedTest
    @EnumSource(names = {"DUCKDB", "H2", "MARIADB"}) // PostgreSQL replaces a view by one with the same columns only
    void an_outdated_view_is_made_anew(TestDatabase database) {
        write(database);
        execute(
                database,
                "CREATE OR REPLACE VIEW $\"people\" AS SELECT \"id\", \"name\" FROM $\"users\" WHERE \"id\" <> '"
                        + OUTDATED + "'");

        write(database);

        assertThat(names(database, "people")).containsExactly("n1", "n2");
    }

    /** K121. */
    @Test
    void an_outdated_view_that_somebody_reads_is_left_to_a_later_run() throws SQLException {
        write(TestDatabase.MARIADB);
        execute(
                TestDatabase.MARIADB,
                "CREATE OR REPLACE VIEW $\"people\" AS SELECT 'old' AS \"name\" FROM $\"users\" WHERE \"id\" <> '"
                        + OUTDATED + "'");
        try (Connection reader = TestDatabase.MARIADB.connect();
                Statement reading = reader.createStatement();
                LoggedWarnings warnings = new LoggedWarnings(said -> {})) {
            reader.setAutoCommit(false);
            reading.executeQuery("SELECT * FROM " + schema.table("people")).close();

            write(TestDatabase.MARIADB);

            assertThat(warnings.said())
                    .singleElement()
                    .asString()
                    .contains("cannot make the view", "A later run tries again")
                    .doesNotContain("Give the user");
        }
        write(TestDatabase.MARIADB);
        assertThat(names(TestDatabase.MARIADB, "people")).containsExactly("n1", "n2");
    }

    @ParameterizedTest
    @EnumSource
    void a_view_that_was_dropped_is_made_again_in_a_run_without_rows(TestDatabase database) {
        write(database);
        execute(database, "DROP VIEW $\"people\"");

        try (JdbcSink sink = schema.in(database).build()) {
            sink.write(changesUpTo("{\"no\": \"rows\"}"));
        }

        assertThat(names(database, "people")).containsExactly("n1", "n2");
    }

    @Test
    void an_outdated_view_keeps_its_grants_its_owner_and_its_comment() {
        write(POSTGRESQL);
        String reader = "reader_of_" + schema;
        execute(POSTGRESQL, "CREATE ROLE " + reader);
        execute(POSTGRESQL, "GRANT USAGE ON SCHEMA \"" + schema + "\" TO " + reader);
        execute(POSTGRESQL, "GRANT SELECT ON ALL TABLES IN SCHEMA \"" + schema + "\" TO " + reader);
        execute(POSTGRESQL, "GRANT SELECT ON $people TO " + reader + " WITH GRANT OPTION");
        execute(POSTGRESQL, "ALTER VIEW $people OWNER TO " + reader);
        execute(POSTGRESQL, "COMMENT ON VIEW $people IS 'mine'");
        execute(POSTGRESQL, "CREATE VIEW $over AS SELECT name FROM $people");
        String definition = POSTGRESQL
                .query("SELECT pg_get_viewdef('\"" + schema + "\".people')")
                .get(0)
                .toString();
        execute(
                POSTGRESQL,
                "CREATE OR REPLACE VIEW $people AS "
                        + definition.replaceAll("Intercom Sync view [0-9a-f ]+", OUTDATED));
        List<Object> before = rights();

        write(POSTGRESQL);

        assertThat(rights()).isEqualTo(before);
        assertThat(POSTGRESQL
                        .query("SELECT pg_get_viewdef('\"" + schema + "\".people')")
                        .get(0)
                        .toString())
                .isEqualTo(definition);
        assertThat(names(POSTGRESQL, "over")).containsExactly("n1", "n2");
    }

    private List<Object> rights() {
        return POSTGRESQL.query(
                "SELECT concat(oid, ' ', relowner, ' ', relacl, ' ', obj_description(oid)) FROM pg_class"
                        + " WHERE oid = '\"" + schema + "\".people'::regclass");
    }

    @ParameterizedTest
    @CsvSource({
        "POSTGRESQL, 'NUMERIC(10, 2)'",
        "POSTGRESQL, DOUBLE PRECISION",
        "DUCKDB, 'DECIMAL(10, 2)'",
        "H2, 'NUMERIC(10, 2)'",
        "MARIADB, 'DECIMAL(10, 2)'"
    })
    void a_column_is_widened_under_the_views_and_the_owners_view_over_them(TestDatabase database, String type) {
        schema.create(database);
        execute(
                database,
                "CREATE TABLE $\"users\" (\"id\" VARCHAR NOT NULL"
                        + (database == TestDatabase.DUCKDB ? "" : " PRIMARY KEY") + ", \"" + LATITUDE + "\" " + type
                        + ")");
        write(database);
        execute(database, "CREATE VIEW $\"over\" AS SELECT \"name\" FROM $\"people\"");
        List<Object> before = database == POSTGRESQL ? rights() : List.of();

        try (JdbcSink sink = schema.in(database).build();
                LoggedWarnings warnings = new LoggedWarnings(said -> {})) {
            sink.write(changes(
                    row(USERS, Map.of("id", "3", "name", "n3", LATITUDE, new BigDecimal("1.23456789012345678")))));
            assertThat(warnings.said()).isEmpty();
        }

        assertThat(database.query("SELECT CAST(\"" + LATITUDE + "\" AS VARCHAR) FROM " + schema.table(USERS)
                        + " WHERE \"id\" = '3'"))
                .containsExactly("1.23456789012345678");
        assertThat(names(database, "people")).containsExactly("n1", "n2", "n3");
        assertThat(names(database, "over")).containsExactly("n1", "n2", "n3");
        assertThat(database == POSTGRESQL ? rights() : List.of()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void no_view_is_made_where_they_are_switched_off(TestDatabase database) {
        try (JdbcSink sink = schema.in(database).views(false).build()) {
            sink.write(changes(person(USERS, "1"), person(CONTACTS, "2")));
        }

        assertThat(ViewRows.exists(database, schema, "people")).isFalse();
        assertThat(ViewRows.exists(database, schema, "user_tags")).isFalse();
    }

    @Test
    void a_run_without_changes_leaves_the_views_as_they_are() {
        write(POSTGRESQL);
        List<Object> before = POSTGRESQL.query("SELECT concat(relname, oid, xmin, relacl) FROM pg_class"
                + " WHERE relkind = 'v' AND relnamespace = '\"" + schema + "\"'::regnamespace ORDER BY 1");

        write(POSTGRESQL);

        assertThat(before).hasSize(7);
        assertThat(POSTGRESQL.query("SELECT concat(relname, oid, xmin, relacl) FROM pg_class"
                        + " WHERE relkind = 'v' AND relnamespace = '\"" + schema + "\"'::regnamespace ORDER BY 1"))
                .isEqualTo(before);
    }

    @Test
    void without_the_right_to_make_views_rows_are_stored_and_a_warning_says_so() {
        try (JdbcSink sink = schema.in(POSTGRESQL).views(false).build()) {
            sink.write(changes(person(USERS, "1"), person(CONTACTS, "2")));
        }
        String writer = "writer_of_" + schema;
        execute(POSTGRESQL, "CREATE ROLE " + writer + " LOGIN");
        execute(POSTGRESQL, "GRANT TEMPORARY ON DATABASE postgres TO " + writer);
        execute(POSTGRESQL, "GRANT USAGE ON SCHEMA \"" + schema + "\" TO " + writer);
        execute(POSTGRESQL, "GRANT ALL ON ALL TABLES IN SCHEMA \"" + schema + "\" TO " + writer);
        JdbcSink sink = schema.open(JdbcSink.builder(POSTGRESQL.url().replace("user=postgres", "user=" + writer))
                .schema(schema.toString()));

        try (LoggedWarnings warnings = new LoggedWarnings(said -> {})) {
            assertThat(sink.store(changes(person(USERS, "3"))).refused()).isEmpty();
            assertThat(warnings.said())
                    .anySatisfy(said -> assertThat(said).contains("cannot make the view", "people", "views(false)"));
        }
        assertThat(schema.live(POSTGRESQL, USERS)).containsExactly("1", "3");
    }
}
