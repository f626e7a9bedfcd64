package io.intercomsync.jdbc.internal.connect;

import io.intercomsync.error.SinkException;
import io.intercomsync.jdbc.dialect.Dialect;
import io.intercomsync.jdbc.internal.error.ConnectFailure;
import io.intercomsync.jdbc.internal.error.LoggedWait;
import io.intercomsync.jdbc.internal.sql.SinkDatabase;
import io.intercomsync.jdbc.internal.sql.Transaction;
import io.intercomsync.sink.UnitSize;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Opens connections, and finds out by the first one which database they lead to. Several threads may open connections at once: no
 * lock is held while the source is asked, since an exhausted pool answers only after a time-out.
 */
final class ConnectionOpener implements AutoCloseable {
    private static final int SECONDS_TO_ANSWER = 5;
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final ConnectionSource source;
    private final List<Dialect> candidates;
    private final Duration wait;
    private @Nullable SinkDatabase database;
    /** The connection that others are duplicates of, if the dialect makes such. */
    private @Nullable Connection anchor;

    private volatile boolean isAutoCommitDefault = true;

    /**
     * @param candidates the dialects among which the connection's database decides; a single one is taken as it is
     * @param wait how long to wait while another process has the database's file
     */
    ConnectionOpener(ConnectionSource source, List<Dialect> candidates, Duration wait) {
        this.source = source;
        this.candidates = candidates;
        this.database = candidates.size() == 1 ? new SinkDatabase(candidates.get(0)) : null;
        this.wait = wait;
    }

    synchronized boolean isKnown() {
        return database != null;
    }

    /** Returns the database, after a connection was opened. */
    synchronized SinkDatabase database() {
        if (database == null) {
            throw new IllegalStateException("No connection was opened yet");
        }
        return database;
    }

    /** Returns how much is best stored in one transaction; the usual amount while the database is not known. */
    synchronized UnitSize unitSize() {
        return database == null ? Dialect.USUAL_UNIT : database.dialect().unitSize();
    }

    synchronized ConnectFailure failure() {
        List<Dialect> dialects = database == null ? candidates : List.of(database.dialect());
        return new ConnectFailure(dialects.stream().map(Dialect::errors).toList());
    }

    /**
     * Opens a connection that commits each statement. {@linkplain #begin Begin} it before use, and {@linkplain #end end} it
     * after.
     *
     * @param mayBeSmallPool whether the source is a pool that has given the sink its connection to write by
     * @throws SinkException if there is none, with the words of the server or the pool
     */
    Connection open(boolean mayBeSmallPool) {
        try {
            Connection another = duplicate();
            return another == null ? openAnew() : another;
        } catch (SinkException | Error e) {
            throw e;
        } catch (Exception e) { // also an undeclared one, of a pool in Kotlin
            throw failure().of(e, mayBeSmallPool);
        }
    }

    private Connection openAnew() throws SQLException {
        Connection opened = openInTime();
        try {
            isAutoCommitDefault = opened.getAutoCommit();
            opened.setAutoCommit(true);
            return anchored(opened);
        } catch (Throwable e) {
            Transaction.closeQuietly(opened);
            throw e;
        }
    }

    /** Prepares an opened connection for the sink; restores and closes it if that fails. */
    Connection begin(Connection opened) {
        try {
            database().begin(opened);
            return opened;
        } catch (SinkException | Error e) {
            end(opened, Set.of()); // a pool may keep the connection with some settings changed
            throw e;
        } catch (Exception e) { // also an undeclared one, of a pool in Kotlin
            end(opened, Set.of());
            throw failure().of(e, false);
        }
    }

    /**
     * Restores a connection to what it was when it was opened, and closes it.
     *
     * @param places the writer's places that it holds
     */
    void end(Connection connection, Set<String> places) {
        try {
            if (!connection.isClosed()) {
                restore(connection, places);
            }
        } catch (Throwable e) {
            // The connection is broken; what it held ends with it.
        }
        close(connection);
    }

    private void restore(Connection connection, Set<String> places) throws SQLException {
        try {
            database().end(connection, places);
        } finally {
            if (!isAutoCommitDefault) { // setting it to true could commit what a failed rollback has left
                connection.setAutoCommit(false);
            }
        }
    }

    /** Closes a connection, even a broken one. */
    void close(Connection connection) {
        database().forget(connection);
        Transaction.closeQuietly(connection);
    }

    private synchronized @Nullable Connection duplicate() throws SQLException {
        return anchor == null || anchor.isClosed()
                ? null
                : database().sessions().duplicate(anchor);
    }

    /**
     * Returns the opened connection itself, or a duplicate if the dialect makes such: of the connection that another thread has
     * opened first, if any.
     */
    private synchronized Connection anchored(Connection opened) throws SQLException {
        if (database == null) {
            database = new SinkDatabase(dialectOf(opened));
        }
        Connection ofFirst = duplicate();
        if (ofFirst != null) {
            Transaction.closeQuietly(opened);
            return ofFirst;
        }
        Connection another = database.sessions().duplicate(opened);
        if (another == null) {
            return opened;
        }
        anchor = opened;
        return another;
    }

    private Dialect dialectOf(Connection connection) throws SQLException {
        String name = connection.getMetaData().getDatabaseProductName();
        return candidates.stream()
                .filter(dialect -> dialect.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new SinkException("No dialect for " + name
                        + " is built in. Give one to the builder: JdbcSink.builder(...).dialect(...)"));
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
                failure().explainMachineFault(e);
                throw e;
            } catch (SQLException e) {
                failure().explainMachineFault(e);
                String inUse = failure().fileUser(e).orElseThrow(() -> e);
                if (!waiting.again(PAUSE, () -> inUse)) {
                    throw new SinkException(
                            inUse + (wait.isZero() ? "" : ", and still had it after " + LoggedWait.text(wait))
                                    + ". Close the program that uses it, then run again",
                            e);
                }
            }
        }
    }

    /**
     * Looks at the database by a connection that is closed afterwards.
     *
     * @param isFirst whether the sink has no connection yet, so that a pooler that shares sessions is still to be refused
     * @param isPool whether the source may be a pool
     */
    void look(DatabaseLook look, boolean isFirst, boolean isPool) throws SQLException {
        Connection opened = open(!isFirst && isPool);
        try {
            if (isFirst && database().sessions().mayBeShared()) {
                refuseShared(opened, isPool);
            }
        } catch (Throwable e) {
            end(opened, Set.of());
            throw e;
        }
        Connection begun = begin(opened);
        try {
            look.at(begun, database());
        } finally {
            end(begun, Set.of());
        }
    }

    private void refuseShared(Connection first, boolean isPool) throws SQLException {
        Connection second = open(isPool);
        try {
            database().sessions().refuseShared(first, second);
        } finally {
            end(second, Set.of());
        }
    }

    /** Returns whether other connections are duplicates of one that is open. */
    synchronized boolean isAnchored() throws SQLException {
        return anchor != null && !anchor.isClosed();
    }

    /** Lets the next connection be opened anew if the one that others are duplicates of is broken. */
    synchronized void dropBroken() {
        if (anchor != null && !isAlive(anchor)) {
            close();
        }
    }

    static boolean isAlive(Connection connection) {
        try {
            return connection.isValid(SECONDS_TO_ANSWER);
        } catch (Throwable e) {
            return false;
        }
    }

    @Override
    public synchronized void close() {
        if (anchor != null) {
            Transaction.closeQuietly(anchor);
            anchor = null;
        }
    }
}
