package io.intercomsync.jdbc.engines.attribute;

import static io.intercomsync.collection.IntercomCollection.USERS;
import static io.intercomsync.jdbc.testkit.internal.StoredAttributes.user;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.T1;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.changes;
import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.collection.Row;
import io.intercomsync.jdbc.CustomAttributes;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.engines.fixture.LoggedWarnings;
import io.intercomsync.jdbc.engines.fixture.OwnSchema;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import io.intercomsync.jdbc.engines.fixture.WrappedSource;
import io.intercomsync.jdbc.testkit.internal.StoredAttributes;
import io.intercomsync.sink.Changes;
import io.intercomsync.sink.WriteResult;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** K69, K95, K99, K120: a wider column holds up no reader, and leaves alone what the owner made upon the old one. */
class HeldBackColumnTest {
    @RegisterExtension
    final OwnSchema schema = new OwnSchema();

    private WriteResult runOnce(TestDatabase database, Changes changes) {
        try (JdbcSink sink = schema.in(database).build()) {
            return sink.store(changes);
        }
    }

    private void execute(TestDatabase database, String sql) {
        database.execute(sql.replace("$", "\"" + schema + "\".").replace("plan", "\"custom_attributes_plan\""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "POSTGRESQL; CREATE VIEW $\"owners\" AS SELECT plan FROM $\"users\"; DROP VIEW $\"owners\"",
                "POSTGRESQL; CREATE INDEX \"owners\" ON $\"users\" (plan); DROP INDEX $\"owners\"",
                "POSTGRESQL; CREATE POLICY \"owners\" ON $\"users\" USING (plan > 0); DROP POLICY \"owners\" ON $\"users\"",
                "DUCKDB; CREATE INDEX \"owners\" ON $\"users\" (\"name\"); DROP INDEX $\"owners\"",
                "H2; CREATE INDEX $\"owners\" ON $\"users\" (plan); DROP INDEX $\"owners\"",
                "H2; CREATE VIEW $\"owners\" AS SELECT plan FROM $\"users\"; DROP VIEW $\"owners\"",
                "H2; ALTER TABLE $\"users\" ADD CONSTRAINT $\"owners\" CHECK (plan > 0);"
                        + " ALTER TABLE $\"users\" DROP CONSTRAINT $\"owners\"",
                "H2; ALTER TABLE $\"users\" ADD COLUMN \"owners\" INT GENERATED ALWAYS AS (plan + 1);"
                        + " ALTER TABLE $\"users\" DROP COLUMN \"owners\"",
                "MARIADB; CREATE INDEX \"owners\" ON $\"users\" (plan); DROP INDEX \"owners\" ON $\"users\"",
                "MARIADB; ALTER TABLE $\"users\" ADD CONSTRAINT \"owners\" CHECK (plan > 0);"
                        + " ALTER TABLE $\"users\" DROP CONSTRAINT \"owners\"",
                "MARIADB; ALTER TABLE $\"users\" ADD COLUMN \"owners\" INT AS (plan + 1) STORED;"
                        + " ALTER TABLE $\"users\" DROP COLUMN \"owners\"",
                "SQLITE; CREATE INDEX \"owners\" ON $\"users\" (plan); DROP INDEX \"owners\"",
                "SQLITE; CREATE INDEX \"owners\" ON $\"users\" (plan + 1); DROP INDEX \"owners\"",
            })
    void a_value_stays_in_json_while_something_depends_on_its_column(
            TestDatabase database, String obstacle, String remedy) {
        StoredAttributes stored = new StoredAttributes(schema.access(database));
        runOnce(database, changes(user("1", T1, Map.of("plan", 1L))));
        execute(database, obstacle);

        WriteResult result;
        try (LoggedWarnings warnings = new LoggedWarnings(said -> {})) {
            result = runOnce(
                    database, changes(user("2", T1, Map.of("plan", "gold")), user("3", T1, Map.of("plan", 3L))));

            assertThat(warnings.said().toString()).contains("\"plan\"", "owners");
        }

        assertThat(result.refused()).isEmpty();
        assertThat(result.attributesWithoutColumn()).isEqualTo(Map.of(USERS, Set.of("plan")));
        assertThat(stored.values("plan")).isEqualTo(Map.of("1", 1L, "3", 3L));

        execute(database, remedy);
        runOnce(database, changes(user("4", T1, Map.of())));

        assertThat(stored.values("plan")).isEqualTo(Map.of("1", "1", "2", "gold", "3", "3"));
        assertThat(stored.type("plan")).isEqualTo("TEXT");
    }

    /** K120. */
    @Test
    void an_index_on_a_table_of_the_same_name_in_another_schema_of_mariadb_holds_back_nothing() {
        TestDatabase database = TestDatabase.MARIADB;
        String other = TestDatabase.newSchema();
        database.execute("CREATE SCHEMA \"" + other + "\"");
        database.execute("CREATE TABLE \"" + other + "\".\"users\" (\"custom_attributes_plan\" INT UNIQUE)");
        runOnce(database, changes(user("1", T1, Map.of("plan", 1L))));

        WriteResult result = runOnce(database, changes(user("2", T1, Map.of("plan", "gold"))));

        assertThat(result.attributesWithoutColumn()).isEmpty();
        assertThat(new StoredAttributes(schema.access(database)).values("plan"))
                .isEqualTo(Map.of("1", "1", "2", "gold"));
    }

    @Test
    void readers_are_served_at_each_step_while_a_column_is_filled_and_widened() {
        TestDatabase database = TestDatabase.POSTGRESQL;
        Row[] rows = new Row[5_000];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = user("u" + i, T1, Map.of("n", (long) i));
        }
        try (JdbcSink sink =
                schema.in(database).customAttributes(CustomAttributes.JSON_ONLY).build()) {
            sink.write(changes(rows));
        }
        AtomicInteger commits = new AtomicInteger();
        JdbcSink watched = schema.open(JdbcSink.builder(new WrappedSource(database, (connection, method) -> {
                    if (method.equals("commit")) {
                        commits.incrementAndGet();
                        database.execute("SET statement_timeout = 1000; SELECT count(*) FROM " + schema.table(USERS));
                    }
                }))
                .schema(schema.toString()));

        watched.write(changes(user("new", T1, Map.of("n", "text"))));

        assertThat(commits.get()).isGreaterThan(6);
        assertThat(new StoredAttributes(schema.access(database)).values("n"))
                .hasSize(5_001)
                .containsEntry("u4999", "4999");
    }

    @Test
    void a_column_that_cannot_be_locked_is_made_by_the_next_run() throws SQLException {
        TestDatabase database = TestDatabase.POSTGRESQL;
        StoredAttributes stored = new StoredAttributes(schema.access(database));
        runOnce(database, changes(user("1", T1, Map.of())));
        Changes changes = changes(user("2", T1, Map.of("plan", "gold")));
        try (Connection reader = database.connect();
                Statement reading = reader.createStatement()) {
            reader.setAutoCommit(false);
            reading.execute("SELECT * FROM " + schema.table(USERS));

            WriteResult result = runOnce(database, changes);

            assertThat(result.changed()).isEqualTo(Map.of(USERS, 1L));
            assertThat(result.attributesWithoutColumn()).isEqualTo(Map.of(USERS, Set.of("plan")));
        }
        WriteResult next = runOnce(database, changes);
        assertThat(next.changed()).isEmpty();
        assertThat(stored.values("plan")).isEqualTo(Map.of("2", "gold"));
    }
}
