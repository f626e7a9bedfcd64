package io.intercomsync.jdbc.internal.duckdb;

import io.intercomsync.jdbc.dialect.DatabaseCatalog;
import io.intercomsync.jdbc.dialect.DecimalDigits;
import io.intercomsync.jdbc.dialect.FoundColumn;
import io.intercomsync.jdbc.dialect.TableObject;
import io.intercomsync.jdbc.dialect.TargetTable;
import io.intercomsync.jdbc.internal.value.SqlNames;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks DuckDB's own catalog: its driver writes numbers with the digits of the JVM's locale. */
final class DuckDbCatalog implements DatabaseCatalog {
    static final DuckDbCatalog INSTANCE = new DuckDbCatalog();

    /** DuckDB does not tell which columns are computed. */
    private static final String COLUMNS = """
            SELECT table_name, column_name, data_type, is_nullable OR column_default IS NOT NULL,
                numeric_precision, numeric_scale
            FROM duckdb_columns()
            WHERE database_name = ? AND schema_name = ? AND lower(table_name) = ?
            ORDER BY table_name, column_index""";

    private static final String COMMENT = """
            SELECT comment FROM duckdb_columns()
            WHERE database_name = ? AND schema_name = ? AND table_name = ? AND column_name = ?""";

    private DuckDbCatalog() {}

    @Override
    public List<FoundColumn> columns(Connection connection, String schema, String table) throws SQLException {
        List<FoundColumn> columns = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(COLUMNS)) {
            statement.setString(1, connection.getCatalog());
            statement.setString(2, schema);
            statement.setString(3, SqlNames.folded(table));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    String type = rows.getString(3);
                    DecimalDigits digits =
                            type.startsWith("DECIMAL") ? new DecimalDigits(rows.getInt(5), rows.getInt(6)) : null;
                    columns.add(new FoundColumn(
                            rows.getString(1), rows.getString(2), type, !rows.getBoolean(4), false, digits));
                }
            }
        }
        return columns;
    }

    /** DuckDB names a database by its file: what stands before the first point. */
    @Override
    public String database(String database) {
        String file = database.substring(Math.max(database.lastIndexOf('/'), database.lastIndexOf('\\')) + 1);
        int end = file.indexOf('.');
        String name = end < 0 ? file : file.substring(0, end);
        return name.isEmpty() || name.startsWith(":") ? "memory" : name;
    }

    @Override
    public String comment(Connection connection, TargetTable table, String column) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(COMMENT)) {
            statement.setString(1, connection.getCatalog());
            statement.setString(2, table.schema());
            statement.setString(3, table.name());
            statement.setString(4, column);
            try (ResultSet row = statement.executeQuery()) {
                String comment = row.next() ? row.getString(1) : null;
                return comment == null ? "" : comment;
            }
        }
    }

    @Override
    public Map<String, String> views(Connection connection, String schema, Collection<String> names)
            throws SQLException {
        Map<String, String> views = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT view_name, sql FROM duckdb_views() WHERE database_name = ? AND schema_name = ?")) {
            statement.setString(1, connection.getCatalog());
            statement.setString(2, schema);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    if (names.contains(SqlNames.folded(rows.getString(1)))) {
                        views.put(rows.getString(1), rows.getString(2));
                    }
                }
            }
        }
        return views;
    }

    /** DuckDB takes the name of a schema for that of a database, unless the database's stands before it. */
    @Override
    public String qualifiedSchema(@Nullable String database, String schema) {
        return database == null ? schema : database + "." + schema;
    }

    @Override
    public List<TableObject> objects(Connection connection, TargetTable table) throws SQLException {
        return indexes(connection, table, "index_name").stream()
                .map(name -> new TableObject(TableObject.INDEX, name))
                .toList();
    }

    /** Each index on the table, whatever its columns, keeps DuckDB from altering any column. */
    @Override
    public List<TableObject> dependents(Connection connection, TargetTable table, String column) throws SQLException {
        return objects(connection, table);
    }

    /** DuckDB has no triggers, rules and policies. */
    @Override
    public List<TableObject> rowChangers(Connection connection, TargetTable table) {
        return List.of();
    }

    /** Returns an expression of each index of the table. */
    static List<String> indexes(Connection connection, TargetTable table, String selected) throws SQLException {
        String sql = "SELECT DISTINCT " + selected + " AS found FROM duckdb_indexes() WHERE database_name = ?"
                + " AND schema_name = ? AND table_name = ? ORDER BY found";
        List<String> found = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, connection.getCatalog());
            statement.setString(2, table.schema());
            statement.setString(3, table.name());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
        }
        return found;
    }
}
