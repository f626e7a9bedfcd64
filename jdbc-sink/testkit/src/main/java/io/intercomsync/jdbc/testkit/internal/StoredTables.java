package io.intercomsync.jdbc.testkit.internal;

import io.intercomsync.collection.Column;
import io.intercomsync.collection.ColumnType;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.jdbc.dialect.Dialect;
import io.intercomsync.jdbc.dialect.FoundColumn;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
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
        List<Column> columns = columns(collection);
        String selected = columns.stream().map(this::selected).collect(Collectors.joining(", "));
        String sql = "SELECT " + selected + " FROM $\"" + collection.tableName() + "\" WHERE \"deleted_at\" IS NULL";
        access.read(sql, row -> {
            List<@Nullable Object> values = new ArrayList<>();
            for (Column column : columns) {
                values.add(value(row, column));
            }
            rows.add(Row.of(collection, columns, values));
        });
        return rows;
    }

    private List<Column> columns(IntercomCollection collection) {
        Set<String> names = access.columns(collection.tableName()).stream()
                .map(FoundColumn::name)
                .collect(Collectors.toSet());
        return collection.columns().stream()
                .filter(column -> names.contains(column.name()))
                .toList();
    }

    private String selected(Column column) {
        return column.type() == ColumnType.TIMESTAMP
                ? time(access.dialect(), column.name())
                : '"' + column.name() + '"';
    }

    /** Returns what to select, so that {@link #time(ResultSet, String, Dialect)} can read a time. */
    static String time(Dialect dialect, String name) {
        return dialect.instantValue('"' + name + '"') + " AS \"" + name + '"';
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
