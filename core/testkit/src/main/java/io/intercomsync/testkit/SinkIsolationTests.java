package io.intercomsync.testkit;

import static io.intercomsync.collection.IntercomCollection.CONVERSATION_PARTS;
import static io.intercomsync.collection.IntercomCollection.TAGS;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.checkpoint.Checkpoint;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.error.CheckpointException;
import io.intercomsync.sink.Changes;
import io.intercomsync.sink.CheckpointingSink;
import io.intercomsync.sink.ReadableSink;
import io.intercomsync.sink.Removal;
import io.intercomsync.sink.Removal.Reason;
import io.intercomsync.sink.Sink;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The part of the contract about isolation: of workspaces from each other, and of readers from a running write. */
abstract class SinkIsolationTests extends SinkValueTests {
    private static final String OTHER = "w2";
    private static final int GENERATIONS = 40;
    private static final int ROWS = 5;

    final <T extends Sink> T sinkThatIs(Class<T> ability) {
        Sink sink = sink();
        Assumptions.assumeTrue(ability.isInstance(sink), () -> "no " + ability.getSimpleName());
        return ability.cast(sink);
    }

    static Changes from(String workspace, String feed, String state, Row... rows) {
        Changes changes = changes(rows);
        return new Changes(changes.removals(), changes.batches(), new Checkpoint(workspace, feed, state));
    }

    @Test
    void another_workspace_is_refused_and_changes_nothing_or_is_kept_apart() {
        CheckpointingSink sink = sinkThatIs(CheckpointingSink.class);
        Row tag = records.row(TAGS, "1", T1);
        sink.write(from(WORKSPACE, "tags", "{\"of\":1}", tag));

        if (refuses(sink, OTHER)) {
            assertThatThrownBy(() -> sink.write(from(OTHER, "users", "{}", records.row(TAGS, "2", T1))))
                    .isInstanceOf(CheckpointException.class);
            assertStored(TAGS, tag);
        } else {
            assertKeptApart(sink, tag);
        }
    }

    private static boolean refuses(CheckpointingSink sink, String workspace) {
        try {
            assertThat(sink.checkpoint(workspace, "tags"))
                    .as("the checkpoint of a workspace that has stored none")
                    .isEmpty();
            return false;
        } catch (CheckpointException e) {
            assertThat(e).hasMessageContaining(WORKSPACE);
            return true;
        }
    }

    private void assertKeptApart(CheckpointingSink sink, Row tag) {
        Row other = records.row(TAGS, "1", T2);

        sink.write(from(OTHER, "tags", "{\"of\":2}", other));

        assertRows(TAGS, tag, other);
        assertThat(sink.checkpoint(WORKSPACE, "tags")).map(Checkpoint::state).contains("{\"of\":1}");
        assertThat(sink.checkpoint(OTHER, "tags")).map(Checkpoint::state).contains("{\"of\":2}");

        for (Removal removal :
                List.of(byKey(TAGS, Reason.DELETED, "1"), new Removal.AllBut(TAGS, Set.of(), Reason.DELETED, T2))) {
            sink.write(new Changes(List.of(removal), List.of(), new Checkpoint(OTHER, "tags", "{}")));

            assertRows(TAGS, tag);
        }

        Row part = records.row(CONVERSATION_PARTS, "1", "p1", T1);
        Removal children = childrenOf(CONVERSATION_PARTS, "p1", Reason.REPLACED);
        sink.write(from(WORKSPACE, "conversations", "{}", part));
        sink.write(new Changes(List.of(children), List.of(), new Checkpoint(OTHER, "conversations", "{}")));
        assertRows(CONVERSATION_PARTS, part);
    }

    /** Asserts rows of several workspaces. One key may be there twice, because each workspace may have it. */
    private void assertRows(IntercomCollection collection, Row... expected) {
        assertThat(stored(collection).stream().map(SinkIsolationTests::keyAndVersion))
                .as("rows of all workspaces")
                .containsExactlyInAnyOrderElementsOf(Stream.of(expected)
                        .map(SinkIsolationTests::keyAndVersion)
                        .toList());
    }

    private static List<@Nullable Object> keyAndVersion(Row row) {
        List<@Nullable Object> values = new ArrayList<>(key(row));
        values.add(Sameness.of(row, row).get(versionColumn(row.collection())));
        return values;
    }

    @Test
    void a_workspace_reads_back_its_own_rows_alone() {
        ReadableSink sink = sinkThatIs(ReadableSink.class);
        sink.write(changes(records.row(USERS, "1", T1), records.row(USERS, "2", T1)));
        Assumptions.assumeTrue(
                sink instanceof CheckpointingSink keeper && !refuses(keeper, OTHER), "it holds one workspace");

        sink.write(from(OTHER, "users", "{}", records.row(USERS, "1", T2), records.row(USERS, "3", T2)));

        List<List<String>> all = List.of(List.of("1"), List.of("2"), List.of("3"));
        assertThat(sink.versions(WORKSPACE, USERS, all))
                .containsOnly(Map.entry(List.of("1"), Optional.of(T1)), Map.entry(List.of("2"), Optional.of(T1)));
        assertThat(sink.liveRows(OTHER, USERS)).isEqualTo(2);
        try (Stream<List<String>> keys = sink.liveKeys(OTHER, USERS)) {
            assertThat(keys).containsExactly(List.of("1"), List.of("3"));
        }
    }

    /**
     * Each unit replaces all tags by the next generation of tags, and gives all users the version of that generation.
     * So a reader must see exactly one complete generation at any moment.
     */
    @Test
    void what_is_read_during_a_write_is_whole_units() throws Exception {
        ReadableSink sink = sinkThatIs(ReadableSink.class);
        sink.write(generation(0));
        AtomicBoolean isOver = new AtomicBoolean();
        CountDownLatch hasRead = new CountDownLatch(1);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<?> reader = thread.submit(() -> {
                do {
                    assertWhole(sink);
                    hasRead.countDown();
                } while (!isOver.get());
            });
            boolean reads = hasRead.await(60, TimeUnit.SECONDS);
            for (int i = 1; i <= GENERATIONS && reads && !reader.isDone(); i++) {
                sink.write(generation(i));
            }
            isOver.set(true);
            reader.get(60, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError("Read during a write: " + e.getMessage(), e);
        } finally {
            isOver.set(true);
            thread.shutdown();
        }
    }

    private Changes generation(int number) {
        Instant version = T1.plusSeconds(number);
        List<Removal> removals = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            removals.add(byKey(TAGS, Reason.DELETED, (number - 1) + "-" + i));
            rows.add(records.row(TAGS, number + "-" + i, version));
            rows.add(records.row(USERS, "u" + i, version));
        }
        return changes(removals, rows.toArray(Row[]::new));
    }

    private static void assertWhole(ReadableSink sink) {
        assertThat(sink.liveRows(WORKSPACE, TAGS)).as("live rows").isEqualTo(ROWS);
        try (Stream<List<String>> keys = sink.liveKeys(WORKSPACE, TAGS)) {
            List<String> generations = keys.map(key -> key.get(0))
                    .map(id -> id.substring(0, id.indexOf('-')))
                    .toList();
            assertThat(generations).as("generations of the live keys").hasSize(ROWS);
            assertThat(Set.copyOf(generations))
                    .as("generations of the live keys")
                    .hasSize(1);
        }
        List<List<String>> users =
                IntStream.range(0, ROWS).mapToObj(i -> List.of("u" + i)).toList();
        Map<List<String>, Optional<Instant>> versions = sink.versions(WORKSPACE, USERS, users);
        assertThat(versions).as("versions").hasSize(ROWS);
        assertThat(Set.copyOf(versions.values())).as("versions").hasSize(1);
    }
}
