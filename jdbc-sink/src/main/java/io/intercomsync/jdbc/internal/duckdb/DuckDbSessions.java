package io.intercomsync.jdbc.internal.duckdb;

import io.intercomsync.jdbc.dialect.DatabaseSessions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** Duplicates connections to one database, and lets them stream. */
final class DuckDbSessions implements DatabaseSessions {

    /** A database in memory, or one opened with settings, is reached again only through a connection to it. */
    @Override
    public @Nullable Connection duplicate(Connection connection) throws SQLException {
        return connection.isWrapperFor(DuckDBConnection.class)
                ? connection.unwrap(DuckDBConnection.class).duplicate()
                : null;
    }

    @Override
    public boolean isInMemory(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet path = statement.executeQuery(
                        "SELECT path FROM duckdb_databases() WHERE database_name = current_database()")) {
            return !path.next() || path.getString(1) == null;
        }
    }

    @Override
    public void stream(Connection connection) throws SQLException {
        execute(connection, "SET jdbc_stream_results = true");
    }

    @Override
    public void end(Connection connection) throws SQLException {
        if (!connection.isWrapperFor(DuckDBConnection.class)) { // a pool keeps it
            execute(connection, "RESET jdbc_stream_results");
        }
    }

    /** After a commit that failed there is no transaction, and the driver neither rolls back nor begins one by itself. */
    @Override
    public void rollback(Connection connection) throws SQLException {
        try {
            connection.rollback();
        } catch (SQLException ended) {
            execute(connection, "BEGIN TRANSACTION");
            connection.rollback();
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
