package io.intercomsync.jdbc.internal.mysql;

import io.intercomsync.jdbc.dialect.DatabaseSessions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;

/** Makes sessions of MySQL refuse what they cannot store, limits their waits, and restores their settings. */
final class MySqlSessions implements DatabaseSessions {
    private static final String ROW_WAIT = "innodb_lock_wait_timeout";
    private static final String TABLE_WAIT = "lock_wait_timeout";

    /** How many seconds a statement waits for a lock. */
    private static final int LONGEST_WAIT = 30;
    /** How many seconds a definition waits, since readers queue behind it. */
    private static final int WAIT_TO_DEFINE = 2;

    /**
     * The settings of a session from before the sink changed them.
     *
     * @param statement the statement that restores them
     * @param tableWait how many seconds it waits for the lock of a table now
     */
    private record Session(String statement, int isolation, int tableWait) {}

    private final Map<Connection, Session> sessions = Collections.synchronizedMap(new IdentityHashMap<>());

    @Override
    public void begin(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            MySqlSettings before = MySqlSettings.read(statement, ROW_WAIT, TABLE_WAIT);
            int rowWait = Math.min(before.number(ROW_WAIT), LONGEST_WAIT);
            int tableWait = Math.min(before.number(TABLE_WAIT), LONGEST_WAIT);
            sessions.put(connection, new Session(before.restore(), connection.getTransactionIsolation(), tableWait));
            statement.execute(MySqlSettings.change(Map.of(ROW_WAIT, rowWait, TABLE_WAIT, tableWait)));
        }
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    }

    @Override
    public void end(Connection connection) throws SQLException {
        Session session = sessions.remove(connection);
        if (session != null) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(session.statement());
            }
            connection.setTransactionIsolation(session.isolation());
        }
    }

    @Override
    public void forget(Connection connection) {
        sessions.remove(connection);
    }

    @Override
    public void define(Connection connection, String sql) throws SQLException {
        Session session = sessions.get(connection);
        int usual = session == null ? LONGEST_WAIT : session.tableWait();
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION lock_wait_timeout = " + Math.min(WAIT_TO_DEFINE, usual));
            try {
                statement.execute(sql);
            } finally {
                statement.execute("SET SESSION lock_wait_timeout = " + usual);
            }
        }
    }

    @Override
    public boolean isInMemory(Connection connection) {
        return false;
    }
}
