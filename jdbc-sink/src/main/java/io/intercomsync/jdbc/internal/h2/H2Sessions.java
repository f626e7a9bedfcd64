package io.intercomsync.jdbc.internal.h2;

import io.intercomsync.jdbc.dialect.DatabaseSessions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Limits how long sessions of H2 wait for locks, restores their settings, and recognizes databases in memory. */
final class H2Sessions implements DatabaseSessions {
    /** Matches URLs of databases in memory, which end with their last connection in a server, too. */
    private static final Pattern IN_MEMORY = Pattern.compile("jdbc:h2:(?:(?:tcp|ssl)://[^/]+/)?mem:");

    /** How many milliseconds a statement waits for a lock at most. */
    private static final int LONGEST_WAIT = 30_000;
    /** How many milliseconds a definition waits at most, since readers queue behind it. */
    private static final int WAIT_TO_DEFINE = 2_000;

    /** The lock timeouts of sessions from before the sink changed them. */
    private final Map<Connection, Integer> timeouts = Collections.synchronizedMap(new IdentityHashMap<>());

    @Override
    public void begin(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT LOCK_TIMEOUT()")) {
            row.next();
            timeouts.put(connection, row.getInt(1));
        }
        limit(connection, LONGEST_WAIT);
    }

    /** Keeps a shorter limit that somebody has set. */
    private void limit(Connection connection, int longest) throws SQLException {
        Integer before = timeouts.get(connection);
        if (before != null && before > WAIT_TO_DEFINE) {
            set(connection, Math.min(before, longest));
        }
    }

    private static void set(Connection connection, int milliseconds) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LOCK_TIMEOUT " + milliseconds);
        }
    }

    @Override
    public void end(Connection connection) throws SQLException {
        Integer before = timeouts.remove(connection);
        if (before != null) {
            set(connection, before);
        }
    }

    @Override
    public void forget(Connection connection) {
        timeouts.remove(connection);
    }

    @Override
    public void define(Connection connection, String sql) throws SQLException {
        limit(connection, WAIT_TO_DEFINE);
        try {
            DatabaseSessions.super.define(connection, sql);
        } finally {
            limit(connection, LONGEST_WAIT);
        }
    }

    @Override
    public boolean isInMemory(Connection connection) throws SQLException {
        return IN_MEMORY.matcher(connection.getMetaData().getURL()).lookingAt();
    }
}
