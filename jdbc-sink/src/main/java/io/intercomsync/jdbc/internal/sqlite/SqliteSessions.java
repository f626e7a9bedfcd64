package io.intercomsync.jdbc.internal.sqlite;

import static java.util.Objects.requireNonNull;

import io.intercomsync.error.SinkException;
import io.intercomsync.jdbc.dialect.DatabaseSessions;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sets up connections of SQLite. The writer turns on the write-ahead log, so that readers never wait. Each commit is on the disk when it
 * returns: {@code synchronous = FULL}. With {@code NORMAL}, a power failure could undo units whose checkpoint is already in another
 * store.
 */
final class SqliteSessions implements DatabaseSessions {
    private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+)\\.(\\d+).*");
    /** Before 3.51.3 two connections that write and move the log at the same instant could lose committed pages. */
    private static final int OLDEST = 3_051_003;

    /** How many milliseconds a statement waits for another connection that writes. */
    private static final int BUSY_TIMEOUT = 10_000;

    private static final String END = ";\n";

    private final Map<Connection, Session> sessions = Collections.synchronizedMap(new IdentityHashMap<>());

    /**
     * A connection as it was before the sink set it up.
     *
     * @param file its file
     * @param key what the system knows the file by
     */
    private record Session(Path file, Object key, String busyTimeout, String synchronous) {}

    /** Returns a script of statements that {@link #define} runs in one transaction. */
    static String script(String... statements) {
        return String.join(END, statements);
    }

    @Override
    public void begin(Connection connection) throws SQLException {
        refuseOld(value(connection, "SELECT sqlite_version()"));
        Path file = SqliteFile.of(connection);
        if (file == null) {
            throw new SinkException(
                    "The sink cannot use a database of SQLite in memory: it uses several connections, and"
                            + " each would have a database of its own. Name a file, as in jdbc:sqlite:warehouse.db");
        }
        sessions.put(
                connection,
                new Session(
                        file,
                        SqliteFile.key(file),
                        value(connection, "PRAGMA busy_timeout"),
                        value(connection, "PRAGMA synchronous")));
        execute(connection, "PRAGMA busy_timeout = " + BUSY_TIMEOUT);
        execute(connection, "PRAGMA synchronous = FULL");
    }

    static void refuseOld(String version) {
        Matcher parts = VERSION.matcher(version);
        int number = parts.matches()
                ? Integer.parseInt(parts.group(1)) * 1_000_000
                        + Integer.parseInt(parts.group(2)) * 1_000
                        + Integer.parseInt(parts.group(3))
                : 0;
        if (number < OLDEST) {
            throw new SinkException("The sink needs SQLite 3.51.3 or later, but the class path has " + version
                    + ", which can lose committed data. Set the version of org.xerial:sqlite-jdbc to 3.54.1.0 in the build of"
                    + " your application: its dependency management has chosen an older one");
        }
    }

    /** Turns on the log. Only the writer does, since a file keeps this setting. */
    @Override
    public void markWriter(Connection connection, Instant since) throws SQLException {
        String mode = value(connection, "PRAGMA journal_mode = WAL");
        if (!mode.equalsIgnoreCase("wal")) {
            throw new SinkException("SQLite cannot keep a write-ahead log beside the file "
                    + SqliteFile.of(connection)
                    + ". Put the file on a local disk: network file systems do not allow it");
        }
    }

    /** Takes the lock of writers at once: a transaction that reads first fails if another connection has written meanwhile. */
    @Override
    public void beginTransaction(Connection connection) throws SQLException {
        refuseReplaced(connection);
        connection.setAutoCommit(false); // begins a transaction that reads
        try {
            execute(connection, "ROLLBACK");
            execute(connection, "BEGIN IMMEDIATE");
        } catch (SQLException e) {
            execute(connection, "BEGIN");
            connection.setAutoCommit(true);
            throw e;
        }
    }

    /** Refuses to go on if the file was deleted, moved or replaced: the rows would be lost when the program ends. */
    private void refuseReplaced(Connection connection) {
        Session session = sessions.get(connection);
        if (session != null && !session.key().equals(SqliteFile.key(session.file()))) {
            throw new SinkException("The file " + session.file()
                    + " was deleted, moved or replaced while the sink had it open. Close the sink, then run again: it makes"
                    + " the file if it is missing");
        }
    }

    /** SQLite itself rolls back after some errors; a second rollback fails then. */
    @Override
    public void rollback(Connection connection) throws SQLException {
        try {
            execute(connection, "ROLLBACK");
        } catch (SQLException e) {
            if (!SqliteDatabaseErrors.isOfState(e)) {
                throw e;
            }
        }
        execute(connection, "BEGIN"); // the driver ends it when it commits each statement again
    }

    @Override
    public void define(Connection connection, String sql) throws SQLException {
        boolean isOwnTransaction = sql.contains(END) && connection.getAutoCommit();
        if (!isOwnTransaction) {
            executeAll(connection, sql);
            return;
        }
        beginTransaction(connection);
        boolean isCommitted = false;
        try {
            executeAll(connection, sql);
            connection.commit();
            isCommitted = true;
        } finally {
            if (!isCommitted) {
                rollback(connection);
            }
            connection.setAutoCommit(true);
        }
    }

    private static void executeAll(Connection connection, String sql) throws SQLException {
        for (String each : sql.split(END, -1)) {
            execute(connection, each);
        }
    }

    @Override
    public void end(Connection connection) throws SQLException {
        Session session = sessions.remove(connection);
        if (session != null) {
            execute(connection, "PRAGMA busy_timeout = " + session.busyTimeout());
            execute(connection, "PRAGMA synchronous = " + session.synchronous());
        }
    }

    @Override
    public void forget(Connection connection) {
        sessions.remove(connection);
    }

    @Override
    public boolean isInMemory(Connection connection) {
        return false;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String value(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return requireNonNull(row.getString(1));
        }
    }
}
