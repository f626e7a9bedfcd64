package io.intercomsync.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

/** A lock was not given in time. The message says who holds it, and what to do. */
final class LockWaitException extends SQLException {
    private static final long serialVersionUID = 1;

    LockWaitException(String message, SQLException cause) {
        super(message, cause.getSQLState(), cause.getErrorCode(), Failures.withoutData(cause));
    }

    /**
     * The same fault with the sessions that hold locks, where it is one of a lock, does not tell them yet, and the database does.
     *
     * @param connection one that is in no transaction
     */
    static SQLException explained(SQLException e, Engine engine, Connection connection, String schema) {
        boolean isTold = e instanceof LockWaitException;
        String holders = !isTold && engine.isLockTimeout(e) ? engine.lockHolders(connection, schema, null) : "";
        return holders.isEmpty()
                ? e
                : new LockWaitException(
                        "A lock that another session holds was not given in time. " + holders
                                + ". Let that session end its transaction, or end the session; then run again",
                        e);
    }
}
