package io.intercomsync.jdbc;

import io.intercomsync.collection.ColumnType;
import io.intercomsync.jdbc.TableColumn.Form;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Widens columns of decimals that would round what comes: such that somebody else made narrow to the database's own type of
 * decimals, or else to binary numbers of 64 bits, where these keep all digits of every value, new or stored; else to text.
 */
final class Widening {
    private final Connection connection;
    private final Dialect dialect;
    private final Tables tables;

    Widening(Connection connection, Dialect dialect, Tables tables) {
        this.connection = connection;
        this.dialect = dialect;
        this.tables = tables;
    }

    void fit(Table table, List<PreparedRow> rows) throws SQLException {
        Table current = table;
        for (TableColumn column : table.written()) {
            if (column.type() == ColumnType.DECIMAL && column.form() != Form.TEXT) {
                List<BigDecimal> numbers = numbers(column, rows);
                if (!numbers.stream().allMatch(number -> holds(column, number))) {
                    current = tables.widen(connection, current, column, wider(current, column, numbers));
                }
            }
        }
    }

    private boolean holds(TableColumn column, BigDecimal number) {
        return column.form() == Form.NATIVE
                ? dialect.holds(number)
                        && (column.digits() == null || column.digits().hold(number))
                : isDouble(number);
    }

    private Form wider(Table table, TableColumn column, List<BigDecimal> numbers) throws SQLException {
        if (column.form() == Form.NATIVE) {
            boolean isNarrow =
                    column.digits() != null && dialect.holds(column.digits().largest());
            if (isNarrow && numbers.stream().allMatch(dialect::holds)) {
                return Form.NATIVE;
            }
            if (numbers.stream().allMatch(Widening::isDouble) && areDoubles(table, column)) {
                return Form.DOUBLE;
            }
        }
        return Form.TEXT;
    }

    private static List<BigDecimal> numbers(TableColumn column, List<PreparedRow> rows) {
        List<BigDecimal> numbers = new ArrayList<>();
        int position = -1;
        @Nullable Object columns = null;
        for (PreparedRow prepared : rows) {
            if (prepared.row().columns() != columns) {
                columns = prepared.row().columns();
                position = prepared.row().columns().stream()
                        .map(c -> c.name())
                        .toList()
                        .indexOf(column.name());
            }
            if (position >= 0 && prepared.row().values().get(position) instanceof BigDecimal number) {
                numbers.add(number);
            }
        }
        return numbers;
    }

    private boolean areDoubles(Table table, TableColumn column) throws SQLException {
        String sql = "SELECT DISTINCT " + column.quoted() + " FROM " + table.qualified() + " WHERE " + column.quoted()
                + " IS NOT NULL";
        try (Statement statement = connection.createStatement();
                ResultSet stored = statement.executeQuery(sql)) {
            while (stored.next()) {
                if (!isDouble(Objects.requireNonNull(stored.getBigDecimal(1)))) {
                    return false;
                }
            }
            return true;
        }
    }

    private static boolean isDouble(BigDecimal number) {
        double binary = number.doubleValue();
        return Double.isFinite(binary) && new BigDecimal(Double.toString(binary)).compareTo(number) == 0;
    }
}
