package io.intercomsync.jdbc;

import io.intercomsync.sink.UnitSize;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The sink's connections: one that writes, which holds the writer's place as long as it lives, and as many to read by as
 * threads read at once. Broken ones are replaced.
 */
final class Connections implements AutoCloseable {
    private static final int SECONDS_TO_ANSWER = 10;

    private final Source source;
    private final Duration wait;
    private final Opening opening;
    private final Readers readers;
    private final Set<String> places = new HashSet<>();
    /** Is written under the lock alone, but read without it: the lock is held for as long as the writer waits for its place. */
    private volatile @Nullable Connection writer;

    private boolean isWriting;

    /** Opens connections. */
    @FunctionalInterface
    interface Source {
        Connection open() throws SQLException;
    }

    /** @param wait how long to wait while another process holds the writer's place */
    Connections(Source source, @Nullable Dialect dialect, Duration wait) {
        this.source = source;
        this.wait = wait;
        this.opening = new Opening(source, dialect, wait);
        this.readers = new Readers(opening);
    }

    /** The engine of the database; a connection must have been opened before. */
    Engine engine() {
        return opening.engine();
    }

    /** How much is best stored in one transaction; a usual measure, as long as nothing was opened. */
    UnitSize unitSize() {
        return opening.unitSize();
    }

    /**
     * The connection to write by, which holds the place of that name. It is only for the thread that writes, which says when it
     * {@linkplain #endWriting ends}.
     *
     * @param place what only one may write to
     */
    synchronized Connection beginWriting(String place) throws SQLException {
        Connection alive = writer;
        if (alive != null && !isAlive(alive)) {
            dropWriter();
        }
        Connection open = openWriter();
        take(open, place);
        isWriting = true;
        return open;
    }

    private Connection openWriter() throws SQLException {
        Connection open = writer;
        if (open == null) {
            open = opening.open();
            writer = open;
        }
        return open;
    }

    synchronized void endWriting() {
        isWriting = false;
    }

    /**
     * Takes the writer's place before the first write, unless it is held. A broken connection is left to that write, and a place
     * that is new while another write is under way as well: to take it could end that one's transaction.
     */
    synchronized void takePlace(String place) throws SQLException {
        Connection open = openWriter();
        if (!isWriting) {
            take(open, place);
        }
    }

    private void take(Connection connection, String place) throws SQLException {
        if (!places.contains(place)) {
            engine().lock(connection, place, wait);
            places.add(place);
        }
    }

    private void dropWriter() {
        Connection dropped = writer;
        if (dropped != null) {
            leavePlaces(dropped);
            closeQuietly(dropped);
        }
        writer = null;
        places.clear();
        opening.dropBroken();
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

    static boolean isAlive(Connection connection) {
        try {
            return connection.isValid(SECONDS_TO_ANSWER);
        } catch (SQLException e) {
            return false;
        }
    }

    /** A connection to read by, to be {@linkplain #giveBack given back}. */
    Connection reader() throws SQLException {
        return readers.take();
    }

    void giveBack(Connection reader) {
        readers.giveBack(reader);
    }

    /**
     * Whether it looks as if a pool had no connection left to read by: the database can be reached, since the writer's is open.
     * Not every pool gives an SQLState.
     */
    boolean isOfSmallPool(SQLException e) {
        String state = Failures.state(e);
        return writer != null
                && !(source instanceof UrlSource)
                && (state.isEmpty() || state.startsWith("08") || e instanceof SQLTimeoutException);
    }

    @Override
    public synchronized void close() {
        dropWriter();
        readers.close();
        opening.close();
    }

    static void closeQuietly(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            // It is gone already.
        }
    }
}
