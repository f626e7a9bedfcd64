package io.intercomsync.jdbc.engines.owner;

import static io.intercomsync.collection.IntercomCollection.CONTACTS;
import static io.intercomsync.collection.IntercomCollection.SOCIAL_PROFILES;
import static io.intercomsync.collection.IntercomCollection.TAGS;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static io.intercomsync.jdbc.engines.fixture.TestChanges.T1;
import static io.intercomsync.jdbc.engines.fixture.TestChanges.changes;
import static io.intercomsync.jdbc.engines.fixture.TestChanges.gone;
import static io.intercomsync.jdbc.engines.fixture.TestChanges.row;
import static io.intercomsync.jdbc.engines.fixture.TestChanges.tag;
import static io.intercomsync.jdbc.engines.fixture.TestChanges.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.error.SinkException;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.OnDelete;
import io.intercomsync.jdbc.engines.fixture.OwnSchema;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import io.intercomsync.sink.Removal.Reason;
import io.intercomsync.sink.WriteResult;
import io.intercomsync.sink.WriteResult.RefusedRow;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * K93: triggers, policies, indexes and partitions that somebody added refuse single rows, and stop no collection. K97: the text
 * that they make up reaches no report.
 */
class OwnersObjectsTest {
    @RegisterExtension
    final OwnSchema schema = new OwnSchema();

    private JdbcSink sink = schema.sink(TestDatabase.POSTGRESQL);
    private WriteResult result = new WriteResult(Map.of(), List.of(), 0);

    private void open(TestDatabase database, OnDelete onDelete, Row... first) {
        sink = schema.open(schema.in(database).onDelete(onDelete));
        result = sink.store(changes(first));
    }

    private void execute(TestDatabase database, String sql) {
        database.execute(sql.replace("$", "\"" + schema + "\"."));
    }

    private void addTrigger(IntercomCollection collection, String when, String body) {
        execute(
                TestDatabase.POSTGRESQL,
                "CREATE FUNCTION $\"owners_function\"() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN "
                        + body.replace("'", "''") + " RETURN NEW; END'");
        execute(
                TestDatabase.POSTGRESQL,
                "CREATE TRIGGER owners_trigger " + when + " ON " + schema.table(collection)
                        + " FOR EACH ROW EXECUTE FUNCTION $\"owners_function\"()");
    }

    private List<String> live(TestDatabase database, IntercomCollection collection) {
        return schema.live(database, collection);
    }

    private void assertRefused(String id, IntercomCollection collection, String... told) {
        List<RefusedRow> refused = result.refused();
        assertThat(refused).extracting(row -> row.key().get(0)).containsExactly(id);
        assertThat(refused.get(0).reason())
                .contains(schema.table(collection))
                .contains(told)
                .doesNotContain("secret")
                .doesNotContain("forged")
                .doesNotContainPattern("\\p{Cntrl}");
    }

    @Test
    void a_trigger_that_raises_on_one_user_keeps_out_that_one_alone() {
        open(TestDatabase.POSTGRESQL, OnDelete.MARK, user("0", T1, "x"), row(CONTACTS, Map.of("id", "l")));
        addTrigger(
                USERS, "BEFORE INSERT OR UPDATE", "IF NEW.id = 'u7' THEN RAISE 'secret\nforged %', NEW.name; END IF;");
        Row profile = row(SOCIAL_PROFILES, Map.of("id", "p", "person_id", "u8"));

        result = sink.store(changes(
                user("u6", T1, "x"),
                user("u7", T1, "x"),
                user("u8", T1, "x"),
                row(CONTACTS, Map.of("id", "l2")),
                profile));

        assertRefused("u7", USERS, "the trigger \"owners_trigger\"", "P0001", "or drop it");
        assertThat(live(TestDatabase.POSTGRESQL, USERS)).containsExactly("0", "u6", "u8");
        assertThat(live(TestDatabase.POSTGRESQL, CONTACTS)).containsExactly("l", "l2");
        assertThat(live(TestDatabase.POSTGRESQL, SOCIAL_PROFILES)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RAISE 'secret' USING ERRCODE = 'IC001';",
                "RAISE 'secret' USING ERRCODE = '42501';",
                "RAISE 'secret' USING ERRCODE = '55000';",
                "RAISE 'secret' USING ERRCODE = '23514', CONSTRAINT = 'secret', TABLE = 'secret', COLUMN = 'secret';",
                "INSERT INTO secret VALUES (NEW.name);",
                "EXECUTE 'SELECT ' || NEW.name;",
                "ASSERT false, 'secret';",
                "NEW.name = NULL; PERFORM 1 / (0 * length(NEW.id));",
            })
    void however_a_trigger_fails_it_is_named_without_its_text(String failing) {
        open(TestDatabase.POSTGRESQL, OnDelete.MARK, tag("0", "x"));
        addTrigger(TAGS, "BEFORE INSERT", "IF NEW.id = '2' THEN " + failing + " END IF;");

        result = sink.store(changes(tag("1", "x"), tag("2", "secret"), tag("3", "x")));

        assertRefused("2", TAGS, "the trigger \"owners_trigger\"");
        assertThat(live(TestDatabase.POSTGRESQL, TAGS)).containsExactly("0", "1", "3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"refused", "refused with a state", "broken", "without its table"})
    void so_is_one_of_h2(String failing) {
        open(TestDatabase.H2, OnDelete.MARK, tag("0", "x"));
        execute(
                TestDatabase.H2,
                "CREATE TRIGGER $\"owners_trigger\" BEFORE INSERT, UPDATE ON $\"tags\" FOR EACH ROW CALL '"
                        + OwnersTrigger.class.getName() + "'");

        result = sink.store(changes(tag("1", "x"), tag("2", failing), tag("3", "x")));

        assertThat(live(TestDatabase.H2, TAGS)).containsExactly("0", "1", "3");
        assertRefused("2", TAGS, "SQLState");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE $\"tags\" ADD CONSTRAINT \"owners_check\" CHECK (\"name\" <> 'secret')",
                "CREATE UNIQUE INDEX $\"owners_check\" ON $\"tags\" (\"name\")",
                "CREATE DOMAIN $\"owners_check\" AS VARCHAR CHECK (VALUE <> 'secret');"
                        + " ALTER TABLE $\"tags\" ALTER COLUMN \"name\" SET DATA TYPE $\"owners_check\"",
            })
    void a_constraint_of_h2_is_named_without_its_text(String sql) {
        open(TestDatabase.H2, OnDelete.MARK, tag("0", "secret"));
        if (!sql.contains("UNIQUE")) {
            result = sink.store(changes(tag("0", "x")));
        }
        for (String each : List.of(sql.split(";", -1))) {
            execute(TestDatabase.H2, each);
        }

        result = sink.store(changes(tag("1", "y"), tag("2", "secret"), tag("3", "z")));

        assertRefused("2", TAGS, sql.contains("DOMAIN") ? "a constraint" : "owners_check");
        assertThat(live(TestDatabase.H2, TAGS)).containsExactly("0", "1", "3");
    }

    @Test
    void a_lock_that_a_trigger_waits_for_in_vain_is_no_fault_of_a_row() {
        open(TestDatabase.POSTGRESQL, OnDelete.MARK, tag("0", "x"));
        addTrigger(TAGS, "BEFORE INSERT", "RAISE 'secret' USING ERRCODE = '55P03';");

        assertThatThrownBy(() -> sink.write(changes(tag("1", "x"))))
                .isInstanceOf(SinkException.class)
                .hasMessageContaining("A lock that another session held was not given")
                .satisfies(ConstraintTest::assertWithoutData);
    }

    @Test
    void a_row_of_duckdb_that_another_transaction_changes_is_not_refused() throws SQLException {
        open(TestDatabase.DUCKDB, OnDelete.MARK, tag("1", "x"), tag("2", "x"));
        try (Connection other = TestDatabase.DUCKDB.connect();
                Statement deleting = other.createStatement()) {
            other.setAutoCommit(false);
            deleting.execute("DELETE FROM " + schema.table(TAGS) + " WHERE id = '1'");

            assertThatThrownBy(() -> sink.write(changes(tag("1", "y"), tag("2", "y"))))
                    .isInstanceOf(SinkException.class)
                    .hasMessageContaining("changing the same rows: run again");
            other.rollback();
        }
        result = sink.store(changes(tag("1", "y"), tag("2", "y")));
        assertThat(result.refused()).isEmpty();
    }

    @Test
    void a_trigger_that_fails_for_every_row_is_told_at_once() {
        open(TestDatabase.POSTGRESQL, OnDelete.MARK, tag("0", "x"));
        addTrigger(TAGS, "AFTER INSERT", "INSERT INTO secret_audit VALUES (NEW.name);");
        Row[] many = IntStream.range(0, 2_000).mapToObj(i -> tag("t" + i, "x")).toArray(Row[]::new);

        assertThatThrownBy(() -> sink.write(changes(many)))
                .isInstanceOf(SinkException.class)
                .hasMessageContaining("No row of tags can be stored")
                .hasMessageContaining("the trigger \"owners_trigger\"")
                .hasMessageContaining(schema.table(TAGS))
                .satisfies(ConstraintTest::assertWithoutData);

        assertThat(live(TestDatabase.POSTGRESQL, TAGS)).containsExactly("0");
    }

    @Test
    void a_row_level_policy_is_named() {
        execute(TestDatabase.POSTGRESQL, "CREATE ROLE \"role_of_" + schema + "\"");
        execute(TestDatabase.POSTGRESQL, "GRANT CREATE, TEMPORARY ON DATABASE postgres TO \"role_of_" + schema + "\"");
        sink = schema.open(JdbcSink.builder(TestDatabase.POSTGRESQL.url() + "&options=-c%20role=role_of_" + schema)
                .schema(schema.toString()));
        result = sink.store(changes(tag("0", "x")));
        execute(TestDatabase.POSTGRESQL, "ALTER TABLE $tags ENABLE ROW LEVEL SECURITY");
        execute(TestDatabase.POSTGRESQL, "ALTER TABLE $tags FORCE ROW LEVEL SECURITY");
        execute(TestDatabase.POSTGRESQL, "CREATE POLICY owners_policy ON $tags USING (id <> '2')");

        result = sink.store(changes(tag("1", "x"), tag("2", "secret"), tag("3", "x")));

        assertRefused("2", TAGS, "the row-level policy \"owners_policy\"", "42501", "let the policy allow");
        assertThat(live(TestDatabase.POSTGRESQL, TAGS)).containsExactly("0", "1", "3");
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
        open(TestDatabase.POSTGRESQL, OnDelete.MARK, tag("0", "0"));
        execute(
                TestDatabase.POSTGRESQL,
                "CREATE FUNCTION $f(told text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS"
                        + " 'BEGIN IF told = ''secret'' THEN RAISE ''secret''; END IF; RETURN told; END'");
        execute(TestDatabase.POSTGRESQL, sql);

        result = sink.store(changes(tag("1", "1"), tag("2", "secret"), tag("3", "3")));

        assertRefused("2", TAGS, "SQLState");
        assertThat(live(TestDatabase.POSTGRESQL, TAGS)).containsExactly("0", "1", "3");
    }

    @Test
    void an_index_refuses_a_text_that_is_too_long() {
        open(TestDatabase.POSTGRESQL, OnDelete.MARK, tag("0", "x"));
        execute(TestDatabase.POSTGRESQL, "CREATE INDEX owners_index ON $tags (name)");
        StringBuilder secret = new StringBuilder();
        IntStream.range(0, 4_000).forEach(i -> secret.append("secret").append(Math.pow(i, 1.7)));

        result = sink.store(changes(tag("1", "x"), tag("2", secret.toString()), tag("3", "x")));

        assertRefused("2", TAGS, "\"owners_index\"");
        assertThat(live(TestDatabase.POSTGRESQL, TAGS)).containsExactly("0", "1", "3");
    }

    @Test
    void a_partition_that_is_missing_is_told() {
        schema.create(TestDatabase.POSTGRESQL);
        execute(TestDatabase.POSTGRESQL, "CREATE TABLE $tags (id text PRIMARY KEY, name text) PARTITION BY LIST (id)");
        execute(TestDatabase.POSTGRESQL, "CREATE TABLE $some PARTITION OF $tags FOR VALUES IN ('1', '3')");

        result = sink.store(changes(tag("1", "x"), tag("2", "secret"), tag("3", "x")));
        assertRefused("2", TAGS, "no partition", "add one");
        result = sink.store(changes(tag("1", "y")));

        assertThat(live(TestDatabase.POSTGRESQL, TAGS)).containsExactly("1", "3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE INDEX \"owners_index\" ON $\"tags\" ((CAST(\"name\" AS INTEGER)))",
                "CREATE UNIQUE INDEX \"owners_index\" ON $\"tags\" ((CAST(\"name\" AS INTEGER)))",
            })
    void an_index_of_duckdb_on_an_expression_refuses_one_row(String index) {
        open(TestDatabase.DUCKDB, OnDelete.MARK, tag("0", "0"));
        execute(TestDatabase.DUCKDB, index);

        result = sink.store(changes(tag("1", "1"), tag("2", "secret"), tag("3", "3")));

        assertRefused("2", TAGS, "the index \"owners_index\"");
        assertThat(live(TestDatabase.DUCKDB, TAGS)).containsExactly("0", "1", "3");
        result = sink.store(changes(tag("4", "4"), tag("1", "5")));
        assertThat(live(TestDatabase.DUCKDB, TAGS)).containsExactly("0", "1", "3", "4");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"name\" VARCHAR CHECK (CASE WHEN \"name\" = 'secret' THEN error('secret\nforged') ELSE true END)",
                "\"name\" VARCHAR CHECK (\"name\" <> 'secret')",
                "\"name\" VARCHAR, \"mine\" INTEGER GENERATED ALWAYS AS (CAST(\"name\" AS INTEGER))",
            })
    void a_check_or_a_computed_column_of_duckdb_does_so_too(String columns) {
        schema.create(TestDatabase.DUCKDB);
        execute(TestDatabase.DUCKDB, "CREATE TABLE $\"tags\" (\"id\" VARCHAR NOT NULL, " + columns + ")");
        sink = schema.sink(TestDatabase.DUCKDB);

        result = sink.store(changes(tag("1", "1"), tag("2", "secret"), tag("3", "3")));

        assertRefused("2", TAGS, "SQLState");
        assertThat(live(TestDatabase.DUCKDB, TAGS)).containsExactly("1", "3");
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "H2"})
    void a_removal_that_a_reference_refuses_is_told_and_the_others_are_done(TestDatabase database) {
        open(database, OnDelete.REMOVE, tag("1", "x"), tag("2", "x"), tag("3", "x"));
        execute(
                database,
                "CREATE TABLE $\"notes\" (\"tag\" VARCHAR, CONSTRAINT \"of_a_tag\" FOREIGN KEY (\"tag\")"
                        + " REFERENCES $\"tags\" (\"id\"))");
        execute(database, "INSERT INTO $\"notes\" VALUES ('2')");

        result = sink.store(changes(
                "w1",
                List.of(
                        gone(TAGS, "1", Reason.DELETED),
                        gone(TAGS, "2", Reason.DELETED),
                        gone(TAGS, "3", Reason.DELETED)),
                tag("4", "y")));

        assertRefused("2", TAGS, "cannot be removed", "\"of_a_tag\"", "ON DELETE CASCADE");
        assertThat(live(database, TAGS)).containsExactly("2", "4");
    }

    @Test
    void a_reference_in_duckdb_keeps_out_the_change_of_the_row_that_it_refers_to() {
        schema.create(TestDatabase.DUCKDB);
        execute(TestDatabase.DUCKDB, "CREATE TABLE $\"tags\" (\"id\" VARCHAR PRIMARY KEY, \"name\" VARCHAR)");
        open(TestDatabase.DUCKDB, OnDelete.MARK, tag("1", "x"), tag("2", "x"));
        execute(TestDatabase.DUCKDB, "CREATE TABLE $\"notes\" (\"tag\" VARCHAR REFERENCES $\"tags\" (\"id\"))");
        execute(TestDatabase.DUCKDB, "INSERT INTO $\"notes\" VALUES ('2')");

        result = sink.store(changes(tag("1", "y"), tag("2", "secret"), tag("3", "y")));

        assertRefused("2", TAGS, "violates a constraint");
        assertThat(live(TestDatabase.DUCKDB, TAGS)).containsExactly("1", "2", "3");
    }

    @Test
    void a_removal_that_a_trigger_refuses_is_told_and_the_others_are_done() {
        open(TestDatabase.POSTGRESQL, OnDelete.MARK, tag("1", "x"), tag("2", "secret"), tag("3", "x"));
        addTrigger(TAGS, "BEFORE UPDATE", "IF NEW.id = '2' THEN RAISE 'secret %', NEW.name; END IF;");

        result = sink.store(changes("w1", List.of(gone(TAGS, "1", Reason.DELETED), gone(TAGS, "2", Reason.DELETED))));

        assertRefused("2", TAGS, "cannot be removed", "the trigger \"owners_trigger\"");
        assertThat(live(TestDatabase.POSTGRESQL, TAGS)).containsExactly("2", "3");
    }

    @Test
    void a_publication_that_cannot_tell_rows_apart_is_told_with_the_remedy() {
        open(TestDatabase.POSTGRESQL, OnDelete.MARK, tag("1", "x"));
        execute(
                TestDatabase.POSTGRESQL,
                "CREATE PUBLICATION \"" + schema + "\" FOR TABLE " + schema.table(TAGS) + " WHERE (name = 'x')");

        assertThatThrownBy(() -> sink.write(changes(tag("1", "y"))))
                .isInstanceOf(SinkException.class)
                .hasMessageContaining("publication")
                .hasMessageContaining("REPLICA IDENTITY FULL")
                .hasMessageContaining("\"tags\"");

        execute(TestDatabase.POSTGRESQL, "ALTER TABLE $tags REPLICA IDENTITY FULL");
        result = sink.store(changes(tag("1", "y")));
        assertThat(result.changed()).containsEntry(TAGS, 1L);
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "H2"})
    void a_column_of_ours_that_the_database_generates_is_named(TestDatabase database) {
        schema.create(database);
        execute(
                database,
                "CREATE TABLE $\"tags\" (\"id\" VARCHAR PRIMARY KEY, \"name\" VARCHAR GENERATED ALWAYS AS (upper(\"id\"))"
                        + (database == TestDatabase.POSTGRESQL ? " STORED)" : ")"));
        sink = schema.sink(database);

        assertThatThrownBy(() -> sink.write(changes(tag("1", "y"))))
                .isInstanceOf(SinkException.class)
                .hasMessageContaining("\"name\"")
                .hasMessageContaining("generates")
                .hasMessageContaining("Rename the column");
    }

    @Test
    void the_name_of_a_constraint_forges_no_line() {
        open(TestDatabase.POSTGRESQL, OnDelete.MARK, tag("0", "x"));
        execute(
                TestDatabase.POSTGRESQL,
                "ALTER TABLE $tags ADD CONSTRAINT \"a\n2024 ERROR\u001b[31m\" CHECK (name <> 'secret')");

        result = sink.store(changes(tag("1", "x"), tag("2", "secret"), tag("3", "x")));

        assertRefused("2", TAGS, "\"a 2024 ERROR [31m\"");
    }
}
