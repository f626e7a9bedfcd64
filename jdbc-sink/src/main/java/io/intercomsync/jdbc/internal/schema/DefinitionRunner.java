package io.intercomsync.jdbc.internal.schema;

import io.intercomsync.jdbc.internal.error.LockWaitException;
import io.intercomsync.jdbc.internal.error.LoggedWait;
import io.intercomsync.jdbc.internal.sql.SinkDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Runs statements that define tables, columns and indexes. Each waits only briefly for its lock, since everybody who comes later
 * queues behind it. Then it lets them pass, and tries again until its time is over.
 */
final class DefinitionRunner {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    /** How long those may pass who queued behind a statement. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final SinkDatabase database;
    private final String schema;

    DefinitionRunner(SinkDatabase database, String schema) {
        this.database = database;
        this.schema = schema;
    }

    /**
     * Runs a definition that the sink needs.
     *
     * @param table the name of the table that it changes, as the database has it
     * @throws LockWaitException if others hold the table for too long
     */
    void run(Connection connection, String table, String sql) throws SQLException {
        run(connection, table, sql, LONGEST_WAIT);
    }

    /** Runs a definition that the sink can do without: tries once. */
    void tryOnce(Connection connection, String table, String sql) throws SQLException {
        run(connection, table, sql, Duration.ZERO);
    }

    void run(Connection connection, String table, String sql, Duration longest) throws SQLException {
        LoggedWait wait = new LoggedWait(longest);
        while (true) {
            try {
                database.define(connection, sql);
                return;
            } catch (SQLException e) {
                if (!database.errors().isLockTimeout(e)) {
                    throw e;
                }
                String held = held(connection, table, sql);
                if (!wait.again(PAUSE, () -> held)) {
                    throw new LockWaitException(
                            held + ". It was tried for " + LoggedWait.text(longest)
                                    + ", a few seconds at a time. Let that session end its transaction, or end the session;"
                                    + " then run again",
                            e,
                            database.errors());
                }
            }
        }
    }

    private String held(Connection connection, String table, String sql) {
        String holders = LockWaitException.holders(database.dialect(), connection, schema, table);
        return "Another session holds a lock on what is to be defined by " + sql
                + (holders.isEmpty() ? "" : ". " + holders);
    }
}
