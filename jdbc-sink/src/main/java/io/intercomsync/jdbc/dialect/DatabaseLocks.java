package io.intercomsync.jdbc.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Takes the lock of the writer, and finds the sessions that hold locks. The defaults take no lock and find no session. */
public interface DatabaseLocks {
    /** Takes no lock. */
    DatabaseLocks NONE = new DatabaseLocks() {};

    /**
     * Takes the lock for a place, without waiting. The lock must last until {@link #unlock}, or until the connection ends, over
     * many transactions.
     *
     * @param place the name of what only one sink may write to at a time
     * @return whether this connection now holds the lock
     */
    default boolean tryLock(Connection connection, String place) throws SQLException {
        return true;
    }

    /** Gives the lock back. */
    default void unlock(Connection connection, String place) throws SQLException {}

    /** Returns whether nobody holds the lock. The default takes it and gives it back at once. */
    default boolean isFree(Connection connection, String place) throws SQLException {
        boolean isFree = tryLock(connection, place);
        if (isFree) {
            unlock(connection, place);
        }
        return isFree;
    }

    /** Describes who holds the lock, for people; empty if nobody does or the database does not tell. */
    default String holder(Connection connection, String place) throws SQLException {
        return "";
    }

    /**
     * Describes the sessions that hold locks on tables of the schema, for people; empty if there are none or the database does not
     * tell. The sink asks after a {@linkplain DatabaseErrors#isLockTimeout lock timeout}.
     *
     * @param table the only table to look at; {@code null} for all
     */
    default String lockHolders(Connection connection, String schema, @Nullable String table) throws SQLException {
        return "";
    }
}
