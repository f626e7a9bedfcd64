package io.intercomsync.jdbc.internal.duckdb;

import io.intercomsync.jdbc.dialect.TargetColumn;
import io.intercomsync.jdbc.dialect.TargetTable;
import io.intercomsync.jdbc.internal.value.SqlTimes;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * Appends rows to a table of DuckDB. An earlier statement has begun the transaction: an appender begins none by itself.
 */
final class AppenderLoader {
    private static final String STAGE = "_intercom_stage";

    private AppenderLoader() {}

    /** Returns how many rows were appended. DuckDB has nothing that could keep out some of them. */
    static long run(DuckDBConnection connection, TargetTable table, Iterator<@Nullable Object[]> rows)
            throws SQLException {
        return !table.hasOtherColumns()
                ? append(connection, connection.getCatalog(), table.schema(), table.name(), table, rows)
                : runByStage(connection, table, rows);
    }

    /** Loads through a temporary table: an appender fills columns of others with wrong values, 0 instead of a sequence for example. */
    private static long runByStage(DuckDBConnection connection, TargetTable table, Iterator<@Nullable Object[]> rows)
            throws SQLException {
        String names = table.columnNames();
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TEMPORARY TABLE " + STAGE + " AS SELECT " + names + " FROM "
                    + table.qualifiedName() + " LIMIT 0");
            long appended = append(connection, "temp", "main", STAGE, table, rows);
            statement.execute("INSERT INTO " + table.qualifiedName() + " (" + names + ") SELECT " + names
                    + " FROM temp.main." + STAGE);
            statement.execute("DROP TABLE temp.main." + STAGE);
            return appended;
        }
    }

    private static long append(
            DuckDBConnection connection,
            String catalog,
            String schema,
            String name,
            TargetTable table,
            Iterator<@Nullable Object[]> rows)
            throws SQLException {
        List<TargetColumn> columns = table.columns();
        long appended = 0;
        try (DuckDBAppender appender = connection.createAppender(catalog, schema, name)) {
            while (rows.hasNext()) {
                @Nullable Object[] row = rows.next();
                appender.beginRow();
                for (int i = 0; i < row.length; i++) {
                    append(appender, columns.get(i), row[i]);
                }
                appender.endRow();
                appended++;
            }
            appender.flush(); // closing it would hide that the rows were refused
        }
        return appended;
    }

    private static void append(DuckDBAppender appender, TargetColumn column, @Nullable Object value)
            throws SQLException {
        if (value == null) {
            appender.appendNull();
        } else if (value instanceof String text) {
            appender.append(text);
        } else if (value instanceof Long number) {
            appender.append(number.longValue());
        } else if (value instanceof Boolean flag) {
            appender.append(flag.booleanValue());
        } else if (value instanceof Instant time) {
            appender.appendEpochMicros(SqlTimes.micros(time));
        } else if (value instanceof Double number) {
            appender.append(number.doubleValue());
        } else if (value instanceof BigDecimal number && column.digits() != null) {
            appender.append(number.setScale(column.digits().scale()));
        } else {
            throw new IllegalArgumentException("Not a value of a column: " + value.getClass());
        }
    }
}
