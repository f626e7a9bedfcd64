package io.intercomsync.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Runs statements that define tables, columns and indexes. Each waits only briefly for its lock, since all who come after it
 * wait behind it. Then it lets them pass, and tries again until its time is over.
 */
final class Definitions {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    /** So long those pass who waited behind a statement. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Engine engine;
    private final String schema;

    Definitions(Engine engine, String schema) {
        this.engine = engine;
        this.schema = schema;
    }

    /**
     * Defines what the sink cannot do without.
     *
     * @param table the table that it changes, as the database has its name
     * @throws LockWaitException if others hold the table for too long
     */
    void run(Connection connection, String table, String sql) throws SQLException {
        run(connection, table, sql, LONGEST_WAIT);
    }

    /** Defines what the sink can do without: it tries once. */
    void tryOnce(Connection connection, String table, String sql) throws SQLException {
        run(connection, table, sql, Duration.ZERO);
    }

    void run(Connection connection, String table, String sql, Duration longest) throws SQLException {
        LoggedWait wait = new LoggedWait(longest);
        while (true) {
            try {
                engine.define(connection, sql);
                return;
            } catch (SQLException e) {
                if (!engine.isLockTimeout(e)) {
                    throw e;
                }
                String held = held(connection, table, sql);
                if (!wait.again(PAUSE, () -> held)) {
                    throw new LockWaitException(
                            held + ". It was tried for " + LoggedWait.text(longest)
                                    + ", a few seconds at a time. Let that session end its transaction, or end the session;"
                                    + " then run again",
                            e);
                }
            }
        }
    }

    private String held(Connection connection, String table, String sql) {
        String holders = engine.lockHolders(connection, schema, table);
        return "Another session holds a lock on what is to be defined by " + sql
                + (holders.isEmpty() ? "" : ". " + holders);
    }
}
