package io.intercomsync.jdbc.internal.sqlserver;

import io.intercomsync.jdbc.dialect.DatabaseLocks;
import io.intercomsync.jdbc.internal.staging.LockName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Takes the writer's place by {@code sp_getapplock}, for the session: the server frees it when the connection ends. */
final class SqlServerLocks implements DatabaseLocks {
    static final SqlServerLocks INSTANCE = new SqlServerLocks();

    private static final String TAKE = "DECLARE @answer INT; EXEC @answer = sp_getapplock @Resource = ?,"
            + " @LockMode = 'Exclusive', @LockOwner = 'Session', @LockTimeout = 0; SELECT @answer";
    private static final String RELEASE = "DECLARE @answer INT; EXEC @answer = sp_releaseapplock @Resource = ?,"
            + " @LockOwner = 'Session'; SELECT @answer";
    private static final String TEST = "SELECT APPLOCK_TEST('public', ?, 'Exclusive', 'Session')";

    private static final String HOLDERS = """
            SELECT TOP (3) l.request_session_id, p.login_name, p.host_name, OBJECT_NAME(l.resource_associated_entity_id)
            FROM sys.dm_tran_locks AS l JOIN sys.dm_exec_sessions AS p ON p.session_id = l.request_session_id
            WHERE l.resource_type = 'OBJECT' AND l.resource_database_id = DB_ID() AND l.request_session_id <> @@SPID
                AND OBJECT_SCHEMA_NAME(l.resource_associated_entity_id) = ?""";

    private SqlServerLocks() {}

    @Override
    public boolean tryLock(Connection connection, String place) throws SQLException {
        return ask(connection, TAKE, place) >= 0;
    }

    @Override
    public void unlock(Connection connection, String place) throws SQLException {
        ask(connection, RELEASE, place);
    }

    /** Looks the lock up instead of taking it, since another run may try to take it at this moment. */
    @Override
    public boolean isFree(Connection connection, String place) throws SQLException {
        return ask(connection, TEST, place) == 1;
    }

    private static int ask(Connection connection, String sql, String place) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, LockName.of(place));
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    @Override
    public String lockHolders(Connection connection, String schema, @Nullable String table) throws SQLException {
        StringBuilder sessions = new StringBuilder();
        try (PreparedStatement statement = connection.prepareStatement(HOLDERS)) {
            statement.setString(1, schema);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    sessions.append(sessions.isEmpty() ? "" : "; ")
                            .append("Session ")
                            .append(row.getInt(1))
                            .append(" (user ")
                            .append(row.getString(2))
                            .append(", host ")
                            .append(row.getString(3))
                            .append(") holds a lock on ")
                            .append(row.getString(4));
                }
            }
        }
        return sessions.toString();
    }
}
