package io.intercomsync.jdbc;

import io.intercomsync.error.SinkException;
import io.intercomsync.sink.UnitSize;
import java.sql.Connection;
import java.sql.SQLException;
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
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Source source;
    private final Duration wait;
    private final Opening opening;
    private final Readers readers;
    private final Set<String> places = new HashSet<>();
    /** Is written under the lock alone, but read without it: the lock is held for as long as the writer waits for its place. */
    private volatile @Nullable Connection writer;

    private boolean isWriting;
    private boolean isClosedMeanwhile;
    private int runs;
    private boolean hasWaited;

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

    /** A run begins. It waits for the writer's place once: a place that it did not get, it then only looks for. */
    synchronized void beginRun(String place) throws SQLException {
        runs++;
        Connection open = openWriter();
        if (!isWriting) { // a place that is taken now could end the transaction of that write
            take(open, place);
        }
    }

    /**
     * A run has ended. The last one closes everything, unless the database would go with its last connection.
     *
     * @return whether everything is closed
     */
    synchronized boolean endRun() {
        runs = Math.max(0, runs - 1);
        if (runs > 0) {
            return false;
        }
        hasWaited = false;
        if (writer != null && holdsDatabase(writer)) {
            return false;
        }
        close();
        return true;
    }

    private boolean holdsDatabase(Connection connection) {
        try {
            return engine().isInMemory(connection);
        } catch (SQLException e) {
            return false; // it is broken
        }
    }

    /**
     * The connection to write by, which holds the place of that name. It is only for the thread that writes, which says when it
     * {@linkplain #endWriting ends}.
     *
     * @param place what only one may write to
     */
    synchronized Connection beginWriting(String place) throws SQLException {
        Connection open = openWriter();
        take(open, place);
        isWriting = true;
        return open;
    }

    private Connection openWriter() {
        if (writer != null && !isWriting && !isAlive(writer)) {
            dropBrokenWriter(writer);
        }
        Connection open = writer;
        if (open == null) {
            open = opening.open(false);
            try {
                refuseSharedSessions(open);
            } catch (SQLException e) {
                opening.end(open, Set.of());
                throw ConnectFailures.of(e, false);
            } catch (RuntimeException e) {
                opening.end(open, Set.of());
                throw e;
            }
            opening.begin(open);
            writer = open;
        }
        return open;
    }

    private void refuseSharedSessions(Connection first) throws SQLException {
        if (engine().mayShareSessions()) {
            Connection second = readers.openAnother(isPool());
            try {
                engine().refuseSharedSessions(first, second);
            } finally {
                opening.end(second, Set.of());
            }
        }
    }

    /** Says whether the sink was closed meanwhile; then nothing is left open. */
    synchronized boolean endWriting() {
        isWriting = false;
        if (isClosedMeanwhile) {
            close();
            return true;
        }
        return false;
    }

    private void take(Connection connection, String place) throws SQLException {
        if (places.contains(place)) {
            return;
        }
        LoggedWait waiting = new LoggedWait(hasWaited ? Duration.ZERO : wait);
        while (!engine().tryLock(connection, place)) {
            String holder = engine().holder(connection, place);
            String taken =
                    "Another run has the place of the writer of " + place + (holder.isEmpty() ? "" : ": " + holder);
            if (!waiting.again(PAUSE, () -> taken)) {
                hasWaited = runs > 0;
                throw new SinkException(taken + ". It was waited for, for " + LoggedWait.text(wait)
                        + ". Only one may write at a time: let that run end or, if it is not writing, close the sink that it"
                        + " used or end the program");
            }
        }
        places.add(place);
    }

    private void dropBrokenWriter(Connection broken) {
        opening.close(broken);
        writer = null;
        places.clear();
        opening.dropBroken();
    }

    static boolean isAlive(Connection connection) {
        try {
            return connection.isValid(SECONDS_TO_ANSWER);
        } catch (SQLException e) {
            return false;
        }
    }

    /** A connection to read by, to be {@linkplain #giveBack given back}. */
    Connection reader() {
        return readers.take(writer != null && isPool());
    }

    private boolean isPool() {
        return !(source instanceof UrlSource);
    }

    void giveBack(Connection reader) {
        readers.giveBack(reader);
    }

    /** A stream reads by the connection until it {@linkplain #endStream ends}, or the sink is closed. */
    void keepForStream(Connection reader) {
        readers.keepForStream(reader);
    }

    void endStream(Connection reader) {
        readers.endStream(reader);
    }

    /** Closes all that is not at work. A write or a read that is under way goes on, and closes its connection at its end. */
    @Override
    public synchronized void close() {
        isClosedMeanwhile = isWriting;
        readers.close();
        if (isWriting) {
            return;
        }
        Connection open = writer;
        if (open != null) {
            opening.end(open, Set.copyOf(places));
        }
        writer = null;
        places.clear();
        hasWaited = false;
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
