package io.intercomsync.jdbc.dialect;

import io.intercomsync.jdbc.internal.value.SqlNames;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads schemas and columns from the metadata of a JDBC driver, and views from the standard's catalog. */
final class DriverMetadata {
    private DriverMetadata() {}

    static List<String> schemas(Connection connection) throws SQLException {
        List<String> schemas = new ArrayList<>();
        String catalog = connection.getCatalog();
        try (ResultSet rows = connection.getMetaData().getSchemas()) {
            while (rows.next()) {
                String of = rows.getString("TABLE_CATALOG");
                if (of == null || catalog == null || of.equals(catalog)) {
                    schemas.add(rows.getString("TABLE_SCHEM"));
                }
            }
        }
        return schemas;
    }

    static List<String> tables(Connection connection, String schema) throws SQLException {
        List<String> tables = new ArrayList<>();
        DatabaseMetaData data = connection.getMetaData();
        try (ResultSet rows = data.getTables(connection.getCatalog(), escaped(data, schema), "%", null)) {
            while (rows.next()) {
                String type = rows.getString("TABLE_TYPE");
                // An index or a sequence is none, and the index of a partitioned table has no type.
                boolean isTable = type != null && (type.contains("TABLE") || type.contains("VIEW"));
                if (schema.equals(rows.getString("TABLE_SCHEM")) && isTable) {
                    tables.add(rows.getString("TABLE_NAME"));
                }
            }
        }
        return tables;
    }

    static Map<String, String> views(Connection connection, String schema, Collection<String> names)
            throws SQLException {
        Map<String, String> views = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT table_name, view_definition FROM information_schema.views WHERE table_schema = ?")) {
            statement.setString(1, schema);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    String definition = rows.getString(2);
                    if (definition != null && names.contains(SqlNames.folded(rows.getString(1)))) {
                        views.put(rows.getString(1), definition);
                    }
                }
            }
        }
        return views;
    }

    private static String escaped(DatabaseMetaData data, String name) throws SQLException {
        String escape = data.getSearchStringEscape();
        if (escape == null || escape.isEmpty()) {
            return name; // the driver knows no escape, so a wildcard in the name finds more
        }
        return name.replace(escape, escape + escape).replace("_", escape + "_").replace("%", escape + "%");
    }

    static List<FoundColumn> columns(Connection connection, String schema, String table) throws SQLException {
        List<FoundColumn> columns = new ArrayList<>();
        DatabaseMetaData data = connection.getMetaData();
        // Patterns are case-sensitive, so this one matches all names of that length.
        String names = "_".repeat(table.length());
        try (ResultSet rows = data.getColumns(connection.getCatalog(), escaped(data, schema), names, null)) {
            while (rows.next()) {
                if (schema.equals(rows.getString("TABLE_SCHEM"))
                        && SqlNames.folded(rows.getString("TABLE_NAME")).equals(SqlNames.folded(table))) {
                    columns.add(column(rows));
                }
            }
        }
        return columns;
    }

    private static FoundColumn column(ResultSet row) throws SQLException {
        boolean isRequired = row.getInt("NULLABLE") == DatabaseMetaData.columnNoNulls
                && row.getString("COLUMN_DEF") == null
                && !"YES".equals(row.getString("IS_AUTOINCREMENT"));
        boolean isGenerated = "YES".equals(row.getString("IS_GENERATEDCOLUMN"));
        return new FoundColumn(
                row.getString("TABLE_NAME"),
                row.getString("COLUMN_NAME"),
                row.getString("TYPE_NAME"),
                isRequired,
                isGenerated,
                digits(row));
    }

    private static @Nullable DecimalDigits digits(ResultSet row) throws SQLException {
        int type = row.getInt("DATA_TYPE");
        int precision = row.getInt("COLUMN_SIZE");
        int scale = row.getInt("DECIMAL_DIGITS");
        boolean isLimited = precision > 0 && !row.wasNull() && (type == Types.NUMERIC || type == Types.DECIMAL);
        return isLimited ? new DecimalDigits(precision, scale) : null;
    }

    static String comment(Connection connection, TargetTable table, String column) throws SQLException {
        DatabaseMetaData data = connection.getMetaData();
        try (ResultSet rows = data.getColumns(
                connection.getCatalog(),
                escaped(data, table.schema()),
                escaped(data, table.name()),
                escaped(data, column))) {
            while (rows.next()) {
                String comment = rows.getString("REMARKS");
                if (comment != null && column.equals(rows.getString("COLUMN_NAME"))) {
                    return comment;
                }
            }
            return "";
        }
    }

    static List<TableObject> indexes(Connection connection, TargetTable table, String column) throws SQLException {
        List<TableObject> indexes = new ArrayList<>();
        try (ResultSet rows = connection
                .getMetaData()
                .getIndexInfo(connection.getCatalog(), table.schema(), table.name(), false, true)) {
            while (rows.next()) {
                String name = rows.getString("INDEX_NAME");
                if (name != null && column.equals(rows.getString("COLUMN_NAME"))) {
                    indexes.add(new TableObject(TableObject.INDEX, name));
                }
            }
        }
        return indexes;
    }

    static boolean isIndexed(Connection connection, TargetTable table, String column, int position)
            throws SQLException {
        try (ResultSet columns = connection
                .getMetaData()
                .getIndexInfo(connection.getCatalog(), table.schema(), table.name(), false, true)) {
            while (columns.next()) {
                String indexed = columns.getString("COLUMN_NAME");
                if (indexed != null
                        && SqlNames.folded(indexed).equals(SqlNames.folded(column))
                        && columns.getInt("ORDINAL_POSITION") == position) {
                    return true;
                }
            }
            return false;
        }
    }
}
