package io.intercomsync.jdbc.internal.sql;

import io.intercomsync.jdbc.dialect.Dialect;
import io.intercomsync.jdbc.dialect.TargetColumn;
import io.intercomsync.jdbc.dialect.TargetColumn.Form;
import io.intercomsync.jdbc.dialect.TargetTable;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Gives some columns of stored rows new values: all rows in one statement if the dialect can join arrays. */
public final class ColumnUpdate {
    private ColumnUpdate() {}

    /**
     * Updates the rows with these keys, at least one.
     *
     * @param keys the values of the {@linkplain TargetTable#keyColumns() key columns} of each row
     * @param values for each row, the values of the columns
     */
    public static void run(
            Connection connection,
            Dialect dialect,
            TargetTable table,
            List<TargetColumn> columns,
            List<List<String>> keys,
            List<@Nullable Object[]> values)
            throws SQLException {
        if (dialect.changesByJoin()) {
            byJoin(connection, dialect, table, columns, keys, values);
        } else {
            each(connection, dialect, table, columns, keys, values);
        }
    }

    private static void byJoin(
            Connection connection,
            Dialect dialect,
            TargetTable table,
            List<TargetColumn> columns,
            List<List<String>> keys,
            List<@Nullable Object[]> values)
            throws SQLException {
        int width = table.keyColumns().size();
        String sql = "UPDATE " + table.qualifiedName() + " AS t SET "
                + IntStream.range(0, columns.size())
                        .mapToObj(i -> columns.get(i).quotedName() + " = CAST(k.k" + (width + i) + " AS "
                                + type(dialect, columns.get(i)) + ")")
                        .collect(Collectors.joining(", "))
                + " FROM " + dialect.keyTable(width + columns.size()) + " WHERE "
                + IntStream.range(0, width)
                        .mapToObj(i -> "t." + table.keyColumns().get(i) + " = k.k" + i)
                        .collect(Collectors.joining(" AND "));
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < width; i++) {
                int column = i;
                Object[] all = keys.stream().map(key -> key.get(column)).toArray();
                statement.setArray(1 + i, connection.createArrayOf("VARCHAR", all));
            }
            for (int i = 0; i < columns.size(); i++) {
                int column = i;
                @Nullable
                Object[] all = values.stream().map(row -> text(row[column])).toArray();
                statement.setArray(1 + width + i, connection.createArrayOf("VARCHAR", all));
            }
            statement.executeUpdate();
        }
    }

    private static String type(Dialect dialect, TargetColumn column) {
        return column.form() == Form.DOUBLE ? dialect.doubleType() : dialect.type(column.boundType());
    }

    private static @Nullable String text(@Nullable Object value) {
        return value instanceof BigDecimal number ? number.toPlainString() : value == null ? null : value.toString();
    }

    private static void each(
            Connection connection,
            Dialect dialect,
            TargetTable table,
            List<TargetColumn> columns,
            List<List<String>> keys,
            List<@Nullable Object[]> values)
            throws SQLException {
        List<TargetColumn> bound = new ArrayList<>(columns);
        for (String key : table.keyColumns()) {
            table.columns().stream()
                    .filter(column -> column.quotedName().equals(key))
                    .forEach(bound::add);
        }
        String sql = "UPDATE " + table.qualifiedName() + " SET "
                + columns.stream()
                        .map(column -> column.quotedName() + " = " + dialect.parameter(column.boundType()))
                        .collect(Collectors.joining(", "))
                + " WHERE "
                + table.keyColumns().stream().map(column -> column + " = ?").collect(Collectors.joining(" AND "));
        TargetTable parameters =
                new TargetTable(table.schema(), table.name(), table.qualifiedName(), bound, table.keyColumns(), true);
        List<@Nullable Object[]> rows = IntStream.range(0, keys.size())
                .<@Nullable Object[]>mapToObj(i -> Stream.concat(Stream.of(values.get(i)), keys.get(i).stream())
                        .toArray())
                .toList();
        BatchStatement.run(connection, dialect, parameters, sql, rows.iterator());
    }
}
