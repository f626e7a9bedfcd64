package io.intercomsync.hub.internal.store;

import io.intercomsync.error.SinkException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/** Lends connections that read, and keeps a few for the next reads. */
final class ReaderConnections implements AutoCloseable {
    private static final int MOST_IDLE = 4;

    private final Path file;
    private final Deque<HubConnection> idle = new ArrayDeque<>();
    private final Set<HubConnection> lent = new HashSet<>();
    private boolean isClosed;

    ReaderConnections(Path file) {
        this.file = file;
    }

    HubConnection take() throws SQLException {
        synchronized (this) {
            refuseClosed();
            HubConnection free = idle.poll();
            if (free != null) {
                lent.add(free);
                return free;
            }
        }
        HubConnection opened = SqliteDriver.open(file);
        try {
            HubSchema.configureReader(opened);
        } catch (SQLException e) {
            opened.close();
            throw e;
        }
        return lend(opened);
    }

    private synchronized HubConnection lend(HubConnection opened) throws SQLException {
        if (isClosed) {
            opened.close();
        }
        refuseClosed();
        lent.add(opened);
        return opened;
    }

    private void refuseClosed() {
        if (isClosed) {
            throw new SinkException("The hub " + file + " is closed");
        }
    }

    /** Takes a connection back. It keeps no statement under way. */
    synchronized void giveBack(HubConnection connection) throws SQLException {
        lent.remove(connection);
        if (isClosed || idle.size() >= MOST_IDLE) {
            connection.close();
        } else {
            idle.push(connection);
        }
    }

    /** Closes all connections, also those that are lent: their reads fail. */
    @Override
    public synchronized void close() throws SQLException {
        isClosed = true;
        for (HubConnection connection : idle) {
            connection.close();
        }
        idle.clear();
        for (HubConnection connection : lent) {
            connection.close();
        }
        lent.clear();
    }
}
