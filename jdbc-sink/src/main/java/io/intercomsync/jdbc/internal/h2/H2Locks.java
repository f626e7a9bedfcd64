package io.intercomsync.jdbc.internal.h2;

import io.intercomsync.jdbc.dialect.DatabaseLocks;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the sessions of H2 that hold locks. H2 locks its file against other processes, so the writer needs no lock. */
final class H2Locks implements DatabaseLocks {
    static final H2Locks INSTANCE = new H2Locks();

    private static final String HOLDERS = """
            SELECT l.SESSION_ID, s.USER_NAME, s.SESSION_START, l.TABLE_NAME
            FROM INFORMATION_SCHEMA.LOCKS l JOIN INFORMATION_SCHEMA.SESSIONS s ON s.SESSION_ID = l.SESSION_ID
            WHERE l.SESSION_ID <> SESSION_ID() AND LOWER(l.TABLE_SCHEMA) = LOWER(?)
                AND (CAST(? AS VARCHAR) IS NULL OR LOWER(l.TABLE_NAME) = LOWER(?))
            ORDER BY l.SESSION_ID FETCH FIRST 3 ROWS ONLY""";

    private H2Locks() {}

    @Override
    public String lockHolders(Connection connection, String schema, @Nullable String table) throws SQLException {
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
        }
        return String.join("; ", sessions);
    }
}
