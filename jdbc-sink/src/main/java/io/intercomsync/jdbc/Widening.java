package io.intercomsync.jdbc;

import io.intercomsync.collection.ColumnType;
import io.intercomsync.collection.Row;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Widens columns of decimals that would round what comes: such that somebody else made narrow to the database's own type of
 * decimals, or else to binary numbers of 64 bits, where these keep all digits of every value, new or stored; else to text.
 * Where the database refuses that, what does not fit its column goes to {@code extra}.
 */
final class Widening {
    private static final Logger log = LoggerFactory.getLogger(Widening.class);

    private final Connection connection;
    private final Engine engine;
    private final Dialect dialect;
    private final Tables tables;

    Widening(Connection connection, Engine engine, Tables tables) {
        this.connection = connection;
        this.engine = engine;
        this.dialect = engine.dialect();
        this.tables = tables;
    }

    /** Widens columns to hold the rows; returns the rows, with numbers that no column can hold in {@code extra}. */
    List<PreparedRow> fit(Table table, List<PreparedRow> rows) throws SQLException {
        Table current = table;
        List<PreparedRow> fitting = rows;
        for (TableColumn column : table.written()) {
            if (column.type() == ColumnType.DECIMAL && column.form() != Form.TEXT) {
                List<BigDecimal> numbers = numbers(column, fitting);
                if (!numbers.stream().allMatch(number -> holds(column, number))) {
                    Form form = wider(current, column, numbers);
                    if (isWidened(current, column, form)) {
                        current = tables.changed(connection, current);
                    } else {
                        fitting =
                                fitting.stream().map(row -> moved(row, column)).toList();
                    }
                }
            }
        }
        return fitting;
    }

    /** Gives the column another type, unless the database refuses that since something depends on the column. */
    private boolean isWidened(Table table, TableColumn column, Form form) throws SQLException {
        if (tables.isUnchangeable(table, column)) {
            return false;
        }
        String type = switch (form) {
            case NATIVE -> dialect.type(ColumnType.DECIMAL);
            case DOUBLE -> dialect.doubleType();
            case TEXT -> dialect.type(ColumnType.TEXT);
        };
        try {
            tables.define(
                    connection,
                    table.name(),
                    "ALTER TABLE " + table.qualified() + " ALTER COLUMN " + column.quoted() + " SET DATA TYPE " + type);
            return true;
        } catch (SQLException e) {
            if (FaultKind.of(e) == FaultKind.DATABASE) {
                throw e;
            }
            tables.noteUnchangeable(table, column);
            log.warn("{}", Failures.ofWidening(table, column, type, e, engine.ownersObjects(connection, table)));
            return false;
        }
    }

    /** The row with the number in {@code extra} if the column cannot hold it. Its hash tells that it is not in its column. */
    private PreparedRow moved(PreparedRow prepared, TableColumn column) {
        Row row = prepared.row();
        List<String> names = row.columns().stream().map(each -> each.name()).toList();
        int at = names.indexOf(column.name());
        int extra = names.indexOf("extra");
        if (at < 0 || !(row.values().get(at) instanceof BigDecimal number) || holds(column, number)) {
            return prepared;
        }
        List<@Nullable Object> values = new ArrayList<>(row.values());
        values.set(at, null);
        if (extra >= 0) {
            values.set(extra, RowValues.withMembers(values.get(extra), '"' + column.name() + "\":\"" + number + '"'));
        }
        return prepared.with(Row.of(row.collection(), row.columns(), values));
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
