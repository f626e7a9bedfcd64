package io.intercomsync.jdbc.engines.fault;

import static io.intercomsync.collection.IntercomCollection.USERS;
import static io.intercomsync.jdbc.engines.fault.FaultUnits.FIRST;
import static io.intercomsync.jdbc.engines.fault.FaultUnits.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.EnumSource.Mode.EXCLUDE;

import io.intercomsync.error.SinkException;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.engines.fault.BreakingSource.Side;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import io.intercomsync.sink.Changes;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A connection is lost between any two messages of two units. {@code -Dfaults.full} for all of them, before and after each,
 * with and without another attempt; else it is a sample.
 */
class LostConnectionTest {
    private static final boolean IS_FULL = Boolean.getBoolean("faults.full");
    private static final int SAMPLES = 4;

    private final long seed = Long.getLong("faults.seed", System.nanoTime());
    private final Random random = new Random(seed);
    /** The tables without and with an undisturbed first and second unit. */
    private final Map<String, Map<String, List<String>>> undisturbed = new HashMap<>();

    /** How a connection is lost, and whether the sink tries again. */
    private record Loss(Side side, int message, boolean isRepeated) {}

    @ParameterizedTest
    @EnumSource(mode = EXCLUDE, names = "SQLITE") // which has no connection that can be lost
    void every_row_is_right_wherever_a_connection_is_lost(TestDatabase database) {
        int messages = undisturbed(database);

        int lost = 0;
        for (int message = 1; IS_FULL && message <= messages; message++) {
            for (Side side : Side.values()) {
                lost += lose(database, new Loss(side, message, false)) + lose(database, new Loss(side, message, true));
            }
        }
        for (int i = 0; !IS_FULL && i < SAMPLES; i++) {
            Side side = random.nextBoolean() ? Side.BEFORE : Side.AFTER;
            lost += lose(database, new Loss(side, 1 + random.nextInt(messages), i % 2 == 0));
        }

        System.out.printf(
                Locale.ROOT, "%s: %d connections lost at %d messages; seed %d%n", database, lost, messages, seed);
        assertThat(lost).isPositive();
    }

    /** Some pools and drivers tell nothing about a lost connection. */
    @ParameterizedTest
    @EnumSource
    void a_lost_connection_without_an_sqlstate_is_no_fault_of_a_row(TestDatabase database) {
        String schema = TestDatabase.newSchema();
        AtomicInteger transactions = new AtomicInteger();
        WatchedSource source = new WatchedSource(database::connect, message -> {
            boolean begins = message.isInTransactionOn("_intercom_sync_checkpoints")
                    && message.text().contains("<>"); // looks for another workspace
            if (begins && transactions.incrementAndGet() == 1) {
                message.connection().close();
                throw new SQLException("It is gone");
            }
        });
        try (JdbcSink sink =
                JdbcSink.builder(source.source()).schema(schema).views(false).build()) {
            assertThat(sink.store(FIRST).refused()).isEmpty();

            assertThat(transactions.get()).isBetween(2, 3); // an attribute needs a column, and so one more
            assertThat(sink.liveRows("w1", USERS)).isEqualTo(3);
        }
        database.execute("DROP SCHEMA \"" + schema + "\" CASCADE");
    }

    /** H2 closes a database under all its sessions. */
    @Test
    void a_database_that_somebody_has_closed_is_opened_again(@TempDir Path folder) throws SQLException {
        String url = "jdbc:h2:" + folder.resolve("test") + ";WRITE_DELAY=0";
        try (JdbcSink sink = JdbcSink.builder(url).views(false).build()) {
            sink.write(FIRST);
            assertThat(sink.liveRows("w1", USERS)).isEqualTo(3);
            close(url);

            sink.write(SECOND);
            close(url);

            assertThat(sink.liveRows("w1", USERS)).isEqualTo(3);
            assertThat(sink.checkpoint("w1", "feed")).contains(SECOND.checkpoint());
        }
    }

    private static void close(String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("SHUTDOWN");
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EXCLUDE, names = "SQLITE") // which has no connection that can be lost
    void a_read_goes_on_by_another_connection(TestDatabase database) {
        String schema = TestDatabase.newSchema();
        BreakingSource source = new BreakingSource(database, Side.BEFORE, 3);
        try (JdbcSink sink =
                JdbcSink.builder(source.source()).schema(schema).views(false).build()) {
            sink.write(FIRST);
            assertThat(sink.liveRows("w1", USERS)).isEqualTo(3);
            source.count();

            for (int read = 0; read < 4; read++) {
                assertThat(sink.versions("w1", USERS, List.of(List.of("u2"), List.of("u9"))))
                        .containsOnlyKeys(List.of("u2"));
                assertThat(sink.liveRows("w1", USERS)).isEqualTo(3);
            }

            assertThat(source.broken()).contains("users");
        }
        database.execute("DROP SCHEMA \"" + schema + "\" CASCADE");
    }

    /** Returns how many messages there are. */
    private int undisturbed(TestDatabase database) {
        String schema = TestDatabase.newSchema();
        BreakingSource source = new BreakingSource(database, Side.BEFORE, 0);
        undisturbed.put("", Map.of());
        try (JdbcSink sink =
                JdbcSink.builder(source.source()).schema(schema).views(false).build()) {
            sink.beginRun("w1");
            source.count();
            for (Changes unit : List.of(FIRST, SECOND)) {
                sink.write(unit);
                undisturbed.put(unit.checkpoint().state(), TableSnapshot.of(database.url(), schema));
            }
        }
        return source.sent();
    }

    /** Loses a connection. Returns 1 if one was lost. */
    private int lose(TestDatabase database, Loss loss) {
        String schema = TestDatabase.newSchema();
        BreakingSource source = new BreakingSource(database, loss.side(), loss.message());
        try (JdbcSink sink = JdbcSink.builder(source.source())
                .schema(schema)
                .views(false)
                .maxRetryDuration(loss.isRepeated() ? Duration.ofMinutes(1) : Duration.ZERO)
                .build()) {
            sink.beginRun("w1");
            source.count();
            String stored = "";
            for (Changes unit : List.of(FIRST, SECOND)) {
                SinkException failure = failure(sink, unit);
                String story = story(database, loss, source);
                if (failure != null) {
                    assertThat(loss.isRepeated()).as("%s%n%s", story, failure).isFalse();
                    assertThat(failure).as(story).hasMessageContaining("There is no connection to the database");
                    assertStored(database, schema, stored, unit, story);
                    sink.checkpoint("w1", "feed"); // a new run begins
                    sink.write(unit);
                }
                stored = unit.checkpoint().state();
                assertThat(TableSnapshot.of(database.url(), schema)).as(story).isEqualTo(undisturbed.get(stored));
            }
        }
        database.execute("DROP SCHEMA \"" + schema + "\" CASCADE");
        return source.broken().isEmpty() ? 0 : 1;
    }

    private String story(TestDatabase database, Loss loss, BreakingSource source) {
        return database + ", " + loss + ", at " + source.broken() + ", seed " + seed;
    }

    private static @Nullable SinkException failure(JdbcSink sink, Changes unit) {
        try {
            sink.write(unit);
            return null;
        } catch (SinkException e) {
            return e;
        }
    }

    /** The rows must be those of the stored checkpoint: all of the unit, or nothing of it. */
    private void assertStored(TestDatabase database, String schema, String before, Changes unit, String story) {
        Map<String, List<String>> tables = TableSnapshot.of(database.url(), schema);
        String after = unit.checkpoint().state();
        String state = tables.getOrDefault("_intercom_sync_checkpoints", List.of()).stream()
                        .anyMatch(row -> row.contains("feed=feed,") && row.contains("state=" + after))
                ? after
                : before;
        Map<String, List<String>> expected = undisturbed.getOrDefault(state, Map.of());
        tables.forEach((table, rows) -> {
            if (!table.equals("_intercom_sync_columns")) { // columns may be there before their values
                assertThat(rows)
                        .as("%s of the state \"%s\", %s", table, state, story)
                        .isEqualTo(expected.getOrDefault(table, List.of()));
            }
        });
    }
}
