package io.intercomsync.internal.http;

import io.intercomsync.internal.value.Amounts;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * Bounds the memory of all answers together, counted as the objects they become. A thread holds the bytes of its last
 * answer until it asks for the next one or ends its work. Nobody waits here: an answer without room is dropped and
 * asked for again, so threads cannot block each other. Thread-safe.
 */
public final class AnswerMemory {
    /** The bytes that every answer may take. The number of calls bounds how many answers there are. */
    private static final long FREE = 2L << 20;

    private final long most;
    private final Map<Thread, Taken> taken = new HashMap<>();
    /** The bytes of all threads beyond the free ones. */
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

    /** Notes that this thread asks for an answer and drops its last one. */
    synchronized void begin() {
        Taken mine = mine();
        resize(mine, mine.kept);
    }

    /**
     * Counts bytes of this thread's answer.
     *
     * @param bytes the number of bytes; negative to give bytes back
     * @throws AnswerTooLargeException if it takes more than all answers together may
     * @throws AnswerMemoryFullException if other answers leave too little
     */
    synchronized void take(long bytes) throws IOException {
        Taken mine = mine();
        long wanted = mine.bytes + bytes;
        if (bytes > 0 && shared + beyond(wanted) - beyond(mine.bytes) > most) {
            giveBackOfEnded();
            if (beyond(wanted) > most) {
                throw new AnswerTooLargeException("it takes more than " + Amounts.ofBytes(most) + " of memory");
            }
            if (shared + beyond(wanted) - beyond(mine.bytes) > most) {
                throw new AnswerMemoryFullException();
            }
        }
        resize(mine, wanted);
    }

    /** Keeps the answers gathered so far while this thread asks for more. */
    public synchronized void keep() {
        Taken mine = mine();
        mine.kept = mine.bytes;
    }

    /** Keeps the gathered answers no longer than until this thread asks for the next one. */
    public synchronized void keepNoMore() {
        mine().kept = 0;
    }

    /** Notes that this thread has dropped its answers. */
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
