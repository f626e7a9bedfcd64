package io.intercomsync.internal.run;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.internal.feed.FeedContext;
import io.intercomsync.internal.pace.Sleeper;
import io.intercomsync.internal.resource.ApiResource;
import io.intercomsync.sink.UnitSize;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class WriteQueueTest {
    private static final int PIECES = 200;
    private static final int ROOM = 10;
    /** A queue looks at nothing of a feed but whether it was rejected. */
    @SuppressWarnings("NullAway")
    private static final FeedContext CONTEXT = new FeedContext(
            null, null, null, null, null, null, null, null, null, Sleeper.system(), Clock.systemUTC(), waiting -> {});

    @SuppressWarnings("NullAway")
    private static final RunOptions CHOICES =
            new RunOptions(false, null, Duration.ZERO, Duration.ZERO, null, null, null);

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void K49_what_is_read_waits_for_the_sink_and_does_not_fill_the_memory() throws InterruptedException {
        Chunk piece = new Chunk(List.of(), List.of(), UnaryOperator.identity(), 1_000);
        WriteQueue queue = new WriteQueue(ROOM * piece.bytes(), 1);
        AtomicInteger put = new AtomicInteger();
        Thread reader = reader(queue, piece, put);

        reader.start();
        awaitStandstill(reader);
        assertThat(put).hasValue(ROOM);
        for (int taken = 1; taken <= PIECES; taken++) {
            assertThat(queue.take(new UnitSize(1, 1))).isNotNull();
            assertThat(put.get() - taken).isLessThanOrEqualTo(ROOM);
        }
        reader.join();

        assertThat(queue.take(new UnitSize(1, 1))).isNull();
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void a_large_piece_is_not_kept_waiting_by_small_ones() throws InterruptedException {
        Chunk small = new Chunk(List.of(), List.of(), UnaryOperator.identity(), 1_000);
        Chunk large = new Chunk(List.of(), List.of(), UnaryOperator.identity(), 2 * ROOM * small.bytes());
        WriteQueue queue = new WriteQueue(ROOM * small.bytes(), 2);
        Thread many = reader(queue, small, new AtomicInteger());
        many.start();
        awaitStandstill(many);
        FeedRun other = new FeedRun(ApiResource.SEGMENTS, CONTEXT, CHOICES, progress -> {});
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

    private static Thread reader(WriteQueue queue, Chunk piece, AtomicInteger put) {
        FeedRun feed = new FeedRun(ApiResource.TAGS, CONTEXT, CHOICES, progress -> {});
        return new Thread(() -> {
            for (int i = 0; i < PIECES; i++) {
                queue.put(feed, piece);
                put.incrementAndGet();
            }
            queue.end();
        });
    }

    private static void awaitStandstill(Thread reader) {
        while (reader.getState() != Thread.State.WAITING && reader.getState() != Thread.State.TERMINATED) {
            Thread.onSpinWait();
        }
    }
}
