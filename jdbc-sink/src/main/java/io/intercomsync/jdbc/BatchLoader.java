package io.intercomsync.jdbc;

import io.intercomsync.collection.ColumnType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Runs one statement for each row, in batches: the way that every driver knows. */
final class BatchLoader {
    private static final int BATCH = 1_000;

    private BatchLoader() {}

    static String insert(Dialect dialect, Table table) {
        return "INSERT INTO " + table.qualified() + " (" + names(table) + ") VALUES (" + parameters(dialect, table)
                + ")";
    }

    /** The names of the columns that are written. */
    static String names(Table table) {
        return table.written().stream().map(TableColumn::quoted).collect(Collectors.joining(", "));
    }

    static String parameters(Dialect dialect, Table table) {
        return table.written().stream()
                .map(column -> dialect.parameter(typeOf(column)))
                .collect(Collectors.joining(", "));
    }

    /** The type by which a column's values are bound. */
    static ColumnType typeOf(TableColumn column) {
        ColumnType type = Objects.requireNonNull(column.type());
        return type == ColumnType.DECIMAL && column.form() == TableColumn.Form.TEXT ? ColumnType.TEXT : type;
    }

    /** Returns how many rows the database says that it wrote; where it does not say, a statement counts as one. */
    static long run(
            Connection connection,
            Dialect dialect,
            List<TableColumn> columns,
            String sql,
            Iterator<@Nullable Object[]> rows)
            throws SQLException {
        long written = 0;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 1; rows.hasNext(); i++) {
                bind(statement, dialect, columns, rows.next());
                statement.addBatch();
                if (i % BATCH == 0 || !rows.hasNext()) {
                    written += IntStream.of(statement.executeBatch())
                            .map(count -> count == Statement.SUCCESS_NO_INFO ? 1 : count)
                            .asLongStream()
                            .sum();
                }
            }
        }
        return written;
    }

    private static void bind(
            PreparedStatement statement, Dialect dialect, List<TableColumn> columns, @Nullable Object[] row)
            throws SQLException {
        for (int i = 0; i < row.length; i++) {
            ColumnType type = typeOf(columns.get(i));
            Object value = row[i];
            if (value == null) {
                statement.setNull(i + 1, sqlType(type));
            } else {
                statement.setObject(
                        i + 1, dialect.bindable(type, value instanceof Instant time ? Times.utc(time) : value));
            }
        }
    }

    private static int sqlType(ColumnType type) {
        return switch (type) {
            case TEXT, JSON -> Types.VARCHAR;
            case BOOLEAN -> Types.BOOLEAN;
            case INTEGER -> Types.BIGINT;
            case DECIMAL -> Types.NUMERIC;
            case TIMESTAMP -> Types.TIMESTAMP_WITH_TIMEZONE;
        };
    }
}
