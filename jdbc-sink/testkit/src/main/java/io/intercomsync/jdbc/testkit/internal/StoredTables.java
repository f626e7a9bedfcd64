package io.intercomsync.jdbc.testkit.internal;

import io.intercomsync.collection.Column;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.jdbc.dialect.Dialect;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads by plain JDBC what a schema holds. */
public final class StoredTables {
    private final SchemaAccess access;

    /** Reads the tables of a schema. */
    public StoredTables(SchemaAccess access) {
        this.access = access;
    }

    /** Reads the tables of a schema in a database with a built-in dialect. */
    public StoredTables(String url, String schema) {
        this(SchemaAccess.of(url, schema));
    }

    /** Returns the live rows, with the collection's columns that the table has. */
    public List<Row> live(IntercomCollection collection) {
        List<Row> rows = new ArrayList<>();
        if (!access.tables().contains(collection.tableName())) {
            return rows;
        }
        access.read("SELECT * FROM $\"" + collection.tableName() + "\" WHERE \"deleted_at\" IS NULL", row -> {
            List<Column> columns = columns(row, collection);
            List<@Nullable Object> values = new ArrayList<>();
            for (Column column : columns) {
                values.add(value(row, column));
            }
            rows.add(Row.of(collection, columns, values));
        });
        return rows;
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

    private @Nullable Object value(ResultSet row, Column column) throws SQLException {
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
            case TIMESTAMP -> time(row, name, access.dialect());
        };
    }

    static @Nullable Object time(ResultSet row, String name, Dialect dialect) throws SQLException {
        return dialect.instant(row, row.findColumn(name));
    }

    static String json(ResultSet row, String name) throws SQLException {
        return row.getObject(name) instanceof byte[] bytes
                ? new String(bytes, StandardCharsets.UTF_8)
                : row.getString(name);
    }
}
