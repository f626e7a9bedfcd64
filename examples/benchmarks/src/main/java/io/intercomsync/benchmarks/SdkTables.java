package io.intercomsync.benchmarks;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes each table of {@link SdkClient} by a JDBC batch of upserts. */
final class SdkTables implements AutoCloseable {
    private final @Nullable Connection connection;
    private final Map<String, PreparedStatement> upserts = new LinkedHashMap<>();
    private long rows;

    /** Connects to the database. The URL {@code discard} discards all rows. */
    SdkTables(String url, String schema) throws SQLException {
        if (url.equals("discard")) {
            connection = null;
            return;
        }
        connection = DriverManager.getConnection(url + (url.contains("?") ? "&" : "?") + "reWriteBatchedInserts=true");
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA " + schema);
        }
        connection.setSchema(schema);
        connection.setAutoCommit(false);
    }

    /** Creates a table. Each column has a name and a type; the first column is the key. */
    void create(String table, String... columns) throws SQLException {
        if (connection == null) {
            return;
        }
        StringBuilder names = new StringBuilder();
        StringBuilder updates = new StringBuilder();
        for (String column : columns) {
            String name = column.substring(0, column.indexOf(' '));
            names.append(names.isEmpty() ? "" : ", ").append(name);
            updates.append(updates.isEmpty() ? "" : ", ").append(name + " = excluded." + name);
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE " + table + " (" + String.join(", ", columns) + ", PRIMARY KEY (id))");
        }
        upserts.put(
                table,
                connection.prepareStatement("INSERT INTO " + table + " (" + names + ") VALUES ("
                        + String.join(", ", Collections.nCopies(columns.length, "?"))
                        + ") ON CONFLICT (id) DO UPDATE SET "
                        + updates));
    }

    void add(String table, @Nullable Object... values) throws SQLException {
        rows++;
        PreparedStatement upsert = upserts.get(table);
        if (upsert == null) {
            return;
        }
        for (int at = 0; at < values.length; at++) {
            upsert.setObject(at + 1, values[at]);
        }
        upsert.addBatch();
    }

    /** Writes what was added since the last time. */
    void commit() throws SQLException {
        if (connection == null) {
            return;
        }
        for (PreparedStatement upsert : upserts.values()) {
            upsert.executeBatch();
        }
        connection.commit();
    }

    long rows() {
        return rows;
    }

    @Override
    public void close() throws SQLException {
        if (connection != null) {
            connection.close();
        }
    }
}
