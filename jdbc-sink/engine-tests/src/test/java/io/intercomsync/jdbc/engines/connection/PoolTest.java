package io.intercomsync.jdbc.engines.connection;

import static io.intercomsync.collection.IntercomCollection.TAGS;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.changes;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.tag;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.IntercomClient;
import io.intercomsync.SyncEngine;
import io.intercomsync.error.SinkException;
import io.intercomsync.fake.FakeIntercom;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.engines.crash.CrashWork;
import io.intercomsync.jdbc.engines.fixture.OwnSchema;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import io.intercomsync.jdbc.engines.fixture.WrappedSource;
import io.intercomsync.report.SyncReport;
import java.net.URI;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The sink works with a pool, of H2 here. K101: the message says when a pool is too small. */
class PoolTest {
    private static final int MOST_SECONDS = 30;

    @RegisterExtension
    final OwnSchema schema = new OwnSchema();

    private final JdbcConnectionPool pool = JdbcConnectionPool.create(TestDatabase.H2.url(), "", "");

    private JdbcConnectionPool poolOf(int connections, int secondsToWait) {
        pool.setMaxConnections(connections);
        pool.setLoginTimeout(secondsToWait);
        return pool;
    }

    @AfterEach
    void closePool() {
        pool.dispose();
    }

    @Test
    void one_connection_is_too_few_and_told_as_such() {
        JdbcSink sink = schema.open(JdbcSink.builder(poolOf(1, 1)).schema(schema.toString()));
        sink.write(changes(tag("1", "x")));

        assertThatThrownBy(() -> sink.liveRows("w1", TAGS))
                .isInstanceOf(SinkException.class)
                .hasMessageStartingWith("Cannot connect to the database: ")
                .hasMessageContaining("The pool may be too small: it must have 2 for each sink at least");
        assertThatThrownBy(() -> sink.liveKeys("w1", TAGS)).hasMessageContaining("The pool may be too small");
        assertThatThrownBy(() -> sink.checkpoint("w1", "feed")).hasMessageContaining("The pool may be too small");
    }

    @Test
    void a_source_that_gives_not_even_the_first_is_no_small_pool() {
        WrappedSource down = new WrappedSource(
                () -> {
                    throw new SQLException("Connection refused", "08001");
                },
                (connection, method) -> {});
        JdbcSink sink = schema.open(JdbcSink.builder(down).schema(schema.toString()));

        assertThatThrownBy(() -> sink.liveRows("w1", TAGS))
                .isInstanceOf(SinkException.class)
                .hasMessageStartingWith("Cannot connect to the database: Connection refused. ")
                .hasMessageNotContaining("pool");
    }

    @Test
    void two_connections_are_enough_for_many_who_read() throws Exception {
        CountDownLatch firstReads = new CountDownLatch(1);
        CountDownLatch secondOpens = new CountDownLatch(1);
        AtomicBoolean isArmed = new AtomicBoolean();
        JdbcConnectionPool two = poolOf(2, MOST_SECONDS);
        WrappedSource source = new WrappedSource(
                () -> {
                    if (firstReads.getCount() == 0) {
                        secondOpens.countDown();
                    }
                    return two.getConnection();
                },
                (connection, method) -> {
                    if (method.equals("prepareStatement") && isArmed.getAndSet(false)) {
                        firstReads.countDown();
                        await(secondOpens);
                    }
                });
        JdbcSink sink = schema.open(JdbcSink.builder(source).schema(schema.toString()));
        sink.write(changes(tag("1", "x")));
        isArmed.set(true);

        CompletableFuture<Long> first = CompletableFuture.supplyAsync(() -> sink.liveRows("w1", TAGS));
        await(firstReads);
        assertThat(sink.liveRows("w1", TAGS)).isEqualTo(1);

        assertThat(first.get(MOST_SECONDS, TimeUnit.SECONDS)).isEqualTo(1);
    }

    @Test
    void two_connections_of_a_pool_are_enough_for_whole_runs() {
        try (FakeIntercom fake = CrashWork.SWEEP.workspace(Clock.systemUTC());
                IntercomClient client = IntercomClient.builder(fake.token())
                        .baseUrl(URI.create(fake.url()))
                        .build();
                JdbcSink sink = JdbcSink.builder(poolOf(2, MOST_SECONDS))
                        .schema(schema.toString())
                        .build()) {
            for (int run = 0; run < 2; run++) {
                SyncReport report = SyncEngine.builder(client, sink)
                        .sweepInterval(Duration.ZERO)
                        .build()
                        .sync();

                assertThat(report.isComplete()).as(report.toTable()).isTrue();
            }
        }
        assertThat(pool.getActiveConnections()).isZero();
    }

    @Test
    void two_are_enough_to_write_after_something_was_read() {
        AtomicInteger given = new AtomicInteger();
        WrappedSource two = new WrappedSource(
                () -> {
                    if (given.get() == 2) {
                        throw new SQLException("No connection is left", "08001");
                    }
                    given.incrementAndGet();
                    return TestDatabase.POSTGRESQL.connect();
                },
                (connection, method) -> {
                    if (method.equals("close")) {
                        given.decrementAndGet();
                    }
                });
        JdbcSink sink = schema.open(JdbcSink.builder(two).schema(schema.toString()));
        assertThat(sink.liveRows("w1", TAGS)).isZero(); // the connection is kept for the next who reads

        sink.beginRun("w1");
        sink.write(changes(tag("1", "x")));

        assertThat(sink.liveRows("w1", TAGS)).isEqualTo(1);
        sink.endRun();
        assertThat(given).hasValue(0);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(MOST_SECONDS, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void threads_that_read_need_not_wait_for_each_others_connections_to_open() {
        int readers = 3;
        CyclicBarrier together = new CyclicBarrier(readers);
        AtomicBoolean isArmed = new AtomicBoolean();
        WrappedSource source = new WrappedSource(
                () -> {
                    if (isArmed.get()) {
                        meet(together);
                    }
                    return TestDatabase.H2.connect();
                },
                (connection, method) -> {});
        JdbcSink sink = schema.open(JdbcSink.builder(source).schema(schema.toString()));
        sink.write(changes(tag("1", "x")));
        isArmed.set(true);

        List<CompletableFuture<Long>> reading = Stream.generate(() -> CompletableFuture.supplyAsync(
                        () -> sink.liveRows("w1", TAGS), work -> new Thread(work).start()))
                .limit(readers)
                .toList();

        assertThat(reading).extracting(CompletableFuture::join).containsExactly(1L, 1L, 1L);
    }

    private static void meet(CyclicBarrier together) throws SQLException {
        try {
            together.await(MOST_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new SQLException("The others did not come", e);
        }
    }
}
