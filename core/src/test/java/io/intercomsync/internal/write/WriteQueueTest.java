package io.intercomsync.internal.write;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.sink.UnitSize;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class WriteQueueTest {
    private static final int CHUNKS = 200;
    private static final int ROOM = 10;

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void K49_what_is_read_waits_for_the_sink_and_does_not_fill_the_memory() throws InterruptedException {
        Chunk chunk = new Chunk(List.of(), List.of(), List.of(), 1_000);
        WriteQueue queue = new WriteQueue(ROOM * chunk.bytes(), 1);
        AtomicInteger put = new AtomicInteger();
        Thread reader = reader(queue, chunk, put);

        reader.start();
        awaitStandstill(reader);
        assertThat(put).hasValue(ROOM);
        for (int taken = 1; taken <= CHUNKS; taken++) {
            assertThat(queue.take(new UnitSize(1, 1))).isNotNull();
            assertThat(put.get() - taken).isLessThanOrEqualTo(ROOM);
        }
        reader.join();

        assertThat(queue.take(new UnitSize(1, 1))).isNull();
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void a_large_chunk_is_not_kept_waiting_by_small_ones() throws InterruptedException {
        Chunk small = new Chunk(List.of(), List.of(), List.of(), 1_000);
        Chunk large = new Chunk(List.of(), List.of(), List.of(), 2 * ROOM * small.bytes());
        WriteQueue queue = new WriteQueue(ROOM * small.bytes(), 2);
        Thread many = reader(queue, small, new AtomicInteger());
        many.start();
        awaitStandstill(many);
        StoredFeed other = feed("segments");
        Thread one = new Thread(() -> {
            queue.put(other, large);
            queue.end();
        });
        one.start();
        awaitStandstill(one);

        int before = 0;
        for (WriteQueue.Taken taken = take(queue); taken.feed() != other; taken = take(queue)) {
            before++;
        }

        // what was in the queue, and the one that was in the line before it
        assertThat(before).isLessThanOrEqualTo(ROOM + 1);
        WriteQueue.Taken rest = take(queue);
        while (rest != null) { // until both have ended
            rest = queue.take(new UnitSize(1, 1));
        }
    }

    private static WriteQueue.Taken take(WriteQueue queue) throws InterruptedException {
        return requireNonNull(queue.take(new UnitSize(1, 1)));
    }

    private static Thread reader(WriteQueue queue, Chunk chunk, AtomicInteger put) {
        StoredFeed feed = feed("tags");
        return new Thread(() -> {
            for (int i = 0; i < CHUNKS; i++) {
                queue.put(feed, chunk);
                put.incrementAndGet();
            }
            queue.end();
        });
    }

    private static StoredFeed feed(String name) {
        return new StoredFeed(name, List.of(), List.of(), WriterTest.DEAF);
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void a_rejected_feed_puts_nothing_in_and_loses_what_waits() throws InterruptedException {
        Chunk chunk = new Chunk(List.of(), List.of(), List.of(), 1_000);
        WriteQueue queue = new WriteQueue(ROOM * chunk.bytes(), 1);
        StoredFeed feed = feed("tags");
        queue.put(feed, chunk);

        queue.reject(feed);

        assertThatThrownBy(() -> queue.put(feed, chunk)).isInstanceOf(WriteQueue.RejectedException.class);
        assertThatThrownBy(() -> queue.awaitStored(feed)).isInstanceOf(WriteQueue.RejectedException.class);
        queue.end();
        assertThat(queue.take(new UnitSize(1, 1))).isNull();
    }

    private static void awaitStandstill(Thread reader) {
        while (reader.getState() != Thread.State.WAITING && reader.getState() != Thread.State.TERMINATED) {
            Thread.onSpinWait();
        }
    }
}
