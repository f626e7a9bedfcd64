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
            + " @@SESSION.innodb_lock_wait_timeout, @@SESSION.lock_wait_timeout";

    /** Makes the server refuse values that it would otherwise cut or change, and know backslashes in texts. */
    private static final String STRICT =
            "STRICT_ALL_TABLES,STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION";

    /** How many seconds a statement waits for a lock. */
    private static final int LONGEST_WAIT = 30;
    /** How many seconds a definition waits, since readers queue behind it. */
    private static final int WAIT_TO_DEFINE = 2;

    /** The settings of a session from before the sink changed them. */
    private record Session(String statement, int isolation) {}

    private final Map<Connection, Session> sessions = Collections.synchronizedMap(new IdentityHashMap<>());

    @Override
    public void begin(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery(SETTINGS)) {
                row.next();
                String before = set(row.getString(1), row.getString(2), row.getInt(3), row.getInt(4));
                sessions.put(connection, new Session(before, connection.getTransactionIsolation()));
            }
            statement.execute(set(STRICT, "InnoDB", LONGEST_WAIT, LONGEST_WAIT));
        }
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    }

    private static String set(String mode, String engine, int rowWait, int tableWait) {
        return "SET SESSION sql_mode = '" + mode + "', SESSION default_storage_engine = '" + engine
                + "', SESSION innodb_lock_wait_timeout = " + rowWait + ", SESSION lock_wait_timeout = " + tableWait;
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
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION lock_wait_timeout = " + WAIT_TO_DEFINE);
            try {
                statement.execute(sql);
            } finally {
                statement.execute("SET SESSION lock_wait_timeout = " + LONGEST_WAIT);
            }
        }
    }

    @Override
    public boolean isInMemory(Connection connection) {
        return false;
    }
}
