package io.intercomsync.internal.write;

import static io.intercomsync.collection.IntercomCollection.CONVERSATIONS;
import static io.intercomsync.collection.IntercomCollection.CONVERSATION_PARTS;
import static io.intercomsync.collection.IntercomCollection.SEGMENTS;
import static io.intercomsync.collection.IntercomCollection.TAGS;
import static io.intercomsync.internal.write.WriterTest.chunk;
import static io.intercomsync.internal.write.WriterTest.tag;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.checkpoint.InMemoryCheckpointStore;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.error.SinkException;
import io.intercomsync.internal.feed.Item;
import io.intercomsync.internal.feed.PendingObject;
import io.intercomsync.sink.Changes;
import io.intercomsync.sink.Removal;
import io.intercomsync.sink.UnitSize;
import io.intercomsync.sink.WriteResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Several chunks make up one unit, or one chunk begins another. */
class WriterUnitsTest {
    private static final FeedEvent LOST = new FeedEvent.RowsLost(Map.of(TAGS, 1L));

    private final List<Changes> written = new ArrayList<>();
    private final List<Throwable> failures = new ArrayList<>();
    private final StoredFeed feed = new StoredFeed("tags", List.of(TAGS), List.of(), new WriteListener() {
        @Override
        public void stored(Changes changes, Map<IntercomCollection, Long> removals, @Nullable WriteResult result) {}

        @Override
        public void refused(String id) {}

        @Override
        public void failed(Throwable cause) {
            failures.add(cause);
        }
    });

    @Test
    void a_chunk_that_cannot_be_joined_is_stored_after_those_before_it() {
        WriteQueue queue = new WriteQueue(1 << 20, 1);
        Removal removal = new Removal.ByKey(TAGS, List.of("1"), Removal.Reason.DELETED, WriterTest.NOW, null);
        queue.put(feed, chunk(new FeedEvent.PassPlanned(WriterTest.PLAN)));
        queue.put(
                feed,
                chunk(List.of(tag("1"), tag("2")), new FeedEvent.SliceAdvanced(WriterTest.SLICE.at("a", 2)), LOST));
        queue.put(
                feed,
                new Chunk(
                        List.of(removal),
                        List.of(),
                        List.of(new FeedEvent.SliceAdvanced(WriterTest.SLICE.at("b", 2))),
                        1));
        queue.put(feed, chunk(List.of(tag("3")), new FeedEvent.SliceAdvanced(WriterTest.SLICE.at("c", 3))));
        queue.end();

        WriterTest.writeAll(queue, new InMemoryCheckpointStore(), written::add, new UnitSize(100, 100));

        assertThat(written).extracting(Changes::rowCount).containsExactly(2, 1);
        assertThat(written).extracting(Changes::removals).containsExactly(List.of(), List.of(removal));
        assertThat(written.get(0).checkpoint().state()).contains("\"position\":\"a\"");
        assertThat(written.get(1).checkpoint().state()).contains("\"position\":\"c\"");
        assertThat(feed.state().slices()).containsExactly(WriterTest.SLICE.at("c", 3));
        assertThat(feed.state().losses()).as("each event moves the state once").isEqualTo(Map.of("tags", 1L));
        assertThat(feed.state().rowsOf(TAGS)).isEqualTo(3);
    }

    @Test
    void a_child_that_the_sink_refuses_makes_its_parent_pending() {
        StoredFeed talks =
                new StoredFeed("conversations", List.of(CONVERSATIONS, CONVERSATION_PARTS), List.of(), WriterTest.DEAF);
        WriteQueue queue = new WriteQueue(1 << 20, 1);
        List<Item> items = List.of(talk("t1", "good"), talk("t2", "bad"), talk("t3", "fine"));
        queue.put(talks, chunk(items, new FeedEvent.PassPlanned(WriterTest.PLAN)));
        queue.end();

        WriterTest.writeAll(queue, new InMemoryCheckpointStore(), new WriterTest.RefusingSink(CONVERSATION_PARTS));

        assertThat(talks.state().history().pending().objects())
                .isEqualTo(Map.of("t2", new PendingObject(CONVERSATION_PARTS, 0)));
        assertThat(talks.state().losses()).isEmpty();
    }

    private static Item talk(String id, String part) {
        Row row = Row.of(CONVERSATIONS, Map.of("id", id));
        Row child = Row.of(CONVERSATION_PARTS, Map.of("id", part, "conversation_id", id));
        return new Item(id, row, List.of(child), CONVERSATION_PARTS);
    }

    @Test
    void the_end_of_a_pass_brings_no_second_batch_of_a_collection_with_rows() {
        StoredFeed both = new StoredFeed("both", List.of(TAGS, SEGMENTS), List.of(), WriterTest.DEAF);
        WriteQueue queue = new WriteQueue(1 << 20, 1);
        queue.put(
                both,
                chunk(List.of(tag("1")), new FeedEvent.PassPlanned(WriterTest.PLAN), new FeedEvent.PassEnded(null)));
        queue.end();

        WriterTest.writeAll(queue, new InMemoryCheckpointStore(), written::add);

        assertThat(written)
                .singleElement()
                .satisfies(last -> assertThat(last.batches())
                        .extracting(
                                batch -> batch.collection() + " " + batch.rows().size())
                        .containsExactly("TAGS 1", "SEGMENTS 0"));
    }

    @Test
    void a_write_that_was_interrupted_ends_the_writer_and_fails_no_feed() {
        WriteQueue queue = new WriteQueue(1 << 20, 1);
        queue.put(feed, chunk(List.of(tag("1")), new FeedEvent.PassPlanned(WriterTest.PLAN)));
        queue.end();

        assertThatThrownBy(() -> WriterTest.writeAll(queue, new InMemoryCheckpointStore(), changes -> {
                    Thread.currentThread().interrupt();
                    throw new SinkException("The sink broke off");
                }))
                .hasCauseInstanceOf(InterruptedException.class);

        assertThat(failures).isEmpty();
    }
}
