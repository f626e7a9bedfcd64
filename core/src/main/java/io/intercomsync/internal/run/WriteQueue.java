package io.intercomsync.internal.run;

import static java.util.Objects.requireNonNull;

import io.intercomsync.internal.parallel.InterruptedReadException;
import io.intercomsync.sink.UnitSize;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What was read and is not stored yet, by feed, bounded in bytes. Readers wait while it is full; the writer takes as much
 * of one feed as fits into a unit, feed by feed in turn, so a busy feed does not hold up the others.
 */
final class WriteQueue {
    private final long mostBytes;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Object> line = new ArrayDeque<>();
    private final Map<FeedRun, Deque<Chunk>> pieces = new LinkedHashMap<>();
    private final Map<FeedRun, Integer> unstored = new HashMap<>();
    private int readers;
    private long bytes;
    private boolean isStopped;

    /** @param readers how many feeds will put something in, and say so when they have ended */
    WriteQueue(long mostBytes, int readers) {
        this.mostBytes = mostBytes;
        this.readers = readers;
    }

    /**
     * Adds a piece; waits while there is no room. A piece that is larger than the whole queue is let in when it is empty.
     *
     * @throws RejectedException if the feed's earlier pieces could not be stored
     */
    void put(FeedRun feed, Chunk piece) {
        lock.lock();
        try {
            awaitRoom(feed, piece);
            pieces.computeIfAbsent(feed, none -> new ArrayDeque<>()).add(piece);
            bytes += piece.bytes();
            unstored.merge(feed, 1, Integer::sum);
            changed.signalAll();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedReadException(e);
        } finally {
            lock.unlock();
        }
    }

    /** Who came first goes in first: else small pieces would for ever take the room that a large one waits for. */
    private void awaitRoom(FeedRun feed, Chunk piece) throws InterruptedException {
        Object place = new Object();
        line.add(place);
        try {
            while ((line.peek() != place || (bytes > 0 && bytes + piece.bytes() > mostBytes)) && mayWait(feed)) {
                changed.await();
            }
        } finally {
            line.remove(place);
            changed.signalAll();
        }
        refuseEnded(feed);
    }

    private boolean mayWait(FeedRun feed) {
        return !isStopped && !feed.isRejected();
    }

    private void refuseEnded(FeedRun feed) throws InterruptedException {
        if (isStopped) {
            throw new InterruptedException();
        }
        if (feed.isRejected()) {
            throw new RejectedException();
        }
    }

    /**
     * Waits until all that the feed has put in is stored.
     *
     * @throws RejectedException if it could not be
     */
    void awaitStored(FeedRun feed) {
        lock.lock();
        try {
            while (unstored.getOrDefault(feed, 0) > 0 && mayWait(feed)) {
                changed.await();
            }
            refuseEnded(feed);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedReadException(e);
        } finally {
            lock.unlock();
        }
    }

    /** What was taken is stored. */
    void stored(Taken taken) {
        lock.lock();
        try {
            unstored.merge(taken.feed(), -taken.pieces().size(), Integer::sum);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** A feed will put nothing in any more. */
    void end() {
        lock.lock();
        try {
            readers--;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The next pieces of one feed, in order, up to a unit; {@code null} when all feeds have ended and nothing is left. */
    @Nullable
    Taken take(UnitSize most) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (pieces.isEmpty()) {
                if (readers == 0) {
                    return null;
                }
                changed.await();
            }
            FeedRun feed = pieces.keySet().iterator().next();
            Deque<Chunk> waiting = requireNonNull(pieces.remove(feed));
            List<Chunk> taken = takeUpTo(most, waiting);
            if (!waiting.isEmpty()) {
                pieces.put(feed, waiting);
            }
            changed.signalAll();
            return new Taken(feed, taken);
        } finally {
            lock.unlock();
        }
    }

    private List<Chunk> takeUpTo(UnitSize most, Deque<Chunk> waiting) {
        List<Chunk> taken = new ArrayList<>();
        long rows = 0;
        long size = 0;
        for (Chunk piece = waiting.peek(); piece != null; piece = waiting.peek()) {
            rows += piece.rowCount();
            size += piece.bytes();
            if (!taken.isEmpty() && (rows > most.rows() || size > most.bytes())) {
                break;
            }
            taken.add(waiting.remove());
            bytes -= piece.bytes();
        }
        return taken;
    }

    /** Throws away what waits of a feed, and refuses what it puts in from now on. */
    void reject(FeedRun feed) {
        lock.lock();
        try {
            feed.markRejected();
            Deque<Chunk> waiting = pieces.remove(feed);
            if (waiting != null) {
                waiting.forEach(piece -> bytes -= piece.bytes());
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Nothing is stored any more. Who puts something in is interrupted, whether or not its thread has heard of it. */
    void stop() {
        lock.lock();
        try {
            isStopped = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** What the writer is to store next. */
    record Taken(FeedRun feed, List<Chunk> pieces) {}

    /** The feed's earlier pieces could not be stored, so its later ones must not be. */
    static final class RejectedException extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
