package io.intercomsync.jdbc.internal.postgresql;

import io.intercomsync.error.SinkException;
import io.intercomsync.internal.value.ThisProcess;
import io.intercomsync.jdbc.dialect.DatabaseSessions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names and limits the sessions of PostgreSQL, and restores their settings. */
final class PostgresSessions implements DatabaseSessions {
    private static final String APPLICATION = "application_name";
    private static final String LOCK_TIMEOUT = "lock_timeout";
    private static final String DEFAULT_APPLICATION = "PostgreSQL JDBC Driver";
    private static final int LONGEST_APPLICATION = 63;

    /** How many milliseconds a statement waits for a lock at most. */
    private static final int LONGEST_LOCK_TIMEOUT = 30_000;

    private static final int BRIEF_LOCK_TIMEOUT = 2_000;

    /** Make the server free the writer's place within two minutes if the writer's host is gone. */
    private static final Map<String, String> KEEPALIVES =
            Map.of("tcp_keepalives_idle", "60", "tcp_keepalives_interval", "10", "tcp_keepalives_count", "6");

    private static final String SETTINGS = "SELECT name, setting, source FROM pg_catalog.pg_settings WHERE name IN ('"
            + APPLICATION + "', '" + LOCK_TIMEOUT + "', '" + String.join("', '", KEEPALIVES.keySet()) + "')";

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final String PROCESS = ThisProcess.number() + "@" + ThisProcess.host();

    private final Map<Connection, Session> sessions = Collections.synchronizedMap(new IdentityHashMap<>());

    /**
     * Keeps the settings of a session from before the sink changed them.
     *
     * @param settings the earlier values of the settings that were changed
     * @param lockTimeout how many milliseconds it waits for a lock now
     */
    private record Session(String application, Map<String, String> settings, int lockTimeout) {}

    /** Names the session after the program, and limits its waits where nobody else has. */
    @Override
    public void begin(Connection connection) throws SQLException {
        String application = "";
        int lockTimeout = LONGEST_LOCK_TIMEOUT;
        Map<String, String> changed = new LinkedHashMap<>();
        Map<String, String> wanted = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(SETTINGS)) {
            while (rows.next()) {
                String name = rows.getString(1);
                String value = rows.getString(2);
                if (name.equals(APPLICATION)) {
                    application = value;
                } else if (name.equals(LOCK_TIMEOUT)) {
                    lockTimeout = limited(value);
                }
                String better = wanted(name, value, rows.getString(3));
                if (better != null) {
                    wanted.put(name, better);
                    changed.put(name, value);
                }
            }
        }
        sessions.put(connection, new Session(application, changed, lockTimeout));
        set(connection, wanted);
    }

    /** Returns the value that the sink gives to a setting; {@code null} if it leaves it. */
    private static @Nullable String wanted(String name, String value, String source) {
        if (name.equals(APPLICATION)) {
            return named(value, null);
        }
        if (name.equals(LOCK_TIMEOUT)) {
            String limited = String.valueOf(limited(value));
            return limited.equals(value) ? null : limited;
        }
        return source.equals("default") ? KEEPALIVES.get(name) : null;
    }

    /** Keeps a shorter limit that somebody has set. */
    private static int limited(String lockTimeout) {
        int found = Integer.parseInt(lockTimeout);
        return found == 0 ? LONGEST_LOCK_TIMEOUT : Math.min(found, LONGEST_LOCK_TIMEOUT);
    }

    @Override
    public void markWriter(Connection connection, Instant since) throws SQLException {
        Session session = sessions.get(connection);
        if (session != null) {
            set(connection, Map.of(APPLICATION, named(session.application(), since)));
        }
    }

    private static String named(String application, @Nullable Instant since) {
        String suffix = " " + PROCESS + (since == null ? "" : " " + MINUTE.format(since));
        String own = application.isBlank() || application.equals(DEFAULT_APPLICATION) ? "intercom-sync" : application;
        return own.substring(0, Math.min(own.length(), LONGEST_APPLICATION - suffix.length())) + suffix;
    }

    private static void set(Connection connection, Map<String, String> settings) throws SQLException {
        if (settings.isEmpty()) {
            return;
        }
        String calls = String.join(", ", Collections.nCopies(settings.size(), "pg_catalog.set_config(?, ?, false)"));
        try (PreparedStatement statement = connection.prepareStatement("SELECT " + calls)) {
            int position = 1;
            for (Map.Entry<String, String> setting : settings.entrySet()) {
                statement.setString(position++, setting.getKey());
                statement.setString(position++, setting.getValue());
            }
            statement.execute();
        }
    }

    /** Restores the session's own settings. */
    @Override
    public void end(Connection connection) throws SQLException {
        Session session = sessions.remove(connection);
        if (session != null) {
            set(connection, session.settings());
        }
    }

    /** Forgets a session whose connection is broken. */
    @Override
    public void forget(Connection connection) {
        sessions.remove(connection);
    }

    /** Waits only briefly for a lock, since readers queue behind it; then the statement may take as long as a large table needs. */
    @Override
    public void define(Connection connection, String sql) throws SQLException {
        limit(connection, BRIEF_LOCK_TIMEOUT);
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            try {
                endDefinition(connection);
            } catch (SQLException broken) {
                e.addSuppressed(broken);
            }
            throw e;
        }
        endDefinition(connection);
    }

    private void endDefinition(Connection connection) throws SQLException {
        limit(connection, Integer.MAX_VALUE);
    }

    private void limit(Connection connection, int lockTimeout) throws SQLException {
        Session session = sessions.get(connection);
        if (session != null) {
            set(connection, Map.of(LOCK_TIMEOUT, String.valueOf(Math.min(lockTimeout, session.lockTimeout()))));
        }
    }

    @Override
    public boolean isInMemory(Connection connection) {
        return false;
    }

    @Override
    public boolean mayBeShared() {
        return true;
    }

    /** Refuses a pooler that gives out server connections for single transactions. */
    @Override
    public void refuseShared(Connection one, Connection other) throws SQLException {
        int first = session(one);
        try (Statement transaction = other.createStatement()) {
            transaction.execute("BEGIN"); // setAutoCommit would prepare a statement, which would not last either
            try {
                refuseSame(first, session(other));
            } finally {
                transaction.execute("ROLLBACK");
            }
        }
    }

    private static void refuseSame(int first, int second) {
        if (first == second) {
            throw new SinkException("A pooler between the sink and PostgreSQL gives out server connections for single"
                    + " transactions: two connections reported one session, " + first
                    + ". Neither the writer's lock nor the temporary tables that rows are loaded through last there. Set"
                    + " pool_mode = session in PgBouncer for this database or user, or connect to PostgreSQL itself");
        }
    }

    private static int session(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_catalog.pg_backend_pid()")) {
            row.next();
            return row.getInt(1);
        }
    }
}
