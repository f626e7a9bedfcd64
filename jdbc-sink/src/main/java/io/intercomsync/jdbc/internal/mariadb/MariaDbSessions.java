package io.intercomsync.jdbc.internal.mariadb;

import io.intercomsync.error.SinkException;
import io.intercomsync.jdbc.dialect.DatabaseSessions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;

/** Makes sessions of MariaDB refuse what they cannot store, limits their waits, and restores their settings. */
final class MariaDbSessions implements DatabaseSessions {
    private static final String SETTINGS = "SELECT VERSION(), @@sql_mode, @@default_storage_engine,"
            + " @@innodb_lock_wait_timeout, @@net_write_timeout";

    /** Makes the server refuse values that it would otherwise cut or change, and know backslashes in texts. */
    private static final String STRICT =
            "STRICT_ALL_TABLES,STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION";

    /** How many seconds a statement waits for the lock of a row. */
    private static final int LONGEST_LOCK_WAIT = 30;

    /** How many seconds the server waits for a reader that takes its time. */
    private static final int PATIENCE = 3_600;

    /** How many milliseconds to wait for an answer: a server that is gone never answers. */
    private static final int NETWORK_TIMEOUT = 300_000;

    private static final int NETWORK_TIMEOUT_TO_DEFINE = 3_600_000;
    private static final int NETWORK_TIMEOUT_TO_END = 10_000;

    private final Map<Connection, Session> sessions = Collections.synchronizedMap(new IdentityHashMap<>());

    /**
     * Keeps the settings of a session from before the sink changed them.
     *
     * @param statement the statement that restores them
     * @param networkTimeout milliseconds; 0 for no limit, negative if it cannot be set
     */
    private record Session(String statement, int isolation, int networkTimeout) {}

    @Override
    public void begin(Connection connection) throws SQLException {
        int networkTimeout = networkTimeout(connection);
        if (networkTimeout == 0) {
            connection.setNetworkTimeout(Runnable::run, NETWORK_TIMEOUT);
        }
        try (Statement statement = connection.createStatement()) {
            int lockWait;
            try (ResultSet row = statement.executeQuery(SETTINGS)) {
                row.next();
                refuseOthers(row.getString(1));
                lockWait = Math.min(row.getInt(4), LONGEST_LOCK_WAIT);
                String before = set(row.getString(2), row.getString(3), row.getInt(4), row.getInt(5));
                sessions.put(connection, new Session(before, connection.getTransactionIsolation(), networkTimeout));
            }
            statement.execute(set(STRICT, "InnoDB", lockWait, PATIENCE));
        }
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    }

    private static String set(String mode, String engine, int lockWait, int netWrite) {
        return "SET SESSION sql_mode = '" + mode + "', default_storage_engine = '" + engine
                + "', innodb_lock_wait_timeout = " + lockWait + ", net_write_timeout = " + netWrite;
    }

    /** MySQL speaks the same protocol, but lacks the collation and statements that this dialect uses. */
    private static void refuseOthers(String version) {
        if (!version.contains("MariaDB")) {
            throw new SinkException("The server is not MariaDB: it calls itself " + version
                    + ". Connect to a server of MariaDB, or give the builder a dialect for this database");
        }
    }

    @Override
    public void beginEnd(Connection connection) throws SQLException {
        Session session = sessions.get(connection);
        if (session != null && session.networkTimeout() >= 0) {
            connection.setNetworkTimeout(Runnable::run, NETWORK_TIMEOUT_TO_END);
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
        if (session.networkTimeout() >= 0) {
            connection.setNetworkTimeout(Runnable::run, session.networkTimeout());
        }
    }

    @Override
    public void forget(Connection connection) {
        sessions.remove(connection);
    }

    /** Waits two seconds for a lock, since readers queue behind it; then the statement may take as long as a large table needs. */
    @Override
    public void define(Connection connection, String sql) throws SQLException {
        Session session = sessions.get(connection);
        boolean isLimited = session != null && session.networkTimeout() == 0;
        if (isLimited) {
            connection.setNetworkTimeout(Runnable::run, NETWORK_TIMEOUT_TO_DEFINE);
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET STATEMENT lock_wait_timeout = 2, innodb_lock_wait_timeout = 2 FOR " + sql);
        } finally {
            if (isLimited && !connection.isClosed()) {
                connection.setNetworkTimeout(Runnable::run, NETWORK_TIMEOUT);
            }
        }
    }

    private static int networkTimeout(Connection connection) throws SQLException {
        try {
            return connection.getNetworkTimeout();
        } catch (SQLFeatureNotSupportedException | AbstractMethodError e) {
            return -1;
        }
    }

    @Override
    public boolean isInMemory(Connection connection) {
        return false;
    }
}
