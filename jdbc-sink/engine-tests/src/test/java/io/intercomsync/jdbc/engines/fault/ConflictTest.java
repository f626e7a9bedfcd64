package io.intercomsync.jdbc.engines.fault;

import static io.intercomsync.collection.IntercomCollection.TAGS;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.T1;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.T2;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.changesUpTo;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.tag;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.error.SinkException;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.SinkTime;
import io.intercomsync.jdbc.engines.fault.WatchedSource.Watcher;
import io.intercomsync.jdbc.engines.fixture.OwnSchema;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A deadlock or a conflict with another transaction is no fault of a row. The whole unit is stored again. */
class ConflictTest {
    @RegisterExtension
    final OwnSchema schema = new OwnSchema();

    private final TestTime time = new TestTime();

    private JdbcSink.Builder watched(TestDatabase database, String settings, Watcher watcher) {
        WatchedSource source = new WatchedSource(() -> DriverManager.getConnection(database.url() + settings), watcher);
        return SinkTime.of(JdbcSink.builder(source.source()).schema(schema.toString()), time);
    }

    /** Lets the snapshot of a transaction be as old as its first statement. */
    private static String ofOneSnapshot(TestDatabase database) {
        return database == TestDatabase.POSTGRESQL
                ? "&options=-c%20default_transaction_isolation%3Drepeatable%5C%20read"
                : "";
    }

    /** Returns the name of a table as the sink writes it. */
    private String nameOf(TestDatabase database, IntercomCollection collection) {
        String name = schema.table(collection);
        return database == TestDatabase.MARIADB ? name.replace('"', '`') : name;
    }

    /** Changes the rows of a transaction that has read them; each transaction reads them once. */
    private Watcher changing(TestDatabase database, AtomicInteger transactions, int mostChanges) {
        return message -> {
            boolean hasRead =
                    message.isInTransactionOn("\"users\"") && message.text().startsWith("SELECT");
            if (hasRead && transactions.getAndIncrement() < mostChanges) {
                database.execute("UPDATE " + schema.table(USERS) + " SET \"name\" = 'theirs'");
                // DuckDB finds a conflict only where both have changed a row to something else
                String state = "UPDATE " + schema.table("_intercom_sync_checkpoints") + " SET \"state\" = ";
                database.execute(state + "''");
                database.execute(state + "'1'");
            }
        };
    }

    private List<Object> names(TestDatabase database, IntercomCollection collection) {
        return database.query("SELECT \"name\" FROM " + schema.table(collection));
    }

    /** Stores a user and a tag, by a sink that is not watched. */
    private void storeFirst(TestDatabase database) {
        try (JdbcSink sink = schema.in(database).build()) {
            sink.write(changesUpTo("1", user("1", T1, "old"), tag("1", "old")));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "DUCKDB"}) // the others show each statement the newest rows
    void a_unit_is_stored_again_after_another_transaction_has_changed_its_rows(TestDatabase database) {
        storeFirst(database);
        AtomicInteger transactions = new AtomicInteger();
        JdbcSink sink = schema.open(watched(database, ofOneSnapshot(database), changing(database, transactions, 1)));

        sink.write(changesUpTo("2", user("1", T2, "new"), tag("1", "new")));

        assertThat(transactions).hasValue(2);
        assertThat(time.pauses()).containsExactly(0L);
        assertThat(names(database, USERS)).containsExactly("new");
        assertThat(names(database, TAGS)).containsExactly("new");
        assertThat(OwnSchema.state(sink)).isEqualTo("2");
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "DUCKDB"})
    void no_row_is_taken_for_refused_after_a_conflict(TestDatabase database) {
        storeFirst(database);
        AtomicInteger transactions = new AtomicInteger();
        JdbcSink sink = schema.open(watched(database, ofOneSnapshot(database), changing(database, transactions, 9))
                .maxRetryDuration(Duration.ZERO));

        assertThatThrownBy(
                        () -> sink.write(changesUpTo("2", user("1", T2, "new"), user("2", T2, "x"), tag("1", "new"))))
                .isInstanceOf(SinkException.class)
                .hasMessageContaining("Another program was changing the same rows: run again");

        assertThat(transactions).as("one attempt, and no half of the unit").hasValue(1);
        assertThat(names(database, USERS)).containsExactly("theirs");
        assertThat(names(database, TAGS)).containsExactly("old");
        assertThat(OwnSchema.state(sink)).isEqualTo("1");
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "DUCKDB"})
    void a_conflict_that_does_not_end_fails_the_write_after_a_minute_of_growing_pauses(TestDatabase database) {
        storeFirst(database);
        AtomicInteger transactions = new AtomicInteger();
        JdbcSink sink = schema.open(
                watched(database, ofOneSnapshot(database), changing(database, transactions, Integer.MAX_VALUE)));

        assertThatThrownBy(() -> sink.write(changesUpTo("2", user("1", T2, "new"), tag("1", "new"))))
                .isInstanceOf(SinkException.class)
                .hasMessageContaining(" in " + transactions + " attempts, within 1 min. Another program was changing");

        List<Long> pauses = time.pauses();
        assertThat(pauses).hasSize(transactions.get() - 1).startsWith(0L).allMatch(pause -> pause <= 5_000);
        assertThat(pauses.get(1)).isBetween(100L, 200L);
        assertThat(pauses.get(6)).isBetween(2_500L, 5_000L);
        assertThat(time.nanos()).isEqualTo(Duration.ofMinutes(1).toNanos());
        assertThat(names(database, TAGS)).containsExactly("old");
        assertThat(OwnSchema.state(sink)).isEqualTo("1");
    }

    @Test // the others keep a second writer out, or show it the newest rows
    void a_unit_is_not_stored_again_over_what_another_sink_has_stored_meanwhile() {
        storeFirst(TestDatabase.DUCKDB);
        JdbcSink other = schema.sink(TestDatabase.DUCKDB);
        AtomicInteger transactions = new AtomicInteger();
        JdbcSink sink = schema.open(watched(TestDatabase.DUCKDB, "", message -> {
            boolean hasRead = message.isInTransactionOn(nameOf(TestDatabase.DUCKDB, USERS))
                    && message.text().startsWith("SELECT");
            if (hasRead && transactions.getAndIncrement() == 0) {
                other.write(changesUpTo("2", user("1", T2.plusSeconds(1), "theirs")));
            }
        }));

        assertThatThrownBy(() -> sink.write(changesUpTo("2", user("1", T2, "new"), tag("1", "new"))))
                .isInstanceOf(SinkException.class)
                .hasMessageContaining("Another run has written to the feed");

        assertThat(transactions).hasValue(1);
        assertThat(names(TestDatabase.DUCKDB, USERS)).containsExactly("theirs");
        assertThat(names(TestDatabase.DUCKDB, TAGS)).containsExactly("old");
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB", "H2"}) // DuckDB does not wait for locks
    void a_unit_is_stored_again_after_a_deadlock(TestDatabase database) throws SQLException {
        storeFirst(database);
        AtomicReference<Runnable> crossing = new AtomicReference<>(() -> {});
        JdbcSink sink = schema.open(watched(database, "", message -> {
            if (message.isInTransactionOn(nameOf(database, TAGS))) {
                crossing.getAndSet(() -> {}).run();
            }
        }));

        int round = 0;
        while (time.pauses().isEmpty()) { // the database chooses which of the two transactions it ends
            round++;
            assertThat(round).isLessThan(20);
            crossLocks(database, sink, crossing, "new " + round, T2.plusSeconds(round));
            assertThat(names(database, USERS)).containsExactly("new " + round);
            assertThat(names(database, TAGS)).containsExactly("new " + round);
        }

        assertThat(OwnSchema.state(sink)).isEqualTo("new " + round);
    }

    /** Locks the tag, then the user, while the sink locks the user, then the tag. */
    private void crossLocks(
            TestDatabase database, JdbcSink sink, AtomicReference<Runnable> crossing, String name, Instant version)
            throws SQLException {
        try (Connection other = database.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            if (database == TestDatabase.POSTGRESQL) {
                statement.execute("SET deadlock_timeout = '30s'"); // so the sink finds the deadlock
            } else if (database == TestDatabase.MARIADB) {
                statement.execute(
                        "INSERT INTO " + schema.table("users") + " (\"id\")" + " SELECT CONCAT('x', seq) FROM "
                                + schema.table("seq_1_to_500")); // the lighter transaction is ended
            }
            statement.execute("UPDATE " + schema.table(TAGS) + " SET \"name\" = 'theirs' WHERE \"id\" = '1'");
            AtomicReference<CompletableFuture<Void>> ended = new AtomicReference<>();
            crossing.set(() -> ended.set(CompletableFuture.runAsync(() -> lockUser(other, statement))));
            sink.write(changesUpTo(name, user("1", version, name), tag("1", name)));
            ended.get().join();
        }
    }

    private void lockUser(Connection other, Statement statement) {
        try {
            statement.execute("UPDATE " + schema.table(USERS) + " SET \"name\" = 'theirs' WHERE \"id\" = '1'");
            other.rollback();
        } catch (SQLException ended) {
            rollBack(other);
        }
    }

    private static void rollBack(Connection other) {
        try {
            other.rollback();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
