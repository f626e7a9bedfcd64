package io.intercomsync.internal.write;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.intercomsync.internal.parallel.InterruptedReadException;
import io.intercomsync.sink.UnitSize;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
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

    @Test
    void a_unit_holds_as_many_chunks_as_fit() throws InterruptedException {
        StoredFeed feed = feed("tags");
        Chunk chunk = new Chunk(List.of(), List.of(WriterTest.tag("1")), List.of(), 10);
        WriteQueue queue = new WriteQueue(1_000, 1);
        for (int i = 0; i < 9; i++) {
            queue.put(feed, chunk);
        }

        assertThat(taken(queue, new UnitSize(3, 1_000))).isEqualTo(3);
        assertThat(taken(queue, new UnitSize(100, 20))).isEqualTo(2);
        assertThat(taken(queue, new UnitSize(100, 19))).isEqualTo(1);
        assertThat(taken(queue, new UnitSize(1, 1))).isEqualTo(1);
        assertThat(taken(queue, new UnitSize(100, 1_000))).isEqualTo(2);
    }

    private static int taken(WriteQueue queue, UnitSize most) throws InterruptedException {
        return requireNonNull(queue.take(most)).chunks().size();
    }

    @Test
    void feeds_take_turns() throws InterruptedException {
        Chunk chunk = new Chunk(List.of(), List.of(WriterTest.tag("1")), List.of(), 10);
        WriteQueue queue = new WriteQueue(1_000, 2);
        StoredFeed many = feed("tags");
        StoredFeed few = feed("segments");
        queue.put(many, chunk);
        queue.put(many, chunk);
        queue.put(few, chunk);

        assertThat(List.of(take(queue).feed(), take(queue).feed(), take(queue).feed()))
                .containsExactly(many, few, many);
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void a_wait_for_the_rows_of_a_feed_ends_once_all_are_stored() throws InterruptedException {
        Chunk chunk = new Chunk(List.of(), List.of(), List.of(), 10);
        WriteQueue queue = new WriteQueue(1_000, 1);
        StoredFeed feed = feed("tags");
        queue.put(feed, chunk);
        queue.put(feed, chunk);
        Thread waiting = new Thread(() -> queue.awaitStored(feed));
        waiting.start();

        queue.stored(requireNonNull(queue.take(new UnitSize(1, 10))));
        awaitStandstill(waiting);
        assertThat(waiting.isAlive()).isTrue();
        queue.stored(requireNonNull(queue.take(new UnitSize(1, 10))));

        waiting.join();
        queue.awaitStored(feed("segments")); // of which nothing was put in
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void a_feed_that_fails_makes_room_for_the_others() throws InterruptedException {
        Chunk chunk = new Chunk(List.of(), List.of(), List.of(), 1_000);
        WriteQueue queue = new WriteQueue(1_000, 2);
        StoredFeed failing = feed("tags");
        queue.put(failing, chunk);
        Thread other = new Thread(() -> queue.put(feed("segments"), chunk));
        other.start();
        awaitStandstill(other);

        queue.reject(failing);

        other.join();
        assertThat(take(queue).feed()).hasToString("segments");
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void a_stopped_queue_interrupts_waiting_and_later_readers() throws InterruptedException {
        Chunk chunk = new Chunk(List.of(), List.of(), List.of(), 1_000);
        WriteQueue queue = new WriteQueue(1_000, 1);
        StoredFeed feed = feed("tags");
        queue.put(feed, chunk);
        List<Throwable> thrown = Collections.synchronizedList(new ArrayList<>());
        AtomicBoolean isFlagSet = new AtomicBoolean();
        Thread waiting = new Thread(() -> {
            thrown.add(catchThrowable(() -> queue.put(feed, chunk)));
            isFlagSet.set(Thread.currentThread().isInterrupted());
        });
        waiting.start();
        awaitStandstill(waiting);

        queue.stop();

        waiting.join();
        thrown.add(catchThrowable(() -> queue.awaitStored(feed)));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(isFlagSet).isTrue();
        Thread later = new Thread(queue::end);
        later.start();
        later.join(); // the lock is free
        assertThat(thrown).hasSize(2).allSatisfy(each -> assertThat(each).isInstanceOf(InterruptedReadException.class));
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void a_reader_that_is_interrupted_lets_those_behind_it_go_on() throws InterruptedException {
        StoredFeed feed = feed("tags");
        WriteQueue queue = new WriteQueue(100, 1);
        queue.put(feed, new Chunk(List.of(), List.of(), List.of(), 90));
        List<Throwable> thrown = Collections.synchronizedList(new ArrayList<>());
        Thread first = new Thread(() ->
                thrown.add(catchThrowable(() -> queue.put(feed, new Chunk(List.of(), List.of(), List.of(), 50)))));
        Thread second = new Thread(() -> queue.put(feed, new Chunk(List.of(), List.of(), List.of(), 10)));
        first.start();
        awaitStandstill(first);
        second.start();
        awaitStandstill(second);

        first.interrupt();

        second.join();
        assertThat(taken(queue, new UnitSize(10, 1_000))).isEqualTo(2);
        first.join();
        assertThat(thrown).hasOnlyElementsOfType(InterruptedReadException.class);
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void a_writer_that_waits_goes_on_with_each_chunk_and_ends_with_the_last_reader() throws InterruptedException {
        WriteQueue queue = new WriteQueue(100, 2);
        AtomicInteger chunks = new AtomicInteger();
        Thread writer = new Thread(() -> assertThatNoException().isThrownBy(() -> {
            while (queue.take(new UnitSize(10, 1_000)) != null) {
                chunks.incrementAndGet();
            }
        }));
        writer.start();
        awaitStandstill(writer);

        queue.end();
        queue.put(feed("tags"), new Chunk(List.of(), List.of(), List.of(), 10));
        while (chunks.get() == 0) {
            Thread.onSpinWait();
        }
        awaitStandstill(writer);
        queue.end();

        writer.join();
        assertThat(chunks).hasValue(1);
    }

    private static void awaitStandstill(Thread reader) {
        while (reader.getState() != Thread.State.WAITING && reader.getState() != Thread.State.TERMINATED) {
            Thread.onSpinWait();
        }
    }
}
