package io.intercomsync.jdbc.internal.snowflake;

import io.intercomsync.jdbc.dialect.DatabaseSessions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Limits how long sessions of Snowflake wait for locks. */
final class SnowflakeSessions implements DatabaseSessions {
    /** A MERGE waits for another one of the same table; 12 hours are the default of the database. */
    private static final int LONGEST_WAIT = 300;

    @Override
    public void begin(Connection connection) throws SQLException {
        execute(connection, "ALTER SESSION SET LOCK_TIMEOUT = " + LONGEST_WAIT);
    }

    @Override
    public void end(Connection connection) throws SQLException {
        execute(connection, "ALTER SESSION UNSET LOCK_TIMEOUT");
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public boolean isInMemory(Connection connection) {
        return false;
    }
}
