package io.intercomsync.jdbc;

import io.intercomsync.error.SinkException;
import io.intercomsync.sink.UnitSize;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Opens connections and finds out by the first one what database they lead to. Several threads may open some at once: no lock is
 * held while the source is asked, since a pool that has none left answers only after a time-out.
 */
final class Opening implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Pattern PROCESS = Pattern.compile("Conflicting lock is held in (.{1,300}? \\(PID \\d+\\))");

    private final Connections.Source source;
    private final Duration wait;
    private @Nullable Engine engine;
    /** What the others are duplicates of, where the engine makes such. */
    private @Nullable Connection anchor;

    private volatile boolean commitsByItself = true;

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

    /**
     * A connection that commits by itself. It is {@linkplain #begin begun} before use, and {@linkplain #end ended} after it.
     *
     * @param mayBeSmallPool whether the source is a pool that has given the sink its connection to write by
     * @throws SinkException if there is none, with the words of the server or the pool
     */
    Connection open(boolean mayBeSmallPool) {
        try {
            Connection another = duplicate();
            return another == null ? openAnew() : another;
        } catch (SinkException e) {
            throw e;
        } catch (SQLException | RuntimeException e) {
            throw ConnectFailures.of(e, mayBeSmallPool);
        }
    }

    private Connection openAnew() throws SQLException {
        Connection opened = openInTime();
        try {
            commitsByItself = opened.getAutoCommit(); // a source may give them out otherwise
            opened.setAutoCommit(true);
            return taken(opened);
        } catch (SQLException | RuntimeException e) {
            Connections.closeQuietly(opened);
            throw e;
        }
    }

    /** Prepares an opened connection for the sink; closes it if that fails. */
    Connection begin(Connection opened) {
        try {
            engine().begin(opened);
            return opened;
        } catch (SQLException | RuntimeException e) {
            close(opened);
            throw ConnectFailures.of(e, false);
        }
    }

    /**
     * Leaves a connection as it was opened, and closes it.
     *
     * @param places the writer's places that it holds
     */
    void end(Connection connection, Set<String> places) {
        try {
            if (!connection.isClosed()) {
                engine().end(connection, places);
                connection.setAutoCommit(commitsByItself);
            }
        } catch (SQLException e) {
            // It is broken; what it held ends with it.
        }
        close(connection);
    }

    /** Closes a connection, also a broken one. */
    void close(Connection connection) {
        engine().forget(connection);
        Connections.closeQuietly(connection);
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
        LoggedWait waiting = new LoggedWait(wait);
        while (true) {
            try {
                Connection opened = source.open();
                if (opened == null) {
                    throw new SQLException("The DataSource gave no connection, but null");
                }
                return opened;
            } catch (LinkageError e) {
                MachineFaults.explain(e);
                throw e;
            } catch (SQLException e) {
                MachineFaults.explain(e);
                if (!isHeldByAnother(e)) {
                    throw e;
                }
                String held = "Another process has the database's file open" + holder(e);
                if (!waiting.again(PAUSE, () -> held)) {
                    throw new SinkException(
                            held + ", and still had it after " + LoggedWait.text(wait)
                                    + ". Close the program that uses it, then run again",
                            e);
                }
            }
        }
    }

    /** DuckDB says which process it is. */
    private static String holder(SQLException e) {
        Matcher process = PROCESS.matcher(String.valueOf(e.getMessage()));
        return process.find() ? " (" + process.group(1) + ")" : "";
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
