package io.intercomsync.jdbc.engines.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.checkpoint.Checkpoint;
import io.intercomsync.error.SinkException;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import io.intercomsync.sink.Changes;
import io.intercomsync.sink.WriteResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A server is killed with {@code kill -9} while rows are loaded, and is started again. Every row is right after the next run,
 * and a run that has nothing to do writes nothing. {@code -Dserver.kills=30} for the whole series; else it is one kill of a smaller load.
 */
class KilledServerTest {
    private static final int KILLS = Integer.getInteger("server.kills", 1);
    private static final String SCHEMA = "warehouse";

    private final long seed = Long.getLong("faults.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private volatile boolean isLoading;
    private final AtomicInteger hits = new AtomicInteger();

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void every_row_is_right_after_the_server_was_killed(TestDatabase database, @TempDir Path folder)
            throws IOException {
        String undisturbed = TestDatabase.newSchema();
        try (ServerProcess server = ServerProcess.start(database, folder)) {
            long start = System.nanoTime();
            load(server, new LoadRound(0).units(), Duration.ZERO, () -> {});
            copy(database, undisturbed, 0);
            for (int round = 1; round <= KILLS; round++) {
                loadAndKill(server, round, random.nextLong(copy(database, undisturbed, round)));
                String story = database + ", round " + round + ", seed " + seed;
                assertThat(TableSnapshot.of(server.url(), SCHEMA))
                        .as(story)
                        .isEqualTo(TableSnapshot.of(database.url(), undisturbed));
                assertIdleRunWritesNothing(database, server, round, story);
            }
            System.out.printf(
                    Locale.ROOT,
                    "%s: %d kills, %d of them in the midst of a load, in %d s; seed %d%n",
                    database,
                    KILLS,
                    hits.get(),
                    (System.nanoTime() - start) / 1_000_000_000,
                    seed);
        }
    }

    private static JdbcSink.Builder sink(ServerProcess server) {
        return JdbcSink.builder(server.url()).schema(SCHEMA);
    }

    /** Stores what is not stored yet. */
    private void load(ServerProcess server, List<Changes> units, Duration retry, Runnable begun) {
        try (JdbcSink sink = sink(server).maxRetryDuration(retry).build()) {
            sink.beginRun("w1");
            List<Changes> lacking = LoadRound.after(sink.checkpoint("w1", "feed"), units);
            isLoading = true;
            begun.run();
            lacking.forEach(sink::write);
        } finally {
            isLoading = false;
        }
    }

    /** Stores a round where nobody kills anything. Returns how many milliseconds it took. */
    private static long copy(TestDatabase database, String schema, int round) {
        try (JdbcSink sink = database.sink(schema).build()) {
            sink.beginRun("w1");
            long start = System.nanoTime();
            new LoadRound(round).units().forEach(sink::write);
            return Math.max(1, (System.nanoTime() - start) / 1_000_000);
        }
    }

    /** Every second load goes on by itself when the server is there again; the others fail, and the next run goes on. */
    private void loadAndKill(ServerProcess server, int round, long millis) {
        List<Changes> units = new LoadRound(round).units();
        boolean isRepeated = round % 2 == 0;
        CompletableFuture<Void> killed = new CompletableFuture<>();
        boolean isBroken = false;
        try {
            load(
                    server,
                    units,
                    isRepeated ? Duration.ofMinutes(2) : Duration.ZERO,
                    () -> CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS)
                            .execute(() -> killAndStart(server, killed)));
        } catch (SinkException e) {
            assertThat(isRepeated).as("%s, round %d, seed %d", e, round, seed).isFalse();
            isBroken = true;
        }
        killed.join();
        if (isBroken) {
            load(server, units, Duration.ZERO, () -> {});
        }
    }

    private void killAndStart(ServerProcess server, CompletableFuture<Void> done) {
        try {
            hits.addAndGet(isLoading ? 1 : 0);
            server.kill();
            server.startAgain();
            done.complete(null);
        } catch (IOException | RuntimeException e) {
            done.completeExceptionally(e);
        }
    }

    private static void assertIdleRunWritesNothing(
            TestDatabase database, ServerProcess server, int round, String story) {
        Map<String, List<String>> before = stored(database, server);
        try (JdbcSink sink = sink(server).build()) {
            Checkpoint last = sink.checkpoint("w1", "feed").orElseThrow();
            for (Changes unit : new LoadRound(round).units()) {
                WriteResult result = sink.store(new Changes(unit.removals(), unit.batches(), last));

                assertThat(result.changed()).as(story).isEmpty();
                assertThat(result.refused()).as(story).isEmpty();
            }
        }
        assertThat(stored(database, server)).as(story).isEqualTo(before);
    }

    /** Returns the rows with their times and, where the database tells it, the place of each on the disk. */
    private static Map<String, List<String>> stored(TestDatabase database, ServerProcess server) {
        Map<String, List<String>> rows = TableSnapshot.withTimes(server.url(), SCHEMA);
        rows.remove("_intercom_sync_checkpoints"); // an idle run stores its checkpoint
        if (database == TestDatabase.POSTGRESQL) {
            rows.putAll(TableSnapshot.places(server.url(), SCHEMA, "users", "conversations", "conversation_parts"));
        }
        return rows;
    }
}
