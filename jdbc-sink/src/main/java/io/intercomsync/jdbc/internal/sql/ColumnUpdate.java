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
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Gives some columns of stored rows new values: all rows in one statement if the dialect can join arrays. */
final class ColumnUpdate {
    private final Dialect dialect;
    private final TargetTable table;
    private final List<TargetColumn> columns;
    private final List<List<String>> keys;
    private final List<@Nullable Object[]> values;

    /**
     * @param keys the values of the {@linkplain TargetTable#keyColumns() key columns} of each row, at least one
     * @param values for each row, the values of the columns
     */
    ColumnUpdate(
            Dialect dialect,
            TargetTable table,
            List<TargetColumn> columns,
            List<List<String>> keys,
            List<@Nullable Object[]> values) {
        this.dialect = dialect;
        this.table = table;
        this.columns = columns;
        this.keys = keys;
        this.values = values;
    }

    void run(Connection connection) throws SQLException {
        if (dialect.changesByJoin()) {
            byJoin(connection);
        } else {
            each(connection);
        }
    }

    private void byJoin(Connection connection) throws SQLException {
        int width = table.keyColumns().size();
        String sql = "UPDATE " + table.qualifiedName() + " AS t SET "
                + IntStream.range(0, columns.size())
                        .mapToObj(i -> columns.get(i).quotedName() + " = CAST(k.k" + (width + i) + " AS "
                                + type(columns.get(i)) + ")")
                        .collect(Collectors.joining(", "))
                + " FROM " + dialect.keyTable(width + columns.size()) + " WHERE "
                + KeyTable.condition(table.keyColumns());
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            KeyTable.bind(
                    connection,
                    statement,
                    width + columns.size(),
                    IntStream.range(0, keys.size()).boxed().toList(),
                    (row, column) ->
                            column < width ? keys.get(row).get(column) : text(values.get(row)[column - width]));
            statement.executeUpdate();
        }
    }

    private String type(TargetColumn column) {
        return column.form() == Form.DOUBLE ? dialect.doubleType() : dialect.type(column.boundType());
    }

    private static @Nullable String text(@Nullable Object value) {
        return value instanceof BigDecimal number ? number.toPlainString() : value == null ? null : value.toString();
    }

    /** Returns the table with the columns to change before those of the key, and no others. */
    TargetTable parameters() {
        List<TargetColumn> bound = new ArrayList<>(columns);
        for (String key : table.keyColumns()) {
            table.columns().stream()
                    .filter(column -> column.quotedName().equals(key))
                    .forEach(bound::add);
        }
        return new TargetTable(table.schema(), table.name(), table.qualifiedName(), bound, table.keyColumns(), true);
    }

    /** Returns the values for the columns of {@link #parameters}. */
    Iterator<@Nullable Object[]> rows() {
        return IntStream.range(0, keys.size())
                .<@Nullable Object[]>mapToObj(i -> Stream.concat(Stream.of(values.get(i)), keys.get(i).stream())
                        .toArray())
                .iterator();
    }

    private void each(Connection connection) throws SQLException {
        String sql = "UPDATE " + table.qualifiedName() + " SET "
                + columns.stream()
                        .map(column -> column.quotedName() + " = " + dialect.parameter(column.boundType()))
                        .collect(Collectors.joining(", "))
                + " WHERE "
                + table.keyColumns().stream().map(column -> column + " = ?").collect(Collectors.joining(" AND "));
        BatchStatement.run(connection, dialect, parameters(), sql, rows());
    }
}
