package io.intercomsync.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** H2: rows are merged in batches. */
final class H2Engine extends Engine {
    private static final int HELD_BY_ANOTHER = 90020;
    private static final String TRIGGERS = "SELECT TRIGGER_NAME FROM INFORMATION_SCHEMA.TRIGGERS"
            + " WHERE EVENT_OBJECT_SCHEMA = ? AND EVENT_OBJECT_TABLE = ? ORDER BY 1";
    /** It goes with its last connection in a server, too. */
    private static final Pattern IN_MEMORY = Pattern.compile("jdbc:h2:(?:(?:tcp|ssl)://[^/]+/)?mem:");

    private static final String HOLDERS = """
            SELECT l.SESSION_ID, s.USER_NAME, s.SESSION_START, l.TABLE_NAME
            FROM INFORMATION_SCHEMA.LOCKS l JOIN INFORMATION_SCHEMA.SESSIONS s ON s.SESSION_ID = l.SESSION_ID
            WHERE l.SESSION_ID <> SESSION_ID() AND LOWER(l.TABLE_SCHEMA) = LOWER(?)
                AND (CAST(? AS VARCHAR) IS NULL OR LOWER(l.TABLE_NAME) = LOWER(?))
            ORDER BY l.SESSION_ID FETCH FIRST 3 ROWS ONLY""";

    H2Engine() {
        super(Dialect.H2);
    }

    @Override
    long store(Connection connection, Table table, Iterator<@Nullable Object[]> rows, List<List<String>> there)
            throws SQLException {
        String sql = "MERGE INTO " + table.qualified() + " (" + BatchLoader.names(table) + ") KEY ("
                + String.join(", ", table.wholeKey()) + ") VALUES (" + BatchLoader.parameters(dialect(), table) + ")";
        long written = BatchLoader.run(connection, dialect(), table.written(), sql, rows);
        return ownersObjects(connection, table).isEmpty() ? written : UNKNOWN;
    }

    @Override
    List<OwnersObject> ownersObjects(Connection connection, Table table) throws SQLException {
        List<OwnersObject> triggers = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(TRIGGERS)) {
            statement.setString(1, table.schema());
            statement.setString(2, table.name());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    triggers.add(new OwnersObject("trigger", rows.getString(1)));
                }
            }
        }
        return triggers;
    }

    @Override
    String keyTable(int columns) {
        return IntStream.range(0, columns)
                        .mapToObj(i -> "CAST(? AS VARCHAR ARRAY)")
                        .collect(Collectors.joining(", ", "UNNEST(", ")"))
                + IntStream.range(0, columns).mapToObj(i -> "k" + i).collect(Collectors.joining(", ", " AS k(", ")"));
    }

    @Override
    boolean isHeldByAnother(SQLException e) {
        return isFileLocked(e);
    }

    @Override
    boolean isInMemory(Connection connection) throws SQLException {
        return IN_MEMORY.matcher(connection.getMetaData().getURL()).lookingAt();
    }

    @Override
    boolean isLockTimeout(SQLException e) {
        return e.getErrorCode() == Failures.H2_LOCK_TIMEOUT;
    }

    @Override
    String lockHolders(Connection connection, String schema, @Nullable String table) {
        List<String> sessions = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(HOLDERS)) {
            statement.setString(1, schema);
            statement.setString(2, table);
            statement.setString(3, table);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    sessions.add("Session " + row.getInt(1) + " (user " + row.getString(2) + ", connected since "
                            + row.getString(3) + ") holds a lock on " + row.getString(4));
                }
            }
        } catch (SQLException e) {
            return ""; // the fault that is to be explained says more
        }
        return String.join("; ", sessions);
    }

    static boolean isFileLocked(SQLException e) {
        return e.getErrorCode() == HELD_BY_ANOTHER;
    }
}
