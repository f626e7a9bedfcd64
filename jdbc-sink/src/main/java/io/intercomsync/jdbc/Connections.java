package io.intercomsync.jdbc;

import io.intercomsync.error.SinkException;
import io.intercomsync.sink.UnitSize;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The sink's connections: one that writes, which holds the writer's place as long as it lives, and as many to read by as
 * threads read at once. Broken ones are replaced.
 */
final class Connections implements AutoCloseable {
    private static final int SECONDS_TO_ANSWER = 10;
    private static final long NANOS_BETWEEN_TRIES = 200_000_000;

    private final Source source;
    private final Duration wait;
    private final Deque<Connection> idleReaders = new ArrayDeque<>();
    private final Set<String> places = new HashSet<>();
    private @Nullable Engine engine;
    private @Nullable Connection anchor;
    private @Nullable Connection writer;
    private boolean isWriting;

    /** Opens connections. */
    @FunctionalInterface
    interface Source {
        Connection open() throws SQLException;
    }

    /** @param wait how long to wait while another process holds the writer's place */
    Connections(Source source, @Nullable Dialect dialect, Duration wait) {
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
     * The connection to write by, which holds the place of that name. It is only for the thread that writes, which says when it
     * {@linkplain #endWriting ends}.
     *
     * @param place what only one may write to
     */
    synchronized Connection beginWriting(String place) throws SQLException {
        if (writer != null && !isAlive(writer)) {
            dropWriter();
        }
        if (writer == null) {
            writer = open();
        }
        take(writer, place);
        isWriting = true;
        return writer;
    }

    synchronized void endWriting() {
        isWriting = false;
    }

    /**
     * Takes the writer's place before the first write, unless it is held. A broken connection is left to that write, and a place
     * that is new while another write is under way as well: to take it could end that one's transaction.
     */
    synchronized void takePlace(String place) throws SQLException {
        if (writer == null) {
            writer = open();
        }
        if (!isWriting) {
            take(writer, place);
        }
    }

    private void take(Connection connection, String place) throws SQLException {
        if (!places.contains(place)) {
            engine().lock(connection, place, wait);
            places.add(place);
        }
    }

    private void dropWriter() {
        if (writer != null) {
            leavePlaces(writer);
            closeQuietly(writer);
        }
        writer = null;
        places.clear();
        if (anchor != null && !isAlive(anchor)) {
            closeQuietly(anchor);
            anchor = null;
        }
    }

    private void leavePlaces(Connection connection) {
        try {
            for (String place : places) {
                engine().unlock(connection, place);
            }
        } catch (SQLException e) {
            // A broken connection holds no place.
        }
    }

    private static boolean isAlive(Connection connection) {
        try {
            return connection.isValid(SECONDS_TO_ANSWER);
        } catch (SQLException e) {
            return false;
        }
    }

    /** A connection to read by, to be {@linkplain #giveBack given back}. */
    synchronized Connection reader() throws SQLException {
        for (Connection idle = idleReaders.poll(); idle != null; idle = idleReaders.poll()) {
            if (isAlive(idle)) {
                return idle;
            }
            closeQuietly(idle);
        }
        return open();
    }

    synchronized void giveBack(Connection reader) {
        try {
            if (!reader.isClosed() && reader.getAutoCommit() && idleReaders.isEmpty()) {
                idleReaders.push(reader);
                return;
            }
        } catch (SQLException e) {
            // It is of no use any more.
        }
        closeQuietly(reader);
    }

    private Connection open() throws SQLException {
        if (anchor != null && engine != null && !anchor.isClosed()) {
            Connection another = engine.duplicate(anchor);
            if (another != null) {
                return another;
            }
        }
        Connection opened = openInTime();
        try {
            opened.setAutoCommit(true); // a source may give them out otherwise
            if (engine == null) {
                engine = Engine.of(opened);
            }
            Connection another = engine.duplicate(opened);
            if (another != null) {
                anchor = opened;
                return another;
            }
            return opened;
        } catch (SQLException | RuntimeException e) {
            closeQuietly(opened);
            throw e;
        }
    }

    private Connection openInTime() throws SQLException {
        long start = System.nanoTime();
        while (true) {
            try {
                return source.open();
            } catch (SQLException e) {
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

    private boolean isHeldByAnother(SQLException e) {
        return engine != null ? engine.isHeldByAnother(e) : DuckDbEngine.isFileLocked(e) || H2Engine.isFileLocked(e);
    }

    @Override
    public synchronized void close() {
        dropWriter();
        idleReaders.forEach(Connections::closeQuietly);
        idleReaders.clear();
        if (anchor != null) {
            closeQuietly(anchor);
            anchor = null;
        }
    }

    static void closeQuietly(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            // It is gone already.
        }
    }
}
