package io.intercomsync.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.intercomsync.SyncListener;
import io.intercomsync.checkpoint.Checkpoint;
import io.intercomsync.checkpoint.CheckpointStore;
import io.intercomsync.checkpoint.InMemoryCheckpointStore;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.error.SyncFailedException;
import io.intercomsync.report.CollectionReport;
import io.intercomsync.report.Progress;
import io.intercomsync.report.Status;
import io.intercomsync.report.SyncReport;
import io.intercomsync.sink.Changes;
import io.intercomsync.sink.CheckpointingSink;
import io.intercomsync.sink.InMemorySink;
import io.intercomsync.sink.ReadableSink;
import io.intercomsync.sink.ReportingSink;
import io.intercomsync.sink.Sink;
import io.intercomsync.sink.UnitSize;
import io.intercomsync.sink.WriteResult;
import io.intercomsync.testing.Copy;
import io.intercomsync.testing.LoggedLines;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * K77: whatever the application's own code throws, a run ends, says FAILED with the cause, and calls nothing complete that is
 * not. K78: its words stay out of reports and logs.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ForeignCodeTest {
    private static final String WORDS = "Key (email)=(anna@example.com)\nFORGED";

    /** The method of the application's code that fails. */
    private enum Place {
        STORE,
        UNIT_SIZE,
        CHECKPOINT,
        VERSIONS,
        LIVE_KEYS,
        LIVE_KEYS_LATER,
        LIVE_ROWS,
        STORE_LOAD,
        STORE_SAVE,
        THREADS,
        PROGRESS,
        END;

        boolean isListener() {
            return this == PROGRESS || this == END;
        }

        boolean isStore() {
            return this == STORE_LOAD || this == STORE_SAVE;
        }
    }

    private static final List<Supplier<Throwable>> FAULTS = List.of(
            () -> new IllegalArgumentException(WORDS),
            () -> new SQLException(WORDS),
            () -> new StackOverflowError(WORDS),
            () -> new OutOfMemoryError(WORDS),
            () -> new NoClassDefFoundError(WORDS),
            () -> new InterruptedException(WORDS));

    private static final InMemorySink WHOLE = new InMemorySink();

    private final AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
    private final CheckpointStore store = new InMemoryCheckpointStore();

    @BeforeAll
    static void copyAll() {
        try (Copy copy = workspace()) {
            copy.sync(WHOLE, engine -> engine);
        }
    }

    static Stream<Arguments> cases() {
        return Arrays.stream(Place.values())
                .flatMap(place -> FAULTS.stream()
                        .map(Supplier::get)
                        .flatMap(fault -> Stream.of(0, 3)
                                .map(calls ->
                                        Arguments.of(place, fault.getClass().getSimpleName(), calls, fault))));
    }

    @AfterEach
    void noFlagIsLeft() {
        Thread.interrupted();
    }

    @ParameterizedTest(name = "{0} throws {1} after {2} calls")
    @MethodSource("cases")
    void K77_and_K78_whatever_foreign_code_throws_ends_the_run_loudly(
            Place place, String kind, int calls, Throwable fault) {
        try (Copy copy = workspace();
                LoggedLines lines = new LoggedLines()) {
            SyncReport report = reportOf(copy, place, failing(calls, fault));

            if (place.isListener() || thrown.get() == null) {
                assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
            } else if (fault instanceof InterruptedException) {
                assertThat(report.status()).as(report.toTable()).isIn(Status.FAILED, Status.STOPPED);
                assertThat(Thread.interrupted()).isEqualTo(report.status() == Status.STOPPED);
            } else {
                assertThat(report.status()).as(report.toTable()).isEqualTo(Status.FAILED);
                assertThat(report.toTable()).contains(fault.getClass().getName());
            }
            assertThat(report.toTable() + lines.atLeast(Level.DEBUG)).doesNotContain("anna", "FORGED");
            assertThat(lines.atLeast(Level.WARN).isEmpty()).isEqualTo(thrown.get() == null);
            assertThat(thrown.get() != null || calls > 0).isTrue();
            nothingIsMissingUnderComplete(report, copy.sink);
            Thread.interrupted();
            SyncReport next = reportOf(copy, place, () -> {});
            assertThat(next.status()).as(next.toTable()).isEqualTo(Status.COMPLETE);
            nothingIsMissingUnderComplete(next, copy.sink);
        }
    }

    private static Copy workspace() {
        Copy copy = new Copy(workspace -> workspace.contacts(40).companies(10).conversations(30));
        copy.fake.tag("t1", "one");
        return copy;
    }

    /** Throws it at each call but the first ones. */
    private Runnable failing(int calls, Throwable fault) {
        AtomicInteger made = new AtomicInteger();
        return () -> {
            if (made.getAndIncrement() >= calls) {
                thrown.set(fault);
                ForeignCodeTest.<RuntimeException>sneak(fault);
            }
        };
    }

    @SuppressWarnings("unchecked") // so that a checked exception comes where none is declared
    private static <E extends Throwable> void sneak(Throwable fault) throws E {
        throw (E) fault;
    }

    private SyncReport reportOf(Copy copy, Place place, Runnable fault) {
        Application code = new Application(copy.sink, place, fault);
        Sink withoutAbilities = changes -> copy.sink.write(changes);
        try {
            return copy.sync(place.isStore() ? withoutAbilities : code, engine -> {
                engine.checkpointStore(code).listener(code);
                return place == Place.THREADS ? engine.threadFactory(code) : engine;
            });
        } catch (SyncFailedException e) {
            assertThat(e.getMessage()).doesNotContain("anna");
            assertThat(causes(e)).as("the causes of %s", e).contains(thrown.get());
            return e.report();
        }
    }

    private static List<Throwable> causes(Throwable fault) {
        return Stream.iterate(fault, Objects::nonNull, Throwable::getCause).toList();
    }

    /** Everything that an application may bring, one method of which fails. */
    private final class Application
            implements CheckpointingSink, ReadableSink, ReportingSink, CheckpointStore, ThreadFactory, SyncListener {
        private final InMemorySink sink;
        private final Place failing;
        private final Runnable fault;

        Application(InMemorySink sink, Place failing, Runnable fault) {
            this.sink = sink;
            this.failing = failing;
            this.fault = fault;
        }

        private void at(Place place) {
            if (place == failing) {
                fault.run();
            }
        }

        @Override
        public WriteResult store(Changes changes) {
            at(Place.STORE);
            return sink.store(changes);
        }

        @Override
        public UnitSize unitSize() {
            at(Place.UNIT_SIZE);
            return new UnitSize(10, 10_000);
        }

        @Override
        public Optional<Checkpoint> checkpoint(String workspace, String feed) {
            at(Place.CHECKPOINT);
            return sink.checkpoint(workspace, feed);
        }

        @Override
        public Map<List<String>, Optional<Instant>> versions(
                String workspace, IntercomCollection collection, Collection<List<String>> keys) {
            at(Place.VERSIONS);
            return sink.versions(workspace, collection, keys);
        }

        @Override
        public Stream<List<String>> liveKeys(String workspace, IntercomCollection collection) {
            at(Place.LIVE_KEYS);
            return sink.liveKeys(workspace, collection).peek(key -> at(Place.LIVE_KEYS_LATER));
        }

        @Override
        public long liveRows(String workspace, IntercomCollection collection) {
            at(Place.LIVE_ROWS);
            return sink.liveRows(workspace, collection);
        }

        @Override
        public Optional<Checkpoint> load(String workspace, String feed) {
            at(Place.STORE_LOAD);
            return store.load(workspace, feed);
        }

        @Override
        public void save(Checkpoint checkpoint) {
            at(Place.STORE_SAVE);
            store.save(checkpoint);
        }

        @Override
        public Thread newThread(Runnable work) {
            at(Place.THREADS);
            return new Thread(work);
        }

        @Override
        public void onProgress(Progress progress) {
            at(Place.PROGRESS);
        }

        @Override
        public void onEnd(SyncReport report) {
            at(Place.END);
        }
    }

    private static void nothingIsMissingUnderComplete(SyncReport report, InMemorySink sink) {
        for (CollectionReport collection : report.collections()) {
            if (collection.status() == Status.COMPLETE) {
                IntercomCollection of = collection.collection();
                assertThat(sink.rows(of).keySet())
                        .as(of.tableName())
                        .containsAll(WHOLE.rows(of).keySet());
            }
        }
    }
}
