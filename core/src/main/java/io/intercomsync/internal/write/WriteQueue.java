package io.intercomsync.internal.write;

import static java.util.Objects.requireNonNull;

import io.intercomsync.internal.parallel.InterruptedReadException;
import io.intercomsync.sink.UnitSize;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Holds what was read and is not stored yet, by feed, bounded in bytes. Readers wait while it is full. The writer takes as much
 * of one feed as fits into a unit, feed by feed in turn, so a busy feed does not hold up the others.
 */
public final class WriteQueue {
    private final long mostBytes;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Object> arrivals = new ArrayDeque<>();
    private final Map<StoredFeed, Deque<Chunk>> chunks = new LinkedHashMap<>();
    private final Map<StoredFeed, Integer> unstored = new HashMap<>();
    private final Set<StoredFeed> rejected = new HashSet<>();
    private int readers;
    private long bytes;
    private boolean isStopped;

    /** @param readers how many feeds will put chunks in; each calls {@link #end()} once */
    public WriteQueue(long mostBytes, int readers) {
        this.mostBytes = mostBytes;
        this.readers = readers;
    }

    /**
     * Adds a chunk; waits while there is no room. An empty queue takes a chunk that is larger than the whole queue.
     *
     * @throws RejectedException if earlier chunks of the feed could not be stored
     */
    public void put(StoredFeed feed, Chunk chunk) {
        lock.lock();
        try {
            awaitRoom(feed, chunk);
            chunks.computeIfAbsent(feed, none -> new ArrayDeque<>()).add(chunk);
            bytes += chunk.bytes();
            unstored.merge(feed, 1, Integer::sum);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedReadException(e);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for room, in the order of arrival. Otherwise small chunks could take the room for ever that a large chunk waits
     * for.
     */
    private void awaitRoom(StoredFeed feed, Chunk chunk) throws InterruptedException {
        Object place = new Object();
        arrivals.add(place);
        try {
            while ((arrivals.peek() != place || (bytes > 0 && bytes + chunk.bytes() > mostBytes)) && mayWait(feed)) {
                changed.await();
            }
        } finally {
            arrivals.remove(place);
            changed.signalAll(); // the next in line and the writer go on once this thread leaves the lock
        }
        refuseIfEnded(feed);
    }

    private boolean mayWait(StoredFeed feed) {
        return !isStopped && !rejected.contains(feed);
    }

    private void refuseIfEnded(StoredFeed feed) throws InterruptedException {
        if (isStopped) {
            throw new InterruptedException();
        }
        if (rejected.contains(feed)) {
            throw new RejectedException();
        }
    }

    /**
     * Waits until all chunks of the feed are stored.
     *
     * @throws RejectedException if they could not be stored
     */
    public void awaitStored(StoredFeed feed) {
        lock.lock();
        try {
            while (unstored.getOrDefault(feed, 0) > 0 && mayWait(feed)) {
                changed.await();
            }
            refuseIfEnded(feed);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedReadException(e);
        } finally {
            lock.unlock();
        }
    }

    /** Notes that the chunks are stored. */
    void stored(Taken taken) {
        lock.lock();
        try {
            unstored.merge(taken.feed(), -taken.chunks().size(), Integer::sum);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Notes that a feed has put in its last chunk. */
    public void end() {
        lock.lock();
        try {
            readers--;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes the next chunks of one feed, in order, up to a unit; {@code null} when all feeds have ended and nothing is left.
     */
    @Nullable
    Taken take(UnitSize most) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (chunks.isEmpty()) {
                if (readers == 0) {
                    return null;
                }
                changed.await();
            }
            StoredFeed feed = chunks.keySet().iterator().next();
            Deque<Chunk> waiting = requireNonNull(chunks.remove(feed));
            List<Chunk> taken = takeUpTo(most, waiting);
            if (!waiting.isEmpty()) {
                chunks.put(feed, waiting);
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
        for (Chunk chunk = waiting.peek(); chunk != null; chunk = waiting.peek()) {
            rows += chunk.rowCount();
            size += chunk.bytes();
            if (!taken.isEmpty() && (rows > most.rows() || size > most.bytes())) {
                break;
            }
            taken.add(waiting.remove());
            bytes -= chunk.bytes();
        }
        return taken;
    }

    /** Throws away the waiting chunks of a feed, and refuses its later ones. */
    void reject(StoredFeed feed) {
        lock.lock();
        try {
            rejected.add(feed);
            Deque<Chunk> waiting = chunks.remove(feed);
            if (waiting != null) {
                waiting.forEach(chunk -> bytes -= chunk.bytes());
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Ends the queue. A reader that puts a chunk in is interrupted, even if its thread has not heard of the stop. */
    public void stop() {
        lock.lock();
        try {
            isStopped = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The chunks of one feed that the writer stores next. */
    record Taken(StoredFeed feed, List<Chunk> chunks) {}

    /** Earlier chunks of the feed could not be stored, so its later ones must not be. */
    public static final class RejectedException extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
