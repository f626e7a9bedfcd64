package io.intercomsync.jdbc.internal.sql;

import io.intercomsync.jdbc.dialect.DatabaseSessions;
import java.sql.Connection;
import java.sql.SQLException;

/** Runs work in a transaction. */
public final class Transaction {
    private Transaction() {}

    /** Does work in a transaction. */
    @FunctionalInterface
    public interface Work {
        /** Does the work, and returns whether to commit it. */
        boolean run() throws SQLException;
    }

    /** Runs the work; rolls it back if it throws or says so, where the database can. */
    public static void run(Connection connection, DatabaseSessions sessions, Work work) throws SQLException {
        if (!sessions.hasTransactions()) {
            work.run();
            return;
        }
        sessions.beginTransaction(connection);
        boolean isCommitted = false;
        try {
            if (work.run()) {
                connection.commit();
                isCommitted = true;
            }
        } finally {
            end(connection, sessions, isCommitted);
        }
    }

    /**
     * Closes a connection that is broken: that it cannot roll back must not hide why it broke. A driver or a pool may throw
     * anything.
     */
    private static void end(Connection connection, DatabaseSessions sessions, boolean isCommitted) {
        try {
            if (!isCommitted) {
                sessions.rollback(connection);
            }
            connection.setAutoCommit(true);
        } catch (Throwable broken) {
            closeQuietly(connection);
        }
    }

    /** Closes a connection, even a broken one. */
    public static void closeQuietly(Connection connection) {
        try {
            connection.close();
        } catch (Throwable e) {
            // It is closed already, or of no use.
        }
    }
}
