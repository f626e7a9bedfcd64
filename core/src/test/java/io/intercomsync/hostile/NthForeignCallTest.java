package io.intercomsync.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.intercomsync.SyncEngine;
import io.intercomsync.SyncListener;
import io.intercomsync.checkpoint.CheckpointStore;
import io.intercomsync.checkpoint.InMemoryCheckpointStore;
import io.intercomsync.error.SyncFailedException;
import io.intercomsync.fake.data.ObjectType;
import io.intercomsync.report.Progress;
import io.intercomsync.report.Status;
import io.intercomsync.report.SyncReport;
import io.intercomsync.sink.Changes;
import io.intercomsync.sink.CheckpointingSink;
import io.intercomsync.sink.InMemorySink;
import io.intercomsync.sink.ReadableSink;
import io.intercomsync.sink.ReportingSink;
import io.intercomsync.sink.Sink;
import io.intercomsync.testing.Copy;
import io.intercomsync.testing.LoggedLines;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * K107: one call of the application's code fails, each call of a run in turn. The run ends loudly, and the next run makes up for
 * everything. Each build tries some of the calls; {@code -Dintercomsync.everyCall} tries all.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class NthForeignCallTest {
    private static final boolean ALL = Boolean.getBoolean("intercomsync.everyCall");
    /** Methods whose failure comes too late, or tells nothing that the run needs. */
    private static final Set<String> HARMLESS = Set.of("endRun", "onProgress", "onEnd");
    /** Its failure may come when everything is known, or when a feed still needs it. */
    private static final String LATE = "liveKeys close";

    /** How many calls each build tries for each kind of sink. */
    private static final int SAMPLES = 6;

    private final long seed = Long.getLong("intercomsync.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private int edits;

    @Test
    void K107_whichever_call_of_a_sink_a_listener_or_a_thread_factory_fails_the_next_run_is_whole() {
        try (Copy copy =
                new Copy(workspace -> workspace.contacts(6).companies(3).conversations(4))) {
            copy.sync();
            for (int n : numbers(call -> runByAbleSink(copy, call))) {
                runByAbleSink(copy, new NthCall(n));

                SyncReport next = copy.sync();

                assertThat(next.status())
                        .as("seed %s, after call %s: %s", seed, n, next.toTable())
                        .isEqualTo(Status.COMPLETE);
                copy.isCurrent();
            }
        }
    }

    @Test
    void K107_whichever_call_of_a_checkpoint_store_or_of_a_sink_without_abilities_fails_the_next_run_is_whole() {
        try (Copy copy =
                new Copy(workspace -> workspace.contacts(6).companies(3).conversations(4))) {
            CheckpointStore store = new InMemoryCheckpointStore();
            Sink plain = new PlainSink(copy.sink);
            copy.sync(plain, engine -> engine.checkpointStore(store));
            for (int n : numbers(call -> runByPlainSink(copy, call, plain, store))) {
                runByPlainSink(copy, new NthCall(n), plain, store);

                SyncReport next = copy.sync(plain, engine -> engine.checkpointStore(store));

                assertThat(next.status())
                        .as("seed %s, after call %s: %s", seed, n, next.toTable())
                        .isEqualTo(Status.COMPLETE);
                copy.isCurrent();
            }
        }
    }

    /** Returns the numbers of the calls to try, once an undisturbed run was counted. */
    private int[] numbers(Consumer<NthCall> undisturbed) {
        NthCall none = new NthCall(Integer.MAX_VALUE);
        undisturbed.accept(none);
        assertThat(none.calls()).isGreaterThan(20);
        return ALL
                ? IntStream.range(0, none.calls()).toArray()
                : random.ints(SAMPLES, 0, none.calls()).toArray();
    }

    private void runByAbleSink(Copy copy, NthCall nth) {
        edit(copy, edits++);
        makeRun(
                copy,
                nth,
                nth.of(copy.sink, CheckpointingSink.class, ReadableSink.class, ReportingSink.class),
                engine -> engine.threadFactory(nth.of((ThreadFactory) Thread::new, ThreadFactory.class))
                        .listener(nth.of(new Silent(), SyncListener.class)));
    }

    private void runByPlainSink(Copy copy, NthCall nth, Sink plain, CheckpointStore store) {
        copy.fake.contact("u" + edits % 3, Map.of("name", "edit " + edits++));
        copy.after(Duration.ofHours(3));
        makeRun(
                copy,
                nth,
                nth.of(plain, Sink.class),
                engine -> engine.checkpointStore(nth.of(store, CheckpointStore.class)));
    }

    /** Makes new, changed and deleted objects of each kind, and a sweep comes due. */
    private static void edit(Copy copy, int edit) {
        copy.fake.contact("u" + edit % 3, Map.of("name", "edit " + edit));
        copy.fake.contact("new" + edit);
        if (edit > 0) {
            copy.fake.delete(ObjectType.CONTACTS, "new" + (edit - 1));
        }
        copy.fake.conversation("c" + edit % 3, Map.of("contacts", List.of(), "title", "edit " + edit));
        copy.fake.addPart("c" + edit % 3, Map.of("body", "edit " + edit));
        copy.after(Duration.ofDays(2));
    }

    /** Makes a run, which ends as it should. */
    private void makeRun(Copy copy, NthCall nth, Sink sink, UnaryOperator<SyncEngine.Builder> choices) {
        try (LoggedLines lines = new LoggedLines()) {
            SyncReport report = reportOf(copy, sink, choices);
            boolean isInterrupted = Thread.interrupted();
            String method = nth.failed();
            String table = "seed " + seed + ": " + method + " threw " + nth.types() + "\n" + report.toTable();
            if (method == null) {
                assertThat(report.status()).as(table).isEqualTo(Status.COMPLETE);
                return;
            }
            assertThat(lines.atLeast(Level.WARN)).as(table).isNotEmpty();
            assertThat(report.toTable() + lines.atLeast(Level.DEBUG)).as(table).doesNotContain("words");
            if (HARMLESS.contains(method)) {
                assertThat(report.status()).as(table).isEqualTo(Status.COMPLETE);
            } else if (LATE.equals(method)) {
                assertThat(report.status()).as(table).isIn(Status.COMPLETE, Status.FAILED, Status.STOPPED);
            } else if (nth.isInterrupt()) {
                assertThat(report.status()).as(table).isIn(Status.FAILED, Status.STOPPED);
                assertThat(isInterrupted).as(table).isEqualTo(report.status() == Status.STOPPED);
            } else {
                assertThat(report.status()).as(table).isEqualTo(Status.FAILED);
                assertThat(report.toTable()).containsAnyOf(nth.types().toArray(String[]::new));
            }
        }
    }

    private static SyncReport reportOf(Copy copy, Sink sink, UnaryOperator<SyncEngine.Builder> choices) {
        try {
            return copy.sync(sink, choices);
        } catch (SyncFailedException e) {
            return e.report();
        }
    }

    private static final class Silent implements SyncListener {
        @Override
        public void onProgress(Progress progress) {}

        @Override
        public void onEnd(SyncReport report) {}
    }

    /** Hides the abilities of a sink. */
    private record PlainSink(InMemorySink sink) implements Sink {
        @Override
        public void write(Changes changes) {
            sink.write(changes);
        }
    }
}
