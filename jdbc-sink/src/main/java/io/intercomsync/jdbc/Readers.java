package io.intercomsync.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The connections to read by: one for each thread that reads at this moment. One that nobody uses is kept for the next. */
final class Readers implements AutoCloseable {
    private final Opening opening;
    private @Nullable Connection idle;
    private int waiting;

    Readers(Opening opening) {
        this.opening = opening;
    }

    /** A connection to read by, to be {@linkplain #giveBack given back}. */
    Connection take() throws SQLException {
        Connection kept = idleOrNone();
        try {
            if (kept != null && Connections.isAlive(kept)) {
                return kept;
            }
            if (kept != null) {
                Connections.closeQuietly(kept);
            }
            return opening.open();
        } finally {
            isServed();
        }
    }

    private synchronized @Nullable Connection idleOrNone() {
        Connection kept = idle;
        idle = null;
        waiting++;
        return kept;
    }

    private synchronized void isServed() {
        waiting--;
    }

    void giveBack(Connection reader) {
        if (!keeps(reader)) {
            Connections.closeQuietly(reader);
        }
    }

    /** One that is kept while another thread waits for one would be missed by a pool that has no more. */
    private synchronized boolean keeps(Connection reader) {
        if (idle != null || waiting > 0 || !isAsOpened(reader)) {
            return false;
        }
        idle = reader;
        return true;
    }

    private static boolean isAsOpened(Connection reader) {
        try {
            return !reader.isClosed() && reader.getAutoCommit();
        } catch (SQLException e) {
            return false;
        }
    }

    @Override
    public synchronized void close() {
        if (idle != null) {
            Connections.closeQuietly(idle);
            idle = null;
        }
    }
}
