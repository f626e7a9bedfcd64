package io.intercomsync.jdbc.engines.fault;

import static io.intercomsync.collection.IntercomCollection.CONVERSATIONS;
import static io.intercomsync.collection.IntercomCollection.CONVERSATION_PARTS;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static io.intercomsync.jdbc.engines.fault.FaultUnits.FIRST;
import static io.intercomsync.jdbc.engines.fault.FaultUnits.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import io.intercomsync.jdbc.engines.fixture.WrappedSource;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * K110: a driver or a pool throws something that no signature declares. Nothing stays open or locked, and the same sink then stores
 * everything. {@code -Dfaults.full} tries it on all databases, at 30 calls of each method.
 */
class UndeclaredFaultTest {
    private static final boolean IS_FULL = Boolean.getBoolean("faults.full");
    private static final int CALLS = IS_FULL ? 30 : 2;
    private static final List<String> METHODS = List.of(
            "getConnection",
            "setAutoCommit",
            "getAutoCommit",
            "isValid",
            "prepareStatement",
            "createStatement",
            "commit",
            "rollback");
    private static final Set<TestDatabase> DATABASES =
            IS_FULL ? EnumSet.allOf(TestDatabase.class) : EnumSet.of(TestDatabase.H2, TestDatabase.SQLITE);

    static Stream<Arguments> cases() {
        return DATABASES.stream()
                .flatMap(database -> METHODS.stream()
                        .flatMap(method -> IntStream.range(0, CALLS).mapToObj(n -> Arguments.of(database, method, n))));
    }

    /** Connections that fail once, at the n-th call of a method. */
    private static final class FailingOnce {
        private final TestDatabase database;
        private final String method;
        private final int n;
        private final List<Connection> opened = new ArrayList<>();
        private final AtomicInteger calls = new AtomicInteger();

        FailingOnce(TestDatabase database, String method, int n) {
            this.database = database;
            this.method = method;
            this.n = n;
        }

        JdbcSink sink(String schema) {
            return JdbcSink.builder(new WrappedSource(this::open, (connection, called) -> call(called)))
                    .schema(schema)
                    .views(false)
                    .maxRetryDuration(Duration.ZERO)
                    .build();
        }

        private synchronized Connection open() throws SQLException {
            call("getConnection");
            Connection connection = database.connect();
            opened.add(connection);
            return connection;
        }

        private void call(String called) {
            if (called.equals(method) && calls.getAndIncrement() == n) {
                FailingOnce.<RuntimeException>sneak(
                        n % 2 == 0 ? new StackOverflowError("a driver") : new IOException("a pool in Kotlin"));
            }
        }

        @SuppressWarnings("unchecked") // so that a checked exception comes where none is declared
        private static <E extends Throwable> void sneak(Throwable fault) throws E {
            throw (E) fault;
        }

        /** From now on nothing fails. */
        void mend() {
            calls.set(n + 1);
        }
    }

    @ParameterizedTest(name = "{0}: {1}, call {2}")
    @MethodSource("cases")
    void K110_whatever_a_driver_throws_nothing_stays_open_and_the_next_run_stores_everything(
            TestDatabase database, String method, int n) throws SQLException {
        String schema = TestDatabase.newSchema();
        FailingOnce source = new FailingOnce(database, method, n);
        try (JdbcSink sink = source.sink(schema)) {
            runAsFarAsItGoes(sink);
            source.mend();

            sink.beginRun("w1");
            storeAll(sink);
            sink.endRun();

            assertThat(keys(sink))
                    .isEqualTo(Map.of(
                            USERS, Set.of("u2", "u3", "u4"),
                            CONVERSATIONS, Set.of("c1", "c2"),
                            CONVERSATION_PARTS, Set.of("p1", "p3", "p4")));
            assertThat(sink.checkpoint("w1", "feed")).contains(SECOND.checkpoint());
        }
        for (Connection connection : source.opened) {
            assertThat(connection.isClosed()).isTrue();
        }
        database.execute("DROP SCHEMA \"" + schema + "\" CASCADE");
    }

    @Test
    void K110_a_reader_whose_driver_threw_an_error_is_closed_and_not_used_again() throws SQLException {
        AtomicBoolean isFaulty = new AtomicBoolean();
        AtomicReference<Connection> faulty = new AtomicReference<>();
        List<Connection> usedAfterwards = new ArrayList<>();
        WrappedSource source = new WrappedSource(TestDatabase.H2, (connection, method) -> {
            if (method.equals("prepareStatement") && isFaulty.compareAndSet(true, false)) {
                faulty.set(connection);
                throw new StackOverflowError("a driver");
            } else if (method.equals("prepareStatement")) {
                usedAfterwards.add(connection);
            }
        });
        try (JdbcSink sink =
                JdbcSink.builder(source).schema(TestDatabase.newSchema()).build()) {
            sink.write(FIRST);
            sink.liveRows("w1", USERS);
            isFaulty.set(true);
            assertThatThrownBy(() -> sink.liveRows("w1", USERS)).isInstanceOf(StackOverflowError.class);
            usedAfterwards.clear();

            assertThat(sink.liveRows("w1", USERS)).isPositive();

            assertThat(usedAfterwards).isNotEmpty().doesNotContain(faulty.get());
            assertThat(faulty.get().isClosed()).isTrue();
        }
    }

    /** Makes a run as the engine does, which ends whatever is thrown. */
    private static void runAsFarAsItGoes(JdbcSink sink) {
        try {
            sink.beginRun("w1");
            storeAll(sink);
        } catch (Throwable e) {
            // one call fails
        } finally {
            try {
                sink.endRun();
            } catch (Throwable e) {
                // one call fails
            }
        }
    }

    private static void storeAll(JdbcSink sink) {
        sink.checkpoint("w1", "feed");
        sink.write(FIRST);
        sink.liveRows("w1", USERS);
        keys(sink);
        sink.write(SECOND);
    }

    private static Map<IntercomCollection, Set<String>> keys(JdbcSink sink) {
        return Stream.of(USERS, CONVERSATIONS, CONVERSATION_PARTS)
                .collect(Collectors.toMap(Function.identity(), collection -> {
                    try (Stream<List<String>> keys = sink.liveKeys("w1", collection)) {
                        return keys.map(key -> key.get(0)).collect(Collectors.toSet());
                    }
                }));
    }
}
