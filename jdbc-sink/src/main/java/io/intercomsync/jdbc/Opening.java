package io.intercomsync.jdbc;

import io.intercomsync.error.SinkException;
import io.intercomsync.sink.UnitSize;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Opens connections and finds out by the first one what database they lead to. Several threads may open some at once: no lock is
 * held while the source is asked, since a pool that has none left answers only after a time-out.
 */
final class Opening implements AutoCloseable {
    private static final long NANOS_BETWEEN_TRIES = 200_000_000;

    private final Connections.Source source;
    private final Duration wait;
    private @Nullable Engine engine;
    /** What the others are duplicates of, where the engine makes such. */
    private @Nullable Connection anchor;

    /** @param wait how long to wait while another process has the database's file */
    Opening(Connections.Source source, @Nullable Dialect dialect, Duration wait) {
        this.source = source;
        this.engine = dialect == null ? null : Engine.of(dialect);
        this.wait = wait;
    }

    /** The engine of the database; a connection must have been opened before. */
    synchronized Engine engine() {
        if (engine == null) {
            throw new IllegalStateException("Nothing was opened yet");
        }
        return engine;
    }

    /** How much is best stored in one transaction; a usual measure, as long as nothing was opened. */
    synchronized UnitSize unitSize() {
        return engine == null ? Engine.ORDINARY_UNIT : engine.unitSize();
    }

    /** A connection that commits by itself. */
    Connection open() throws SQLException {
        Connection another = duplicate();
        if (another != null) {
            return another;
        }
        Connection opened = openInTime();
        try {
            opened.setAutoCommit(true); // a source may give them out otherwise
            return taken(opened);
        } catch (SQLException | RuntimeException e) {
            Connections.closeQuietly(opened);
            throw e;
        }
    }

    private synchronized @Nullable Connection duplicate() throws SQLException {
        return anchor == null || anchor.isClosed() ? null : engine().duplicate(anchor);
    }

    /** The opened connection or, where there are to be duplicates, one of it; of the one that another thread opened first, if any. */
    private synchronized Connection taken(Connection opened) throws SQLException {
        if (engine == null) {
            engine = Engine.of(opened);
        }
        Connection ofFirst = duplicate();
        if (ofFirst != null) {
            Connections.closeQuietly(opened);
            return ofFirst;
        }
        Connection another = engine.duplicate(opened);
        if (another == null) {
            return opened;
        }
        anchor = opened;
        return another;
    }

    private Connection openInTime() throws SQLException {
        long start = System.nanoTime();
        while (true) {
            try {
                return source.open();
            } catch (LinkageError e) {
                MachineFaults.explain(e);
                throw e;
            } catch (SQLException e) {
                MachineFaults.explain(e);
                if (!isHeldByAnother(e)) {
                    throw e;
                }
                if (System.nanoTime() - start >= wait.toNanos()
                        || Thread.currentThread().isInterrupted()) {
                    throw new SinkException(
                            "Another process has the database's file open, and still had it after " + wait.toSeconds()
                                    + " s. Close the program that uses it, then run again",
                            e);
                }
                LockSupport.parkNanos(NANOS_BETWEEN_TRIES);
            }
        }
    }

    private synchronized boolean isHeldByAnother(SQLException e) {
        return engine != null ? engine.isHeldByAnother(e) : DuckDbEngine.isFileLocked(e) || H2Engine.isFileLocked(e);
    }

    /** Lets the next connection be opened anew, if the one that is duplicated is broken. */
    synchronized void dropBroken() {
        if (anchor != null && !Connections.isAlive(anchor)) {
            close();
        }
    }

    @Override
    public synchronized void close() {
        if (anchor != null) {
            Connections.closeQuietly(anchor);
            anchor = null;
        }
    }
}
