package io.intercomsync.jdbc.internal.load;

import io.intercomsync.collection.ColumnType;
import io.intercomsync.collection.Row;
import io.intercomsync.jdbc.dialect.Dialect;
import io.intercomsync.jdbc.dialect.ErrorScope;
import io.intercomsync.jdbc.dialect.TableObject;
import io.intercomsync.jdbc.dialect.TargetColumn;
import io.intercomsync.jdbc.dialect.TargetColumn.Form;
import io.intercomsync.jdbc.dialect.TargetTable;
import io.intercomsync.jdbc.internal.error.RefusalReason;
import io.intercomsync.jdbc.internal.error.SinkFailure;
import io.intercomsync.jdbc.internal.schema.Tables;
import io.intercomsync.jdbc.internal.sql.SinkDatabase;
import io.intercomsync.jdbc.internal.table.CollectionTable;
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
 * Widens columns of decimals that would round new values. A narrow column of somebody else gets the dialect's type of decimals.
 * If that is not wide enough, a column becomes one of binary numbers with 64 bits if these keep all digits of every value, new or
 * stored; else one of text. If the database refuses, numbers that do not fit go to the column {@code extra}.
 */
final class ColumnWidening {
    private static final Logger log = LoggerFactory.getLogger(ColumnWidening.class);

    private final Connection connection;
    private final SinkDatabase database;
    private final Dialect dialect;
    private final Tables tables;

    ColumnWidening(Connection connection, SinkDatabase database, Tables tables) {
        this.connection = connection;
        this.database = database;
        this.dialect = database.dialect();
        this.tables = tables;
    }

    /** Widens columns to hold the rows. Returns the rows, with numbers that do not fit their column in {@code extra}. */
    List<PreparedRow> fit(CollectionTable table, List<PreparedRow> rows) throws SQLException {
        CollectionTable current = table;
        List<PreparedRow> fitting = rows;
        for (TargetColumn column : table.target().columns()) {
            if (column.type() == ColumnType.DECIMAL
                    && column.form() != Form.TEXT
                    && !table.attributes().hold(column)) { // those are checked when they are read from JSON
                List<BigDecimal> numbers = numbers(column, fitting);
                if (!numbers.stream().allMatch(number -> holds(column, number))) {
                    Form form = wider(current, column, numbers);
                    CollectionTable widened = widened(current, column, form);
                    if (widened != null) {
                        current = widened;
                    } else {
                        fitting =
                                fitting.stream().map(row -> moved(row, column)).toList();
                    }
                }
            }
        }
        return fitting;
    }

    /** Gives the column another type; {@code null} if the database refuses because something depends on the column. */
    private @Nullable CollectionTable widened(CollectionTable table, TargetColumn column, Form form)
            throws SQLException {
        if (tables.isUnchangeable(table, column)) {
            return null;
        }
        try {
            tables.changeType(connection, table, column, form);
        } catch (SQLException e) {
            if (database.errors().scope(e) == ErrorScope.DATABASE) {
                throw e;
            }
            tables.noteUnchangeable(table, column);
            log.warn("{}", refused(table.target(), column, tables.decimalType(form), e));
            return null;
        }
        return tables.reread(connection, table);
    }

    private String refused(TargetTable table, TargetColumn column, String type, SQLException e) throws SQLException {
        List<TableObject> objects = database.dialect().catalog().objects(connection, table);
        String told = database.errors().dependentObject(e);
        String dependent =
                told.isEmpty() ? RefusalReason.names(RefusalReason.ofKind(TableObject.INDEX, objects)) : told;
        return "The column " + column.quotedName() + " of the table " + table.qualifiedName() + " should become " + type
                + " to hold the new numbers, but the database refuses: "
                + SinkFailure.messageWithoutData(e, database.errors())
                + (dependent.isEmpty() ? "" : " (" + dependent + ")")
                + ". Numbers that do not fit are kept in the column extra until it can. Drop what depends on the column,"
                + " such as a view, an index or a constraint; run with fullRefresh(); then create it anew";
    }

    /** Moves the number to {@code extra} if the column cannot hold it. The row's hash then differs, so it is moved back later. */
    private PreparedRow moved(PreparedRow prepared, TargetColumn column) {
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

    private boolean holds(TargetColumn column, BigDecimal number) {
        return column.form() == Form.DECIMAL
                ? dialect.holds(number)
                        && (column.digits() == null || column.digits().hold(number))
                : isDouble(number);
    }

    private Form wider(CollectionTable table, TargetColumn column, List<BigDecimal> numbers) throws SQLException {
        if (column.form() == Form.DECIMAL) {
            boolean isNarrow =
                    column.digits() != null && dialect.holds(column.digits().largest());
            if (isNarrow && numbers.stream().allMatch(dialect::holds)) {
                return Form.DECIMAL;
            }
            if (dialect.keepsDigitsOfDoubles()
                    && numbers.stream().allMatch(ColumnWidening::isDouble)
                    && areDoubles(table, column)) {
                return Form.DOUBLE;
            }
        }
        return Form.TEXT;
    }

    private static List<BigDecimal> numbers(TargetColumn column, List<PreparedRow> rows) {
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

    private boolean areDoubles(CollectionTable table, TargetColumn column) throws SQLException {
        String sql = "SELECT DISTINCT " + column.quotedName() + " FROM "
                + table.target().qualifiedName() + " WHERE " + column.quotedName() + " IS NOT NULL";
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
