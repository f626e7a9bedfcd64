package io.intercomsync.jdbc.internal.mariadb;

import io.intercomsync.error.SinkException;
import io.intercomsync.jdbc.dialect.DatabaseSessions;
import io.intercomsync.jdbc.internal.mysql.MySqlSettings;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;

/** Makes sessions of MariaDB refuse what they cannot store, limits their waits, and restores their settings. */
final class MariaDbSessions implements DatabaseSessions {
    private static final String ROW_WAIT = "innodb_lock_wait_timeout";
    private static final String TABLE_WAIT = "lock_wait_timeout";
    private static final String NET_WRITE = "net_write_timeout";

    /** How many seconds a statement waits for the lock of a row or of a table. */
    private static final int LONGEST_LOCK_WAIT = 30;

    /** How many seconds the server waits for a client that reads slowly. */
    private static final int SLOW_READER_WAIT = 3_600;

    private final Map<Connection, Session> sessions = Collections.synchronizedMap(new IdentityHashMap<>());

    /**
     * Keeps the settings of a session from before the sink changed them.
     *
     * @param statement the statement that restores them
     */
    private record Session(String statement, int isolation) {}

    @Override
    public void begin(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            refuseOthers(statement);
            MySqlSettings before = MySqlSettings.read(statement, ROW_WAIT, TABLE_WAIT, NET_WRITE);
            sessions.put(connection, new Session(before.restore(), connection.getTransactionIsolation()));
            statement.execute(MySqlSettings.change(Map.of(
                    ROW_WAIT, atMost(before.number(ROW_WAIT)),
                    TABLE_WAIT, atMost(before.number(TABLE_WAIT)),
                    NET_WRITE, SLOW_READER_WAIT)));
        }
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    }

    /** Keeps a shorter limit that somebody has set. */
    private static int atMost(int wait) {
        return Math.min(wait, LONGEST_LOCK_WAIT);
    }

    /** MySQL speaks the same protocol, but lacks the collation and statements that this dialect uses. */
    private static void refuseOthers(Statement statement) throws SQLException {
        String version;
        try (ResultSet row = statement.executeQuery("SELECT VERSION()")) {
            row.next();
            version = String.valueOf(row.getString(1));
        }
        if (!version.contains("MariaDB")) {
            throw new SinkException("The server is not MariaDB: it calls itself " + version
                    + ". Connect to a server of MariaDB, or give the builder a dialect for this database");
        }
    }

    @Override
    public void end(Connection connection) throws SQLException {
        Session session = sessions.remove(connection);
        if (session == null) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute(session.statement());
        }
        connection.setTransactionIsolation(session.isolation());
    }

    @Override
    public void forget(Connection connection) {
        sessions.remove(connection);
    }

    /** Waits two seconds for a lock, since readers queue behind it; then the statement may take as long as a large table needs. */
    @Override
    public void define(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET STATEMENT lock_wait_timeout = 2, innodb_lock_wait_timeout = 2 FOR " + sql);
        }
    }

    @Override
    public boolean isInMemory(Connection connection) {
        return false;
    }
}
