package io.intercomsync.jdbc.internal.connect;

import io.intercomsync.error.SinkException;
import io.intercomsync.jdbc.dialect.Dialect;
import io.intercomsync.jdbc.internal.sql.SinkDatabase;
import io.intercomsync.sink.UnitSize;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds the sink's connections: one to write by, which holds the writer's place as long as it lives, and one to read by for each
 * thread that reads at the moment. Broken connections are replaced.
 */
public final class Connections implements AutoCloseable {
    private final ConnectionSource source;
    private final List<Dialect> candidates;
    private final ConnectionOpener opener;
    private final ReaderPool readers;
    private final WriterPlaces places;
    /** Is written only under the lock, but read without it: a writer that waits for its place holds the lock. */
    private volatile @Nullable Connection writer;

    private boolean isWriting;
    private boolean isClosedMeanwhile;
    private int runs;

    /** @param wait how long to wait while another process holds the writer's place */
    public Connections(ConnectionSource source, List<Dialect> candidates, Duration wait) {
        this.source = source;
        this.candidates = candidates;
        this.opener = new ConnectionOpener(source, candidates, wait);
        this.readers = new ReaderPool(opener);
        this.places = new WriterPlaces(wait);
    }

    /** Returns whether the database is known: a connection was opened, or the dialect is given. */
    public boolean isKnown() {
        return opener.isKnown();
    }

    /** Returns the database, after a connection was opened. */
    public SinkDatabase database() {
        return opener.database();
    }

    /** Returns how much is best stored in one transaction. */
    public UnitSize unitSize() {
        return opener.unitSize();
    }

    /** Begins a run, and returns whether it is the only one. It waits for the writer's place once; later it tries without waiting. */
    public synchronized boolean beginRun(String place) throws SQLException {
        runs++;
        Connection open = openWriter();
        if (!isWriting) { // taking a place now could end the transaction of that write
            take(open, place);
        }
        return runs == 1;
    }

    /**
     * Ends a run. The last one gives back the writer's place and closes everything, unless the database would end with its last
     * connection: then this stays open.
     *
     * @return whether everything is closed
     */
    public synchronized boolean endRun() {
        runs = Math.max(0, runs - 1);
        if (runs > 0) {
            return false;
        }
        places.endWaiting();
        if (writer != null && holdsDatabase(writer)) {
            if (!isWriting) {
                places.giveBack(writer, database());
            }
            return false;
        }
        close();
        return true;
    }

    private boolean holdsDatabase(Connection connection) {
        try {
            return database().sessions().isInMemory(connection);
        } catch (SQLException e) {
            return false; // it is broken
        }
    }

    /**
     * Returns the connection to write by, which holds the place. It is for the thread that writes, until it
     * {@linkplain #endWriting ends}. Call it again if that connection breaks.
     *
     * @param place the name of what only one sink may write to at a time
     */
    public synchronized Connection beginWriting(String place) throws SQLException {
        if (isClosedMeanwhile) {
            throw new SinkException("The sink was closed before its changes were stored");
        }
        isWriting = false; // a repeated write may need another connection
        try {
            Connection open = openWriter();
            take(open, place);
            return open;
        } finally {
            isWriting = true;
        }
    }

    /** Returns whether there is a connection to write by. */
    public boolean isConnected() {
        return writer != null;
    }

    /** Gives up the connection to write by, which was lost: some drivers still call it valid. The next write takes another one. */
    public synchronized void dropWriter() {
        Connection lost = writer;
        if (lost != null) {
            if (ConnectionOpener.isAlive(lost)) {
                opener.end(lost, places.held());
            }
            dropBrokenWriter(lost);
        }
    }

    /** Returns whether the connection to write by is broken. It is for the thread that writes. */
    public boolean isBroken() {
        Connection open = writer;
        return open == null || !ConnectionOpener.isAlive(open);
    }

    private Connection openWriter() {
        if (writer != null && !isWriting && !ConnectionOpener.isAlive(writer)) {
            dropBrokenWriter(writer);
        }
        Connection open = writer;
        if (open == null) {
            open = opener.open(false);
            try {
                refuseSharedSessions(open);
            } catch (SQLException e) {
                opener.end(open, Set.of());
                throw opener.failure().of(e, false);
            } catch (Throwable e) {
                opener.end(open, Set.of());
                throw e;
            }
            opener.begin(open);
            writer = open;
        }
        return open;
    }

    /** Returns whether this sink holds a writer's place. */
    public boolean holds(String place) {
        return places.holds(place);
    }

    /** Returns the address of the database, as far as it is known before a connection is opened. */
    public Optional<DatabaseAddress> address() {
        return source.address();
    }

    /** Returns the name of the user; empty if it is not known before a connection is opened. */
    public String user() {
        return source.user();
    }

    /**
     * Looks at the database by a connection that is closed afterwards. It waits neither for a writer's place nor for a process that has
     * the file of the database.
     *
     * @throws SinkException if there is no connection
     */
    public void look(DatabaseLook look) {
        try {
            if (opener.isAnchored()) { // a database in memory is reached through this one alone
                opener.look(look, writer == null, isPool());
                return;
            }
            try (ConnectionOpener once = new ConnectionOpener(source, candidates, Duration.ZERO)) {
                once.look(look, writer == null, isPool());
            }
        } catch (SQLException e) {
            throw opener.failure().of(e, false);
        }
    }

    private void refuseSharedSessions(Connection first) throws SQLException {
        if (database().sessions().mayBeShared()) {
            readers.refuseShared(first, isPool());
        }
    }

    /** Ends a write. Returns whether the sink was closed meanwhile; then nothing is left open. */
    public synchronized boolean endWriting() {
        isWriting = false;
        if (isClosedMeanwhile) {
            close();
            return true;
        }
        return false;
    }

    private void take(Connection connection, String place) throws SQLException {
        places.take(connection, database(), place, runs > 0);
    }

    private void dropBrokenWriter(Connection broken) {
        opener.close(broken);
        writer = null;
        places.forget();
        opener.dropBroken();
    }

    /** Returns a connection to read by. {@linkplain #giveBack Give it back} afterwards. */
    public Connection reader() {
        return readers.take(writer != null && isPool());
    }

    /** Returns whether the source may be a pool. */
    public boolean isPool() {
        return !(source instanceof UrlSource);
    }

    public void giveBack(Connection reader) {
        readers.giveBack(reader);
    }

    /** Keeps the connection for a stream, until the stream {@linkplain #endStream ends} or the sink is closed. */
    public void keepForStream(Connection reader) {
        readers.keepForStream(reader);
    }

    public void endStream(Connection reader) {
        readers.endStream(reader);
    }

    /** Closes all idle connections. A write or read that is under way closes its connection when it ends. */
    @Override
    public synchronized void close() {
        isClosedMeanwhile = isWriting;
        readers.close();
        if (isWriting) {
            return;
        }
        Connection open = writer;
        if (open != null) {
            opener.end(open, places.held());
        }
        writer = null;
        places.forget();
        places.endWaiting();
        opener.close();
    }
}
