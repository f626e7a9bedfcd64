package io.intercomsync.jdbc.engines.owner;

import static io.intercomsync.collection.IntercomCollection.TAGS;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.changes;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.gone;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.tag;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.error.SinkException;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.OnDelete;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import io.intercomsync.sink.Removal.Reason;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * K93: policies, indexes, partitions and references that somebody added refuse single rows, and stop no collection. K97: the text
 * that they make up reaches no report.
 */
class OwnersObjectsTest {
    @RegisterExtension
    final OwnersTables tables = new OwnersTables();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE $\"tags\" ADD CONSTRAINT \"owners_check\" CHECK (\"name\" <> 'secret')",
                "CREATE UNIQUE INDEX $\"owners_check\" ON $\"tags\" (\"name\")",
                "CREATE DOMAIN $\"owners_check\" AS VARCHAR CHECK (VALUE <> 'secret');"
                        + " ALTER TABLE $\"tags\" ALTER COLUMN \"name\" SET DATA TYPE $\"owners_check\"",
            })
    void a_constraint_of_h2_is_named_without_its_text(String sql) {
        tables.open(TestDatabase.H2, OnDelete.MARK, tag("0", "secret"));
        if (!sql.contains("UNIQUE")) {
            tables.store(changes(tag("0", "x")));
        }
        for (String each : List.of(sql.split(";", -1))) {
            tables.execute(TestDatabase.H2, each);
        }

        tables.store(changes(tag("1", "y"), tag("2", "secret"), tag("3", "z")));

        tables.assertRefused("2", TAGS, sql.contains("DOMAIN") ? "a constraint" : "owners_check");
        assertThat(tables.live(TestDatabase.H2, TAGS)).containsExactly("0", "1", "3");
    }

    @Test
    void a_row_of_duckdb_that_another_transaction_changes_is_not_refused() throws SQLException {
        tables.use(tables.schema().open(tables.schema().in(TestDatabase.DUCKDB).maxRetryDuration(Duration.ZERO)));
        tables.store(changes(tag("1", "x"), tag("2", "x")));
        try (Connection other = TestDatabase.DUCKDB.connect();
                Statement deleting = other.createStatement()) {
            other.setAutoCommit(false);
            deleting.execute("DELETE FROM " + tables.name(TAGS) + " WHERE id = '1'");

            assertThatThrownBy(() -> tables.sink().write(changes(tag("1", "y"), tag("2", "y"))))
                    .isInstanceOf(SinkException.class)
                    .hasMessageContaining("changing the same rows: run again");
            other.rollback();
        }
        tables.store(changes(tag("1", "y"), tag("2", "y")));
        assertThat(tables.result().refused()).isEmpty();
    }

    @Test
    void a_row_level_policy_is_named() {
        tables.execute(TestDatabase.POSTGRESQL, "CREATE ROLE \"role_of_" + tables.schema() + "\"");
        tables.execute(
                TestDatabase.POSTGRESQL,
                "GRANT CREATE, TEMPORARY ON DATABASE postgres TO \"role_of_" + tables.schema() + "\"");
        tables.use(tables.schema()
                .open(JdbcSink.builder(TestDatabase.POSTGRESQL.url() + "&options=-c%20role=role_of_" + tables.schema())
                        .schema(tables.schema().toString())));
        tables.store(changes(tag("0", "x")));
        tables.execute(TestDatabase.POSTGRESQL, "ALTER TABLE $tags ENABLE ROW LEVEL SECURITY");
        tables.execute(TestDatabase.POSTGRESQL, "ALTER TABLE $tags FORCE ROW LEVEL SECURITY");
        tables.execute(TestDatabase.POSTGRESQL, "CREATE POLICY owners_policy ON $tags USING (id <> '2')");

        tables.store(changes(tag("1", "x"), tag("2", "secret"), tag("3", "x")));

        tables.assertRefused("2", TAGS, "the row-level policy \"owners_policy\"", "42501", "let the policy allow");
        assertThat(tables.live(TestDatabase.POSTGRESQL, TAGS)).containsExactly("0", "1", "3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE INDEX owners_index ON $tags ((CAST(name AS integer)))",
                "CREATE INDEX owners_index ON $tags ($f(name))",
                "ALTER TABLE $tags ADD CONSTRAINT owners_check CHECK ($f(name) <> '')",
                "ALTER TABLE $tags ADD COLUMN mine integer GENERATED ALWAYS AS (CAST(name AS integer)) STORED",
                "CREATE UNIQUE INDEX owners_index ON $tags ((length(name) > 1)) WHERE length($f(name)) > 1",
            })
    void an_index_or_a_column_that_is_computed_refuses_one_row(String sql) {
        tables.open(TestDatabase.POSTGRESQL, OnDelete.MARK, tag("0", "0"));
        tables.execute(
                TestDatabase.POSTGRESQL,
                "CREATE FUNCTION $f(told text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS"
                        + " 'BEGIN IF told = ''secret'' THEN RAISE ''secret''; END IF; RETURN told; END'");
        tables.execute(TestDatabase.POSTGRESQL, sql);

        tables.store(changes(tag("1", "1"), tag("2", "secret"), tag("3", "3")));

        tables.assertRefused("2", TAGS, "SQLState");
        assertThat(tables.live(TestDatabase.POSTGRESQL, TAGS)).containsExactly("0", "1", "3");
    }

    @Test
    void an_index_refuses_a_text_that_is_too_long() {
        tables.open(TestDatabase.POSTGRESQL, OnDelete.MARK, tag("0", "x"));
        tables.execute(TestDatabase.POSTGRESQL, "CREATE INDEX owners_index ON $tags (name)");
        StringBuilder secret = new StringBuilder();
        IntStream.range(0, 4_000).forEach(i -> secret.append("secret").append(Math.pow(i, 1.7)));

        tables.store(changes(tag("1", "x"), tag("2", secret.toString()), tag("3", "x")));

        tables.assertRefused("2", TAGS, "\"owners_index\"");
        assertThat(tables.live(TestDatabase.POSTGRESQL, TAGS)).containsExactly("0", "1", "3");
    }

    @Test
    void a_partition_that_is_missing_is_told() {
        tables.schema().create(TestDatabase.POSTGRESQL);
        tables.execute(
                TestDatabase.POSTGRESQL, "CREATE TABLE $tags (id text PRIMARY KEY, name text) PARTITION BY LIST (id)");
        tables.execute(TestDatabase.POSTGRESQL, "CREATE TABLE $some PARTITION OF $tags FOR VALUES IN ('1', '3')");

        tables.store(changes(tag("1", "x"), tag("2", "secret"), tag("3", "x")));
        tables.assertRefused("2", TAGS, "no partition", "add one");
        tables.store(changes(tag("1", "y")));

        assertThat(tables.live(TestDatabase.POSTGRESQL, TAGS)).containsExactly("1", "3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE INDEX \"owners_index\" ON $\"tags\" ((CAST(\"name\" AS INTEGER)))",
                "CREATE UNIQUE INDEX \"owners_index\" ON $\"tags\" ((CAST(\"name\" AS INTEGER)))",
            })
    void an_index_of_duckdb_on_an_expression_refuses_one_row(String index) {
        tables.open(TestDatabase.DUCKDB, OnDelete.MARK, tag("0", "0"));
        tables.execute(TestDatabase.DUCKDB, index);

        tables.store(changes(tag("1", "1"), tag("2", "secret"), tag("3", "3")));

        tables.assertRefused("2", TAGS, "the index \"owners_index\"");
        assertThat(tables.live(TestDatabase.DUCKDB, TAGS)).containsExactly("0", "1", "3");
        tables.store(changes(tag("4", "4"), tag("1", "5")));
        assertThat(tables.live(TestDatabase.DUCKDB, TAGS)).containsExactly("0", "1", "3", "4");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"name\" VARCHAR CHECK (CASE WHEN \"name\" = 'secret' THEN error('secret\nforged') ELSE true END)",
                "\"name\" VARCHAR CHECK (\"name\" <> 'secret')",
                "\"name\" VARCHAR, \"mine\" INTEGER GENERATED ALWAYS AS (CAST(\"name\" AS INTEGER))",
            })
    void a_check_or_a_computed_column_of_duckdb_refuses_one_row(String columns) {
        tables.schema().create(TestDatabase.DUCKDB);
        tables.execute(TestDatabase.DUCKDB, "CREATE TABLE $\"tags\" (\"id\" VARCHAR NOT NULL, " + columns + ")");
        tables.use(tables.schema().sink(TestDatabase.DUCKDB));

        tables.store(changes(tag("1", "1"), tag("2", "secret"), tag("3", "3")));

        tables.assertRefused("2", TAGS, "SQLState");
        assertThat(tables.live(TestDatabase.DUCKDB, TAGS)).containsExactly("1", "3");
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "H2", "MARIADB"}) // SQLite checks references only if the connection asks for it
    void a_removal_that_a_reference_refuses_is_told_and_the_others_are_done(TestDatabase database) {
        tables.open(database, OnDelete.REMOVE, tag("1", "x"), tag("2", "x"), tag("3", "x"));
        tables.execute(
                database,
                "CREATE TABLE $\"notes\" (\"tag\" VARCHAR, CONSTRAINT \"of_a_tag\" FOREIGN KEY (\"tag\")"
                        + " REFERENCES $\"tags\" (\"id\"))");
        tables.execute(database, "INSERT INTO $\"notes\" VALUES ('2')");

        tables.store(changes(
                "w1",
                List.of(
                        gone(TAGS, "1", Reason.DELETED),
                        gone(TAGS, "2", Reason.DELETED),
                        gone(TAGS, "3", Reason.DELETED)),
                tag("4", "y")));

        tables.assertRefused("2", TAGS, "cannot be removed", "\"of_a_tag\"", "ON DELETE CASCADE");
        assertThat(tables.live(database, TAGS)).containsExactly("2", "4");
    }

    @Test
    void a_reference_in_duckdb_keeps_out_changes_of_the_row_it_refers_to() {
        tables.schema().create(TestDatabase.DUCKDB);
        tables.execute(TestDatabase.DUCKDB, "CREATE TABLE $\"tags\" (\"id\" VARCHAR PRIMARY KEY, \"name\" VARCHAR)");
        tables.open(TestDatabase.DUCKDB, OnDelete.MARK, tag("1", "x"), tag("2", "x"));
        tables.execute(TestDatabase.DUCKDB, "CREATE TABLE $\"notes\" (\"tag\" VARCHAR REFERENCES $\"tags\" (\"id\"))");
        tables.execute(TestDatabase.DUCKDB, "INSERT INTO $\"notes\" VALUES ('2')");

        tables.store(changes(tag("1", "y"), tag("2", "secret"), tag("3", "y")));

        tables.assertRefused("2", TAGS, "violates a constraint");
        assertThat(tables.live(TestDatabase.DUCKDB, TAGS)).containsExactly("1", "2", "3");
    }

    @Test
    void a_publication_that_cannot_tell_rows_apart_is_told_with_the_remedy() {
        tables.open(TestDatabase.POSTGRESQL, OnDelete.MARK, tag("1", "x"));
        tables.execute(
                TestDatabase.POSTGRESQL,
                "CREATE PUBLICATION \"" + tables.schema() + "\" FOR TABLE " + tables.name(TAGS)
                        + " WHERE (name = 'x')");

        assertThatThrownBy(() -> tables.sink().write(changes(tag("1", "y"))))
                .isInstanceOf(SinkException.class)
                .hasMessageContaining("publication")
                .hasMessageContaining("REPLICA IDENTITY FULL")
                .hasMessageContaining("\"tags\"");

        tables.execute(TestDatabase.POSTGRESQL, "ALTER TABLE $tags REPLICA IDENTITY FULL");
        tables.store(changes(tag("1", "y")));
        assertThat(tables.result().changed()).containsEntry(TAGS, 1L);
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "H2", "MARIADB", "SQLITE"})
    void a_column_of_ours_that_the_database_generates_is_named(TestDatabase database) {
        tables.schema().create(database);
        tables.execute(
                database,
                "CREATE TABLE $\"tags\" (\"id\" VARCHAR PRIMARY KEY, \"name\" VARCHAR GENERATED ALWAYS AS (upper(\"id\"))"
                        + (database == TestDatabase.H2 ? ")" : " STORED)"));
        tables.open(database, OnDelete.MARK);

        assertThatThrownBy(() -> tables.sink().write(changes(tag("1", "y"))))
                .isInstanceOf(SinkException.class)
                .hasMessageContaining("\"name\"")
                .hasMessageContaining("generates")
                .hasMessageContaining("Rename the column");
    }

    @Test
    void the_name_of_a_constraint_forges_no_line() {
        tables.open(TestDatabase.POSTGRESQL, OnDelete.MARK, tag("0", "x"));
        tables.execute(
                TestDatabase.POSTGRESQL,
                "ALTER TABLE $tags ADD CONSTRAINT \"a\n2024 ERROR\u001b[31m\" CHECK (name <> 'secret')");

        tables.store(changes(tag("1", "x"), tag("2", "secret"), tag("3", "x")));

        tables.assertRefused("2", TAGS, "\"a 2024 ERROR [31m\"");
    }
}
