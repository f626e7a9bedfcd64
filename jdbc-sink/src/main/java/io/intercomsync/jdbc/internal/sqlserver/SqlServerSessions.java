package io.intercomsync.jdbc.internal.sqlserver;

import io.intercomsync.jdbc.dialect.DatabaseSessions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;

/** Limits how long sessions of SQL Server wait for locks, and restores their settings. */
final class SqlServerSessions implements DatabaseSessions {
    /** How many milliseconds a statement waits for a lock. */
    private static final int LONGEST_WAIT = 30_000;
    /** How many milliseconds a definition waits, since readers queue behind it. */
    private static final int WAIT_TO_DEFINE = 2_000;

    /** The lock timeouts of sessions from before the sink changed them. */
    private final Map<Connection, Integer> timeouts = Collections.synchronizedMap(new IdentityHashMap<>());

    @Override
    public void begin(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery("SELECT @@LOCK_TIMEOUT")) {
                row.next();
                timeouts.put(connection, row.getInt(1));
            }
            limit(statement, LONGEST_WAIT);
        }
    }

    private static void limit(Statement statement, int milliseconds) throws SQLException {
        statement.execute("SET LOCK_TIMEOUT " + milliseconds);
    }

    @Override
    public void end(Connection connection) throws SQLException {
        Integer before = timeouts.remove(connection);
        if (before != null) {
            try (Statement statement = connection.createStatement()) {
                limit(statement, before);
            }
        }
    }

    @Override
    public void forget(Connection connection) {
        timeouts.remove(connection);
    }

    @Override
    public void define(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            limit(statement, WAIT_TO_DEFINE);
            try {
                statement.execute(sql);
            } finally {
                limit(statement, LONGEST_WAIT);
            }
        }
    }

    @Override
    public boolean isInMemory(Connection connection) {
        return false;
    }
}
