package io.intercomsync.jdbc.internal.connect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gives each thread that reads a connection. One idle connection is kept for the next thread. */
final class ReaderPool implements AutoCloseable {
    private final ConnectionOpener opener;
    private @Nullable Connection idle;
    private int waiting;
    /** Counts how often the pool was closed: a connection that was taken before is not kept afterwards. */
    private int closings;

    /** By connection, how often the pool was closed before it was taken. */
    private final IdentityHashMap<Connection, Integer> taken = new IdentityHashMap<>();

    private final List<Connection> streams = new ArrayList<>();

    ReaderPool(ConnectionOpener opener) {
        this.opener = opener;
    }

    /**
     * Returns a connection to read by. {@linkplain #giveBack Give it back} afterwards.
     *
     * @param mayBeSmallPool whether the source is a pool that has given the sink its connection to write by
     */
    Connection take(boolean mayBeSmallPool) {
        int before = closings();
        Connection connection = idleOrOpened(mayBeSmallPool);
        markTaken(connection, before);
        return connection;
    }

    private Connection idleOrOpened(boolean mayBeSmallPool) {
        Connection kept = idleOrNone();
        try {
            if (kept != null && ConnectionOpener.isAlive(kept)) {
                return kept;
            }
            if (kept != null) {
                opener.close(kept);
            }
            return opener.begin(opener.open(mayBeSmallPool));
        } finally {
            markServed();
        }
    }

    /**
     * Opens a connection that is not begun. The idle one makes room for it, since a pool may have no more.
     *
     * @param mayBeSmallPool whether the source is a pool that has given the sink its connection to write by
     */
    Connection openAnother(boolean mayBeSmallPool) {
        Connection kept = idleOrNone();
        try {
            if (kept != null) {
                opener.end(kept, Set.of());
            }
            return opener.open(mayBeSmallPool);
        } finally {
            markServed();
        }
    }

    /**
     * Refuses a pooler that shares sessions, by a second connection. That one is kept for the next thread that reads, unless the source is a
     * pool, which may have no more.
     */
    void refuseShared(Connection first, boolean isPool) throws SQLException {
        Connection second = openAnother(isPool);
        try {
            opener.database().sessions().refuseShared(first, second);
        } catch (Throwable e) {
            opener.end(second, Set.of());
            throw e;
        }
        if (isPool) {
            opener.end(second, Set.of());
        } else {
            markTaken(opener.begin(second), closings());
            giveBack(second);
        }
    }

    private synchronized int closings() {
        return closings;
    }

    private synchronized void markTaken(Connection connection, int before) {
        taken.put(connection, before);
    }

    private synchronized @Nullable Connection idleOrNone() {
        Connection kept = idle;
        idle = null;
        waiting++;
        return kept;
    }

    private synchronized void markServed() {
        waiting--;
    }

    void giveBack(Connection reader) {
        if (!keeps(reader)) {
            opener.end(reader, Set.of());
        }
    }

    /** Keeps the connection, unless another thread waits for one: the pool may have no more. */
    private synchronized boolean keeps(Connection reader) {
        Integer before = taken.remove(reader);
        if (idle != null || waiting > 0 || before == null || before != closings || !isAsOpened(reader)) {
            return false;
        }
        idle = reader;
        return true;
    }

    private static boolean isAsOpened(Connection reader) {
        try {
            return !reader.isClosed() && reader.getAutoCommit();
        } catch (Throwable e) {
            return false;
        }
    }

    /** Keeps the connection for a stream, which may stay open for long: closing the pool ends it. */
    synchronized void keepForStream(Connection reader) {
        if (taken.getOrDefault(reader, closings) == closings) {
            streams.add(reader);
        }
    }

    /** Ends the connection of a stream. */
    void endStream(Connection reader) {
        forgetStream(reader);
        opener.end(reader, Set.of());
    }

    private synchronized void forgetStream(Connection reader) {
        taken.remove(reader);
        streams.removeIf(stream -> stream == reader);
    }

    /** Closes the idle connection and those of streams. A read that is under way closes its own when it ends. */
    @Override
    public void close() {
        for (Connection connection : leftOver()) {
            opener.end(connection, Set.of());
        }
    }

    private synchronized List<Connection> leftOver() {
        List<Connection> left = new ArrayList<>(streams);
        if (idle != null) {
            left.add(idle);
        }
        idle = null;
        streams.clear();
        closings++;
        return left;
    }
}
