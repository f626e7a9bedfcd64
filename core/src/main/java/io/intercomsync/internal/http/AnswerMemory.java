package io.intercomsync.internal.http;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * Bounds the memory that answers take together, counted as the objects they become. A thread holds what its last answer takes
 * until it asks for the next one or ends its work. Nobody waits here: an answer for which there is no room is given up and asked
 * for again, so threads that wait for each other cannot block. Thread-safe.
 */
public final class AnswerMemory {
    /** An answer may always take so much: how many of these are under way is bounded by the number of calls. */
    private static final long FREE = 2L << 20;

    private final long most;
    private final Map<Thread, Taken> taken = new HashMap<>();
    /** The bytes that all threads together take beyond what is free. */
    private long shared;

    /** @param most the bytes that large answers may take together */
    AnswerMemory(long most) {
        this.most = most;
    }

    /** The bytes of one thread. */
    private static final class Taken {
        private long bytes;
        private long kept;
    }

    /** This thread asks for an answer, and has no more use for the last one. */
    synchronized void begin() {
        Taken mine = mine();
        resize(mine, mine.kept);
    }

    /**
     * Counts what an answer takes.
     *
     * @param bytes negative for what it no longer takes
     * @throws AnswerTooLargeException if it takes more than all answers together may
     * @throws AnswerMemoryFullException if other answers leave too little
     */
    synchronized void take(long bytes) throws IOException {
        Taken mine = mine();
        long wanted = mine.bytes + bytes;
        if (bytes > 0 && shared + beyond(wanted) - beyond(mine.bytes) > most) {
            giveBackOfEnded();
            if (beyond(wanted) > most) {
                throw new AnswerTooLargeException("it takes more than " + (most >> 20) + " MB of memory");
            }
            if (shared + beyond(wanted) - beyond(mine.bytes) > most) {
                throw new AnswerMemoryFullException();
            }
        }
        resize(mine, wanted);
    }

    /** The answers so far are gathered: they stay in use while this thread asks for more. */
    public synchronized void keep() {
        Taken mine = mine();
        mine.kept = mine.bytes;
    }

    /** Keeps the gathered answers only until this thread asks for the next one, since they are handed on now. */
    public synchronized void keepNoMore() {
        mine().kept = 0;
    }

    /** This thread has no more use for its answers. */
    public synchronized void release() {
        Taken mine = taken.remove(Thread.currentThread());
        if (mine != null) {
            resize(mine, 0);
        }
    }

    private Taken mine() {
        Taken mine = taken.get(Thread.currentThread());
        if (mine == null) {
            giveBackOfEnded();
            mine = new Taken();
            taken.put(Thread.currentThread(), mine);
        }
        return mine;
    }

    private void giveBackOfEnded() {
        taken.entrySet().removeIf(entry -> {
            boolean hasEnded = !entry.getKey().isAlive();
            if (hasEnded) {
                resize(entry.getValue(), 0);
            }
            return hasEnded;
        });
    }

    private void resize(Taken one, long bytes) {
        shared += beyond(bytes) - beyond(one.bytes);
        one.bytes = bytes;
    }

    private static long beyond(long bytes) {
        return Math.max(0, bytes - FREE);
    }
}
