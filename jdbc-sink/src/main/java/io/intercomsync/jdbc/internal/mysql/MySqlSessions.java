package io.intercomsync.jdbc.internal.mysql;

import io.intercomsync.jdbc.dialect.DatabaseSessions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;

/** Makes sessions of MySQL refuse what they cannot store, limits their waits, and restores their settings. */
final class MySqlSessions implements DatabaseSessions {
    private static final String SETTINGS = "SELECT @@SESSION.sql_mode, @@SESSION.default_storage_engine,"
            + " @@SESSION.innodb_lock_wait_timeout, @@SESSION.lock_wait_timeout,"
            + " @@SESSION.sql_safe_updates";

    /** Makes the server refuse values that it would otherwise cut or change, and know backslashes in texts. */
    private static final String STRICT =
            "STRICT_ALL_TABLES,STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION";

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
            String limited;
            try (ResultSet row = statement.executeQuery(SETTINGS)) {
                row.next();
                int rowWait = row.getInt(3);
                int tableWait = row.getInt(4);
                String before = set(row.getString(1), row.getString(2), rowWait, tableWait, row.getInt(5));
                int limit = Math.min(tableWait, LONGEST_WAIT);
                sessions.put(connection, new Session(before, connection.getTransactionIsolation(), limit));
                limited = set(STRICT, "InnoDB", Math.min(rowWait, LONGEST_WAIT), limit, 0);
            }
            statement.execute(limited);
        }
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    }

    /** @param safe 1 to refuse statements that go through a table without a key */
    private static String set(String mode, String engine, int rowWait, int tableWait, int safe) {
        return "SET SESSION sql_mode = '" + mode + "', SESSION default_storage_engine = '" + engine
                + "', SESSION innodb_lock_wait_timeout = " + rowWait + ", SESSION lock_wait_timeout = " + tableWait
                + ", SESSION sql_safe_updates = " + safe;
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
