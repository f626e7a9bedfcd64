package io.intercomsync.internal.write;

import static io.intercomsync.collection.IntercomCollection.CONVERSATION_PARTS;
import static io.intercomsync.collection.IntercomCollection.TAGS;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.checkpoint.Checkpoint;
import io.intercomsync.checkpoint.CheckpointStore;
import io.intercomsync.checkpoint.InMemoryCheckpointStore;
import io.intercomsync.collection.AttributeDefinition;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.error.SinkException;
import io.intercomsync.internal.api.ClockReading;
import io.intercomsync.internal.api.WorkspaceInfo;
import io.intercomsync.internal.feed.Item;
import io.intercomsync.internal.feed.PassScope;
import io.intercomsync.internal.feed.PendingObject;
import io.intercomsync.internal.feed.Selection;
import io.intercomsync.internal.feed.Slice;
import io.intercomsync.internal.state.CarriedState;
import io.intercomsync.internal.state.Checkpoints;
import io.intercomsync.internal.state.Coverage;
import io.intercomsync.internal.state.FeedState;
import io.intercomsync.internal.sweep.SweepMemory;
import io.intercomsync.sink.Changes;
import io.intercomsync.sink.InMemorySink;
import io.intercomsync.sink.Sink;
import io.intercomsync.sink.UnitSize;
import io.intercomsync.sink.WriteResult;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Events go in, changes and checkpoints come out. */
class WriterTest {
    /** Hears nothing. */
    static final WriteListener DEAF = new WriteListener() {
        @Override
        public void stored(Changes changes, Map<IntercomCollection, Long> removals, @Nullable WriteResult result) {}

        @Override
        public void refused(String id) {}

        @Override
        public void failed(Throwable cause) {}
    };

    static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final WorkspaceInfo ME =
            new WorkspaceInfo("w", "", ZoneOffset.UTC, null, new ClockReading(NOW, NOW));
    static final Slice SLICE = Slice.whole("all");
    private static final Coverage COVERAGE = new Coverage("2.16", Map.of("tags", List.of("id", "name")), null);
    static final FeedState PLAN =
            FeedState.planned(COVERAGE, PassScope.full(null), NOW, List.of(SLICE), CarriedState.NONE);

    private final List<Changes> written = new ArrayList<>();
    private final List<String> heard = new ArrayList<>();
    private final StoredFeed feed = new StoredFeed("tags", List.of(TAGS), List.of(), new WriteListener() {
        @Override
        public void stored(Changes changes, Map<IntercomCollection, Long> removals, @Nullable WriteResult result) {
            heard.add("stored " + changes.rowCount());
        }

        @Override
        public void refused(String id) {
            heard.add("refused " + id);
        }

        @Override
        public void failed(Throwable cause) {
            heard.add("failed");
        }
    });

    @Test
    void a_plan_is_stored_with_the_first_rows_of_its_pass() {
        write(new InMemoryCheckpointStore(), written::add, chunk(new FeedEvent.PassPlanned(PLAN)));

        assertThat(written).isEmpty();
        assertThat(feed.state()).isEqualTo(PLAN);
    }

    @Test
    void a_checkpoint_names_the_position_of_the_rows_that_are_stored_with_it() {
        InMemoryCheckpointStore store = new InMemoryCheckpointStore();

        write(
                store,
                written::add,
                chunk(new FeedEvent.PassPlanned(PLAN)),
                chunk(List.of(tag("1")), new FeedEvent.SliceAdvanced(SLICE.at("a", 1))),
                chunk(List.of(tag("2")), new FeedEvent.SliceAdvanced(SLICE.at("b", 2))));

        assertThat(written).extracting(Changes::rowCount).containsExactly(1, 1);
        assertThat(written)
                .extracting(changes -> changes.checkpoint().state())
                .satisfiesExactly(
                        first -> assertThat(first).contains("\"position\":\"a\"", "\"rows\":{\"tags\":1}"),
                        second -> assertThat(second).contains("\"position\":\"b\"", "\"rows\":{\"tags\":2}"));
        assertThat(store.load("w", "tags")).contains(written.get(1).checkpoint());
        assertThat(heard).containsExactly("stored 1", "stored 1");
    }

    @Test
    void the_end_of_a_pass_brings_an_empty_batch_of_each_collection_without_rows() {
        write(
                new InMemoryCheckpointStore(),
                written::add,
                chunk(new FeedEvent.PassPlanned(PLAN)),
                chunk(new FeedEvent.PassEnded(null), new FeedEvent.ReadCost(7)));

        assertThat(written).singleElement().satisfies(last -> {
            assertThat(last.batches()).extracting(batch -> batch.collection()).containsExactly(TAGS);
            assertThat(last.checkpoint().state()).contains("\"finished\":true");
        });
        assertThat(feed.state().history().sweeps().cost()).isEqualTo(7);
    }

    @Test
    void the_definitions_of_attributes_go_with_all_changes() {
        AttributeDefinition plan = new AttributeDefinition(TAGS, "plan", "Plan", "string", false);
        feed.define(List.of(plan));

        write(
                new InMemoryCheckpointStore(),
                written::add,
                chunk(new FeedEvent.PassPlanned(PLAN)),
                chunk(List.of(tag("1")), new FeedEvent.PassEnded(null)));

        assertThat(written)
                .allSatisfy(changes -> assertThat(changes.attributes()).containsExactly(plan));
    }

    @Test
    void growing_parts_are_stored_beside_the_checkpoint_when_they_change() {
        InMemoryCheckpointStore store = new InMemoryCheckpointStore();
        PendingObject missing = new PendingObject(TAGS, 0);

        write(
                store,
                written::add,
                chunk(new FeedEvent.PassPlanned(PLAN)),
                chunk(List.of(tag("1")), new FeedEvent.PendingChanged(Map.of("9", Optional.of(missing)))),
                chunk(List.of(tag("2"))),
                chunk(new FeedEvent.SweepAdvanced(SweepMemory.none().withCost(3))));

        assertThat(written)
                .extracting(changes ->
                        changes.checkpoints().stream().map(Checkpoint::feed).toList())
                .containsExactly(List.of("tags.pending", "tags"), List.of("tags"), List.of("tags.sweep", "tags"));
        assertThat(written.get(2).checkpoint().state()).doesNotContain("\"9\"");
        assertThat(new StateOf(store).state()).isEqualTo(feed.state());
    }

    @Test
    void a_sink_that_keeps_a_row_out_gets_the_true_checkpoint_afterwards() {
        RefusingSink sink = new RefusingSink(TAGS);

        write(
                new InMemoryCheckpointStore(),
                sink,
                chunk(new FeedEvent.PassPlanned(PLAN)),
                chunk(List.of(tag("1"), tag("bad")), new FeedEvent.SliceAdvanced(SLICE.at("a", 2))));

        assertThat(sink.units).extracting(Changes::rowCount).containsExactly(2, 0);
        assertThat(sink.units.get(1).checkpoints())
                .extracting(Checkpoint::feed)
                .containsExactly("tags.pending", "tags");
        assertThat(feed.state().history().pending().objects()).containsOnlyKeys("bad");
        assertThat(new StateOf(sink).state()).isEqualTo(feed.state());
        assertThat(heard).containsExactly("refused bad", "stored 2");
    }

    @Test
    void rows_that_could_not_be_had_are_counted_beside_those_that_were_kept_out() {
        RefusingSink sink = new RefusingSink(CONVERSATION_PARTS); // a part of which no conversation is known

        write(
                new InMemoryCheckpointStore(),
                sink,
                chunk(new FeedEvent.PassPlanned(PLAN)),
                chunk(List.of(tag("1")), new FeedEvent.RowsLost(Map.of(TAGS, 2L))),
                chunk(List.of(tag("bad")), new FeedEvent.RowsLost(Map.of(TAGS, 3L))));

        assertThat(feed.state().losses()).isEqualTo(Map.of("tags", 5L, "conversation_parts", 1L));
        assertThat(feed.state().lacksSomething()).isTrue();
        assertThat(PLAN.lacksSomething()).isFalse();
        assertThat(new StateOf(sink).state()).isEqualTo(feed.state());
    }

    @Test
    void a_unit_that_cannot_be_stored_moves_nothing_and_ends_its_feed_alone() {
        StoredFeed other = new StoredFeed("other", List.of(TAGS), List.of(), DEAF);
        WriteQueue queue = new WriteQueue(1 << 20, 1);
        queue.put(feed, chunk(new FeedEvent.PassPlanned(PLAN)));
        queue.put(feed, chunk(List.of(tag("1")), new FeedEvent.SliceAdvanced(SLICE.at("a", 1))));
        queue.put(feed, chunk(List.of(tag("2")), new FeedEvent.PassEnded(null)));
        queue.put(other, chunk(List.of(tag("3")), new FeedEvent.PassPlanned(PLAN), new FeedEvent.PassEnded(null)));
        queue.end();

        writeAll(queue, new InMemoryCheckpointStore(), changes -> {
            if (changes.feed().equals("tags")) {
                throw new SinkException("The sink is full");
            }
            written.add(changes);
        });

        assertThat(heard).containsExactly("failed");
        assertThat(feed.state()).isEqualTo(PLAN);
        assertThat(written).extracting(Changes::feed).containsExactly("other");
    }

    /** Refuses the row with the key "bad". */
    static final class RefusingSink extends InMemorySink {
        private final List<Changes> units = new ArrayList<>();
        private final IntercomCollection told;

        /** @param told the collection that the refused row is told to be of */
        RefusingSink(IntercomCollection told) {
            this.told = told;
        }

        @Override
        public synchronized WriteResult store(Changes changes) {
            units.add(changes);
            boolean isRefused = changes.batches().stream()
                    .flatMap(batch -> batch.rows().stream())
                    .anyMatch(row -> row.key().equals(List.of("bad")));
            return isRefused
                    ? new WriteResult(Map.of(), List.of(new WriteResult.RefusedRow(told, List.of("bad"), "why")), 0)
                    : super.store(changes);
        }
    }

    /** Reads the state of the feed from where it is stored. */
    record StateOf(Checkpoints checkpoints) {
        StateOf(CheckpointStore store) {
            this(new Checkpoints(changes -> {}, store));
        }

        StateOf(Sink sink) {
            this(new Checkpoints(sink, new InMemoryCheckpointStore()));
        }

        FeedState state() {
            return requireNonNull(checkpoints.load(ME, "tags")).state();
        }
    }

    private void write(CheckpointStore store, Sink sink, Chunk... chunks) {
        WriteQueue queue = new WriteQueue(1 << 20, 1);
        for (Chunk chunk : chunks) {
            queue.put(feed, chunk);
        }
        queue.end();
        writeAll(queue, store, sink);
    }

    static void writeAll(WriteQueue queue, CheckpointStore store, Sink sink) {
        writeAll(queue, store, sink, new UnitSize(1, 1));
    }

    static void writeAll(WriteQueue queue, CheckpointStore store, Sink sink, UnitSize size) {
        Selection all = new Selection(EnumSet.allOf(IntercomCollection.class), Set.of());
        Checkpoints checkpoints = new Checkpoints(sink, store);
        try {
            new Writer("w", sink, checkpoints, all, queue, size, Clock.systemUTC()).writeAll();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static Chunk chunk(FeedEvent... events) {
        return chunk(List.of(), events);
    }

    static Chunk chunk(List<Item> items, FeedEvent... events) {
        return new Chunk(List.of(), items, List.of(events), 1);
    }

    static Item tag(String id) {
        return new Item(id, Row.of(TAGS, Map.of("id", id, "name", "tag " + id)), List.of(), null);
    }
}
