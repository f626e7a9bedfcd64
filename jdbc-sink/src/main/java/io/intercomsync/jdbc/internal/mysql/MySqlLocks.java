package io.intercomsync.jdbc.internal.mysql;

import io.intercomsync.jdbc.dialect.DatabaseLocks;
import io.intercomsync.jdbc.internal.staging.LockName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Takes the writer's place by {@code GET_LOCK}, which the server frees when the connection ends. */
final class MySqlLocks implements DatabaseLocks {
    static final MySqlLocks INSTANCE = new MySqlLocks();

    private MySqlLocks() {}

    @Override
    public boolean tryLock(Connection connection, String place) throws SQLException {
        return ask(connection, "SELECT GET_LOCK(?, 0) = 1", place);
    }

    @Override
    public void unlock(Connection connection, String place) throws SQLException {
        ask(connection, "SELECT RELEASE_LOCK(?) = 1", place);
    }

    /** Looks the lock up instead of taking it, since another run may try to take it at this moment. */
    @Override
    public boolean isFree(Connection connection, String place) throws SQLException {
        return ask(connection, "SELECT IS_FREE_LOCK(?) = 1", place);
    }

    private static boolean ask(Connection connection, String sql, String place) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, LockName.of(place));
            try (ResultSet answer = statement.executeQuery()) {
                return answer.next() && answer.getBoolean(1);
            }
        }
    }

    @Override
    public String holder(Connection connection, String place) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT IS_USED_LOCK(?)")) {
            statement.setString(1, LockName.of(place));
            try (ResultSet row = statement.executeQuery()) {
                long session = row.next() ? row.getLong(1) : 0;
                return session == 0 ? "" : "session " + session + " of the server";
            }
        }
    }
}
