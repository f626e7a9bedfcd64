package io.intercomsync.jdbc.engines;

import io.intercomsync.collection.Column;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads by plain JDBC what a schema holds. */
final class StoredRows {
    private final String url;
    private final String schema;

    StoredRows(String url, String schema) {
        this.url = url;
        this.schema = schema;
    }

    /** The rows that are not marked as deleted, with those of the collection's columns that the table has. */
    List<Row> live(IntercomCollection collection) {
        List<Row> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            if (!exists(connection, collection.tableName())) {
                return rows;
            }
            try (ResultSet result = statement.executeQuery("SELECT * FROM \"" + connection.getCatalog() + "\".\""
                    + schema + "\".\"" + collection.tableName() + "\" WHERE \"deleted_at\" IS NULL")) {
                List<Column> columns = columns(result, collection);
                while (result.next()) {
                    List<@Nullable Object> values = new ArrayList<>();
                    for (Column column : columns) {
                        values.add(value(result, column));
                    }
                    rows.add(Row.of(collection, columns, values));
                }
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot read " + collection, e);
        }
    }

    private boolean exists(Connection connection, String table) throws SQLException {
        try (ResultSet tables = connection.getMetaData().getTables(connection.getCatalog(), null, null, null)) {
            while (tables.next()) {
                if (schema.equals(tables.getString("TABLE_SCHEM")) && table.equals(tables.getString("TABLE_NAME"))) {
                    return true;
                }
            }
            return false;
        }
    }

    private static List<Column> columns(ResultSet result, IntercomCollection collection) throws SQLException {
        Set<String> names = new HashSet<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
            names.add(result.getMetaData().getColumnLabel(i));
        }
        return collection.columns().stream()
                .filter(column -> names.contains(column.name()))
                .toList();
    }

    private static @Nullable Object value(ResultSet row, Column column) throws SQLException {
        String name = column.name();
        if (row.getObject(name) == null) {
            return null;
        }
        return switch (column.type()) {
            case TEXT -> row.getString(name);
            case JSON -> json(row, name);
            case BOOLEAN -> row.getBoolean(name);
            case INTEGER -> row.getLong(name);
            case DECIMAL -> new BigDecimal(row.getString(name));
            case TIMESTAMP -> row.getObject(name, OffsetDateTime.class).toInstant();
        };
    }

    private static String json(ResultSet row, String name) throws SQLException {
        return row.getObject(name) instanceof byte[] bytes
                ? new String(bytes, StandardCharsets.UTF_8)
                : row.getString(name);
    }
}
