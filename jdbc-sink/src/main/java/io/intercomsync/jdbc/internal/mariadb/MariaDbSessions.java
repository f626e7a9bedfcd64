package io.intercomsync.jdbc.internal.mariadb;

import io.intercomsync.error.SinkException;
import io.intercomsync.jdbc.dialect.DatabaseSessions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;

/** Makes sessions of MariaDB refuse what they cannot store, limits their waits, and restores their settings. */
final class MariaDbSessions implements DatabaseSessions {
    private static final String SETTINGS = "SELECT VERSION(), @@sql_mode, @@default_storage_engine,"
            + " @@innodb_lock_wait_timeout, @@lock_wait_timeout, @@net_write_timeout, @@sql_safe_updates";

    /** Makes the server refuse values that it would otherwise cut or change, and know backslashes in texts. */
    private static final String STRICT =
            "STRICT_ALL_TABLES,STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION";

    /** How many seconds a statement waits for the lock of a row or of a table. */
    private static final int LONGEST_LOCK_WAIT = 30;

    /** How many seconds the server waits for a reader that takes its time. */
    private static final int PATIENCE = 3_600;

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
            String limited;
            try (ResultSet row = statement.executeQuery(SETTINGS)) {
                row.next();
                refuseOthers(row.getString(1));
                int rowWait = row.getInt(4);
                int tableWait = row.getInt(5);
                String before =
                        set(row.getString(2), row.getString(3), rowWait, tableWait, row.getInt(6), row.getInt(7));
                sessions.put(connection, new Session(before, connection.getTransactionIsolation()));
                limited = set(STRICT, "InnoDB", atMost(rowWait), atMost(tableWait), PATIENCE, 0);
            }
            statement.execute(limited);
        }
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    }

    /** Keeps a shorter limit that somebody has set. */
    private static int atMost(int wait) {
        return Math.min(wait, LONGEST_LOCK_WAIT);
    }

    /** @param safe 1 to refuse statements that go through a table without a key */
    private static String set(String mode, String engine, int rowWait, int tableWait, int netWrite, int safe) {
        return "SET SESSION sql_mode = '" + mode + "', default_storage_engine = '" + engine
                + "', innodb_lock_wait_timeout = " + rowWait + ", lock_wait_timeout = " + tableWait
                + ", net_write_timeout = " + netWrite + ", sql_safe_updates = " + safe;
    }

    /** MySQL speaks the same protocol, but lacks the collation and statements that this dialect uses. */
    private static void refuseOthers(String version) {
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
