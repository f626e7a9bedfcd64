package io.intercomsync.jdbc.engines.attribute;

import static io.intercomsync.collection.IntercomCollection.USERS;
import static io.intercomsync.jdbc.testkit.internal.StoredAttributes.user;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.T1;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.changes;
import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.collection.Row;
import io.intercomsync.error.SinkException;
import io.intercomsync.jdbc.CustomAttributes;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.engines.fixture.OwnSchema;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import io.intercomsync.jdbc.engines.fixture.WrappedSource;
import io.intercomsync.jdbc.testkit.internal.StoredAttributes;
import java.sql.SQLNonTransientConnectionException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** K96: a death at any statement leaves no column of an attribute empty or half widened. */
class AttributeCrashTest {
    private static final int MOST_STATEMENTS = 150;

    /** The ordinary build tries every third statement; {@code -Dattributes.crash.step=1} tries each. */
    private static final int STEP = Integer.getInteger("attributes.crash.step", 3);

    @RegisterExtension
    final OwnSchema schema = new OwnSchema();

    /** Writes by a sink whose connection breaks at a statement or commit. Returns whether it broke. */
    private boolean dies(TestDatabase database, int statements, Row row) {
        AtomicInteger left = new AtomicInteger(statements);
        try (JdbcSink sink = JdbcSink.builder(new WrappedSource(database, (connection, method) -> {
                    if (List.of("createStatement", "prepareStatement", "commit").contains(method)
                            && left.decrementAndGet() <= 0) {
                        throw new SQLNonTransientConnectionException("it is dead", "08006");
                    }
                }))
                .schema(schema.toString())
                .maxRetryDuration(Duration.ZERO)
                .build()) {
            sink.write(changes(row));
            return false;
        } catch (SinkException e) {
            return true;
        }
    }

    private void store(TestDatabase database, CustomAttributes where, Row... rows) {
        try (JdbcSink sink = schema.in(database).customAttributes(where).build()) {
            sink.write(changes(rows));
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_death_while_columns_are_added_and_filled_loses_no_value(TestDatabase database) {
        Row row = user("9", T1, Map.of("new", 1L));
        boolean isDead = true;
        int statements = 1;
        while (isDead && statements < MOST_STATEMENTS) {
            database.execute("DROP SCHEMA IF EXISTS \"" + schema + "\" CASCADE");
            store(
                    database,
                    CustomAttributes.JSON_ONLY,
                    user("1", T1, Map.of("a", 1L, "b", "x")),
                    user("2", T1, Map.of("a", "y")));

            isDead = dies(database, statements, row);
            store(database, CustomAttributes.COLUMNS_AND_JSON, row);

            StoredAttributes stored = new StoredAttributes(schema.access(database));
            assertThat(stored.values())
                    .as("after a death at statement %d", statements)
                    .isEqualTo(Map.of("1", Map.of("a", "1", "b", "x"), "2", Map.of("a", "y"), "9", Map.of("new", 1L)));
            statements += STEP;
        }
        assertThat(isDead).isFalse();
        assertThat(statements).isGreaterThan(20);
    }

    @ParameterizedTest
    @EnumSource
    void a_death_while_a_column_is_widened_loses_no_value(TestDatabase database) {
        Row row = user("9", T1, Map.of("a", "text"));
        boolean isDead = true;
        int statements = 1;
        while (isDead && statements < MOST_STATEMENTS) {
            database.execute("DROP SCHEMA IF EXISTS \"" + schema + "\" CASCADE");
            store(database, CustomAttributes.COLUMNS_AND_JSON, user("1", T1, Map.of("a", 1L)), user("2", T1, Map.of()));

            isDead = dies(database, statements, row);
            store(database, CustomAttributes.COLUMNS_AND_JSON, row);

            StoredAttributes stored = new StoredAttributes(schema.access(database));
            assertThat(stored.values())
                    .as("after a death at statement %d", statements)
                    .isEqualTo(Map.of("1", Map.of("a", "1"), "2", Map.of(), "9", Map.of("a", "text")));
            assertThat(database.query("SELECT column_name FROM information_schema.columns WHERE table_schema = '"
                            + schema + "' AND table_name = '" + USERS.tableName()
                            + "' AND column_name LIKE '%sync_new%'"))
                    .isEmpty();
            statements += STEP;
        }
        assertThat(isDead).isFalse();
        assertThat(statements).isGreaterThan(20);
    }
}
