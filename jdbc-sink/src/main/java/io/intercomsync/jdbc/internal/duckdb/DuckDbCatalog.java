package io.intercomsync.jdbc.internal.duckdb;

import io.intercomsync.jdbc.dialect.DatabaseCatalog;
import io.intercomsync.jdbc.dialect.DecimalDigits;
import io.intercomsync.jdbc.dialect.FoundColumn;
import io.intercomsync.jdbc.dialect.TableObject;
import io.intercomsync.jdbc.dialect.TargetTable;
import io.intercomsync.jdbc.internal.sql.Queries;
import io.intercomsync.jdbc.internal.value.SqlNames;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
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

    private static final String VIEWS =
            "SELECT view_name, sql FROM duckdb_views() WHERE database_name = ? AND schema_name = ?";

    private static final String COMMENT = """
            SELECT coalesce(comment, '') FROM duckdb_columns()
            WHERE database_name = ? AND schema_name = ? AND table_name = ? AND column_name = ?""";

    private DuckDbCatalog() {}

    @Override
    public List<FoundColumn> columns(Connection connection, String schema, String table) throws SQLException {
        return Queries.list(
                connection,
                COLUMNS,
                row -> new FoundColumn(
                        row.getString(1), row.getString(2), row.getString(3), !row.getBoolean(4), false, digits(row)),
                connection.getCatalog(),
                schema,
                SqlNames.folded(table));
    }

    private static @Nullable DecimalDigits digits(ResultSet row) throws SQLException {
        return row.getString(3).startsWith("DECIMAL") ? new DecimalDigits(row.getInt(5), row.getInt(6)) : null;
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
        List<String> comments =
                Queries.names(connection, COMMENT, connection.getCatalog(), table.schema(), table.name(), column);
        return comments.isEmpty() ? "" : comments.get(0);
    }

    @Override
    public Map<String, String> views(Connection connection, String schema, Collection<String> names)
            throws SQLException {
        return Queries.views(connection, names, VIEWS, connection.getCatalog(), schema);
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
        return Queries.names(connection, sql, connection.getCatalog(), table.schema(), table.name());
    }
}
