package io.intercomsync.jdbc;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Iterator;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * Appends rows to a table of DuckDB, in the transaction that a statement before has begun: an appender begins none by itself.
 */
final class AppenderLoader {
    private AppenderLoader() {}

    static void run(DuckDBConnection connection, Table table, Iterator<@Nullable Object[]> rows) throws SQLException {
        try (DuckDBAppender appender =
                connection.createAppender(connection.getCatalog(), table.schema(), table.name())) {
            while (rows.hasNext()) {
                @Nullable Object[] row = rows.next();
                appender.beginRow();
                int next = 0;
                for (TableColumn column : table.columns()) {
                    if (column.isOurs()) {
                        append(appender, column, row[next++]);
                    } else {
                        appender.appendDefault();
                    }
                }
                appender.endRow();
            }
            appender.flush(); // closing it would hide that the rows were refused
        }
    }

    private static void append(DuckDBAppender appender, TableColumn column, @Nullable Object value)
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
            appender.appendEpochMicros(Times.micros(time));
        } else if (value instanceof Double number) {
            appender.append(number.doubleValue());
        } else if (value instanceof BigDecimal number && column.digits() != null) {
            appender.append(number.setScale(column.digits().scale()));
        } else {
            throw new IllegalArgumentException("Not a value of a column: " + value.getClass());
        }
    }
}
