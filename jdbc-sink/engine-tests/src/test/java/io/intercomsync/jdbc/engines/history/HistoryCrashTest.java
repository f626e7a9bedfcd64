package io.intercomsync.jdbc.engines.history;

import static io.intercomsync.collection.IntercomCollection.USERS;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.T1;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.T2;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.changes;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.gone;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.collection.Row;
import io.intercomsync.error.SinkException;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.engines.fixture.OwnSchema;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import io.intercomsync.jdbc.engines.fixture.WrappedSource;
import io.intercomsync.sink.Changes;
import io.intercomsync.sink.Removal.Reason;
import java.sql.SQLNonTransientConnectionException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** K67: a connection that breaks at any statement leaves no wrong version behind, once the unit is sent again. */
class HistoryCrashTest {
    private static final int MOST_STATEMENTS = 200;

    /** The ordinary build tries a few statements; {@code -Dhistory.crash.step=1} tries each. */
    private static final int STEP = Integer.getInteger("history.crash.step", 61);

    @RegisterExtension
    final OwnSchema schema = new OwnSchema();

    private static Row user(String id, Instant version, String json) {
        return row(USERS, Map.of("id", id, "updated_at", version, "custom_attributes", json));
    }

    /** Returns whether the connection broke. */
    private boolean dies(TestDatabase database, int statements, Changes changes) {
        AtomicInteger left = new AtomicInteger(statements);
        WrappedSource source = new WrappedSource(database, (connection, method) -> {
            if (List.of("createStatement", "prepareStatement", "commit").contains(method)
                    && left.decrementAndGet() <= 0) {
                throw new SQLNonTransientConnectionException("it is dead", "08006");
            }
        });
        return !isStored(JdbcSink.builder(source).schema(schema.toString()).history(USERS), changes);
    }

    private static boolean isStored(JdbcSink.Builder builder, Changes changes) {
        try (JdbcSink sink = builder.maxRetryDuration(Duration.ZERO).build()) {
            sink.store(changes);
            return true;
        } catch (SinkException e) {
            return false;
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_death_at_any_statement_leaves_the_versions_right(TestDatabase database) {
        Changes before = changes(
                user("1", T1, "{\"a\":1}"), user("2", T1, "{\"a\":2}"), user("3", T1, "{}"), user("4", T1, "{}"));
        Changes second = changes("w1", List.of(gone(USERS, "3", Reason.DELETED)), user("1", T2, "{\"a\":3}"));
        Changes dying = changes(
                "w1",
                List.of(gone(USERS, "2", Reason.DELETED)),
                user("1", T2.plusSeconds(1), "{\"a\":\"x\"}"),
                user("3", T2.plusSeconds(1), "{\"b\":true}"));
        boolean isDead = true;
        int statements = 1;
        while (isDead && statements < MOST_STATEMENTS) {
            database.execute("DROP SCHEMA IF EXISTS \"" + schema + "\" CASCADE");
            isStored(schema.in(database).history(USERS), before);
            isStored(schema.in(database), second); // so that the next run also has to make up for it

            isDead = dies(database, statements, dying);
            assertThat(isStored(schema.in(database).history(USERS), dying)).isTrue();

            assertThat(versions(database))
                    .as("after a death at statement %d", statements)
                    .containsExactly("1 1 0", "1 3 0", "1 x 1", "2 2 0", "3 null 0", "3 null 1", "4 null 1");
            statements += STEP;
        }
        assertThat(isDead).isFalse();
        assertThat(statements).isGreaterThan(30);
    }

    /** Returns each version as its id, its attribute, and whether it is current. */
    private List<Object> versions(TestDatabase database) {
        return database.query(
                "SELECT concat(\"id\", ' ', coalesce(CAST(\"custom_attributes_a\" AS VARCHAR), 'null'), ' ',"
                        + " CASE WHEN \"is_current\" = TRUE AND \"valid_to\" IS NULL THEN 1 ELSE 0 END) FROM "
                        + schema.table("users_history") + " ORDER BY \"id\", \"valid_from\"");
    }
}
