package io.intercomsync.jdbc.engines.fault;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads all tables of a schema by plain JDBC: every column of every row, except when it was received. */
final class TableSnapshot {
    private TableSnapshot() {}

    /** Returns the rows of each table as sorted text. */
    static Map<String, List<String>> of(String url, String schema) {
        return of(url, schema, false);
    }

    /** Returns the rows of each table with the time when each was received. */
    static Map<String, List<String>> withTimes(String url, String schema) {
        return of(url, schema, true);
    }

    /** Returns for each row of PostgreSQL the place of its version on the disk, and the transaction that wrote it. */
    static Map<String, List<String>> places(String url, String schema, String... tables) {
        Map<String, List<String>> places = new TreeMap<>();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            for (String table : tables) {
                List<String> versions = new ArrayList<>();
                try (ResultSet row = statement.executeQuery("SELECT id || ' ' || ctid || ' ' || xmin FROM \"" + schema
                        + "\".\"" + table + "\" ORDER BY id")) {
                    while (row.next()) {
                        versions.add(row.getString(1));
                    }
                }
                places.put("places of " + table, versions);
            }
            return places;
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot read the schema " + schema, e);
        }
    }

    private static Map<String, List<String>> of(String url, String schema, boolean hasTimes) {
        Map<String, List<String>> tables = new TreeMap<>();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            for (String table : tables(statement, schema)) {
                tables.put(table, rows(statement, '"' + schema + "\".\"" + table + '"', hasTimes));
            }
            return tables;
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot read the schema " + schema, e);
        }
    }

    private static List<String> tables(Statement statement, String schema) throws SQLException {
        List<String> names = new ArrayList<>();
        try (ResultSet row = statement.executeQuery("SELECT table_name FROM information_schema.tables"
                + " WHERE table_schema = '" + schema + "' AND table_type = 'BASE TABLE'")) {
            while (row.next()) {
                names.add(row.getString(1));
            }
        }
        return names;
    }

    private static List<String> rows(Statement statement, String table, boolean hasTimes) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (ResultSet row = statement.executeQuery("SELECT * FROM " + table)) {
            ResultSetMetaData columns = row.getMetaData();
            while (row.next()) {
                Map<String, String> values = new TreeMap<>();
                for (int i = 1; i <= columns.getColumnCount(); i++) {
                    String name = columns.getColumnLabel(i);
                    if (row.getObject(i) != null && (hasTimes || !name.equals("received_at"))) {
                        values.put(name, row.getString(i));
                    }
                }
                rows.add(values.toString());
            }
        }
        Collections.sort(rows);
        return rows;
    }
}
