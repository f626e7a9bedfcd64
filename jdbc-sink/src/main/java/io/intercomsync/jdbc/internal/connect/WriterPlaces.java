package io.intercomsync.jdbc.internal.connect;

import io.intercomsync.error.SinkException;
import io.intercomsync.jdbc.dialect.DatabaseLocks;
import io.intercomsync.jdbc.internal.error.LoggedWait;
import io.intercomsync.jdbc.internal.sql.SinkDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Takes the writer's places of a sink, waits for them, and gives them back. It changes only under the lock of {@link Connections}. */
final class WriterPlaces {
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Duration wait;
    private final Set<String> held = ConcurrentHashMap.newKeySet();
    private boolean hasWaited;

    /** @param wait how long to wait while another process holds a place */
    WriterPlaces(Duration wait) {
        this.wait = wait;
    }

    boolean holds(String place) {
        return held.contains(place);
    }

    Set<String> held() {
        return Set.copyOf(held);
    }

    /**
     * Takes a place unless the sink has it.
     *
     * @param isInRun whether a run has begun, which waits only once
     * @throws SinkException if another process keeps it for too long
     */
    void take(Connection connection, SinkDatabase database, String place, boolean isInRun) throws SQLException {
        if (held.contains(place)) {
            return;
        }
        LoggedWait waiting = new LoggedWait(hasWaited ? Duration.ZERO : wait);
        DatabaseLocks locks = database.locks();
        while (!locks.tryLock(connection, place)) {
            if (!waiting.again(PAUSE, () -> taken(connection, locks, place))) {
                hasWaited = isInRun;
                throw new SinkException(taken(connection, locks, place) + ". This run waited for it for "
                        + LoggedWait.text(wait)
                        + ". Only one may write at a time: let that run end or, if it is not writing, close the sink that it"
                        + " used or end the program");
            }
        }
        held.add(place);
        database.sessions().markWriter(connection, Instant.now());
    }

    private static String taken(Connection connection, DatabaseLocks locks, String place) {
        String taken = "Another run has the place of the writer of " + place;
        try {
            String holder = locks.holder(connection, place);
            return holder.isEmpty() ? taken : taken + ": " + holder;
        } catch (SQLException e) {
            return taken; // the next try tells if the connection is broken
        }
    }

    /** Gives all places back. */
    void giveBack(Connection connection, SinkDatabase database) {
        try {
            for (String place : held) {
                database.locks().unlock(connection, place);
            }
            held.clear();
        } catch (SQLException e) {
            // The connection is broken; it is replaced when it is next used.
        }
    }

    /** Forgets the places, which ended with their connection. */
    void forget() {
        held.clear();
    }

    /** Lets the next run wait again. */
    void endWaiting() {
        hasWaited = false;
    }
}
