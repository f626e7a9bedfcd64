package io.intercomsync.hub.internal.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A connection to the file that keeps its statements. One thread at a time may use it. */
final class HubConnection implements AutoCloseable {
    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    HubConnection(Connection connection) {
        this.connection = connection;
    }

    /** Reads one row of a result. */
    @FunctionalInterface
    interface Reading<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Works inside of a transaction. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws SQLException;
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Executes a statement that does its work row by row, to the end. */
    void executeWhole(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    int update(String sql, @Nullable Object... parameters) throws SQLException {
        return statement(sql, parameters).executeUpdate();
    }

    <T> List<T> list(String sql, Reading<T> reading, @Nullable Object... parameters) throws SQLException {
        List<T> found = new ArrayList<>();
        try (ResultSet rows = statement(sql, parameters).executeQuery()) {
            while (rows.next()) {
                found.add(reading.read(rows));
            }
        }
        return found;
    }

    /** Returns the first row; {@code null} if there is none. */
    <T> @Nullable T first(String sql, Reading<T> reading, @Nullable Object... parameters) throws SQLException {
        try (ResultSet rows = statement(sql, parameters).executeQuery()) {
            return rows.next() ? reading.read(rows) : null;
        }
    }

    /** Returns the number in the first row; 0 if there is none. */
    long number(String sql, @Nullable Object... parameters) throws SQLException {
        Long number = first(sql, row -> row.getLong(1), parameters);
        return number == null ? 0 : number;
    }

    /** Returns the statement with its parameters. It stays open for the next use. */
    PreparedStatement statement(String sql, @Nullable Object... parameters) throws SQLException {
        PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
        }
        for (int i = 0; i < parameters.length; i++) {
            Object value = parameters[i];
            if (value instanceof byte[] bytes) {
                statement.setBytes(i + 1, bytes);
            } else {
                statement.setObject(i + 1, value);
            }
        }
        return statement;
    }

    /** Reads in one transaction, so that all statements see the same moment. */
    <T> T reading(Work<T> work) throws SQLException {
        return transaction("BEGIN", work);
    }

    /** Writes in one transaction: all or nothing. */
    <T> T writing(Work<T> work) throws SQLException {
        return transaction("BEGIN IMMEDIATE", work);
    }

    private <T> T transaction(String begin, Work<T> work) throws SQLException {
        execute(begin);
        try {
            T result = work.run();
            execute("COMMIT");
            return result;
        } catch (Throwable e) {
            forgetStatements(e);
            rollBack(e);
            throw e;
        }
    }

    /** Closes all statements: the driver has closed the one that failed. */
    private void forgetStatements(Throwable because) {
        for (PreparedStatement statement : statements.values()) {
            try {
                statement.close();
            } catch (SQLException e) {
                because.addSuppressed(e);
            }
        }
        statements.clear();
    }

    /** SQLite itself rolls back after some errors; a second rollback fails then. */
    private void rollBack(Throwable because) {
        try {
            execute("ROLLBACK");
        } catch (SQLException e) {
            because.addSuppressed(e);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
