package io.intercomsync.hub.internal.flush;

import io.intercomsync.sink.CheckpointingSink;
import io.intercomsync.sink.Sink;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Lets one flush at a time write to a warehouse: to one sink, and to sinks of one name that keep no position themselves. */
public final class FlushTurns {
    private final Map<Object, Turn> turns = new HashMap<>();

    /** A sink may equal another one that writes elsewhere. */
    private record SameSink(Sink sink) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof SameSink same && same.sink == sink;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(sink);
        }
    }

    private static final class Turn {
        private final ReentrantLock lock = new ReentrantLock(true);
        private int users;
    }

    /** Ends the turn. */
    @FunctionalInterface
    public interface Taken extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Waits until no other flush writes to the sink.
     *
     * @throws IllegalStateException if this thread flushes to the sink already: it would write in the middle of itself
     */
    public Taken take(Sink sink, String name) throws InterruptedException {
        Taken ofSink = take(new SameSink(sink));
        if (sink instanceof CheckpointingSink) {
            return ofSink;
        }
        try {
            Taken ofName = take((Object) name);
            return () -> {
                ofName.close();
                ofSink.close();
            };
        } catch (Throwable e) {
            ofSink.close();
            throw e;
        }
    }

    private Taken take(Object key) throws InterruptedException {
        Turn turn;
        synchronized (this) {
            turn = turns.computeIfAbsent(key, first -> new Turn());
            turn.users++;
        }
        try {
            if (turn.lock.isHeldByCurrentThread()) {
                throw new IllegalStateException(
                        "A sink or listener cannot begin a flush to the warehouse of the flush that calls it:"
                                + " begin it on another thread, or after the end of this flush");
            }
            turn.lock.lockInterruptibly();
        } catch (Throwable e) {
            leave(key, turn);
            throw e;
        }
        return () -> {
            turn.lock.unlock();
            leave(key, turn);
        };
    }

    private synchronized void leave(Object key, Turn turn) {
        turn.users--;
        if (turn.users == 0) {
            turns.remove(key);
        }
    }
}
