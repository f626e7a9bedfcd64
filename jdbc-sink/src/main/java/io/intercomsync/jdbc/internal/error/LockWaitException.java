package io.intercomsync.jdbc.internal.error;

import io.intercomsync.jdbc.dialect.DatabaseErrors;
import io.intercomsync.jdbc.dialect.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A lock was not given in time. The message says who holds it and what to do. */
public final class LockWaitException extends SQLException {
    private static final long serialVersionUID = 1;

    public LockWaitException(String message, SQLException cause, DatabaseErrors errors) {
        super(message, cause.getSQLState(), cause.getErrorCode(), SinkFailure.withoutData(cause, errors));
    }

    /**
     * Returns the error with the sessions that hold locks, if it is a lock timeout that does not name them yet and the database
     * tells them; else the error itself.
     *
     * @param connection a connection that is in no transaction
     */
    public static SQLException explained(SQLException e, Dialect dialect, Connection connection, String schema) {
        if (e instanceof LockWaitException || !dialect.errors().isLockTimeout(e)) {
            return e;
        }
        String holders = holders(dialect, connection, schema, null);
        return holders.isEmpty()
                ? e
                : new LockWaitException(
                        "A lock that another session holds was not given in time. " + holders
                                + ". Let that session end its transaction, or end the session; then run again",
                        e,
                        dialect.errors());
    }

    /** Describes the sessions that hold locks; empty if that fails: the error that it explains says more. */
    public static String holders(Dialect dialect, Connection connection, String schema, @Nullable String table) {
        try {
            return dialect.locks().lockHolders(connection, schema, table);
        } catch (SQLException e) {
            return "";
        }
    }
}
