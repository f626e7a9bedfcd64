package io.intercomsync.benchmarks;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** Loads DuckDB by its appender, 20,000 rows in a transaction. */
final class RawDuckDb extends RawDatabase {
    private static final int ROWS_IN_TRANSACTION = 20_000;

    /** The scale of the sink's columns of decimals. */
    private static final int SCALE = 9;

    /** DuckDB upserts some hundred rows a second, so all would take an hour. */
    private static final int MOST_UPSERTS = 500;

    @Override
    void load(Connection connection, String table, List<@Nullable Object[]> rows) throws Exception {
        DuckDBConnection own = connection.unwrap(DuckDBConnection.class);
        int dot = table.indexOf('.');
        for (int from = 0; from < rows.size(); from += ROWS_IN_TRANSACTION) {
            run(connection, List.of("BEGIN TRANSACTION"));
            try (DuckDBAppender appender = own.createAppender(table.substring(0, dot), table.substring(dot + 1))) {
                for (@Nullable Object[] row : rows.subList(from, Math.min(rows.size(), from + ROWS_IN_TRANSACTION))) {
                    append(appender, row);
                }
            }
            run(connection, List.of("COMMIT"));
        }
    }

    private static void append(DuckDBAppender appender, @Nullable Object[] row) throws SQLException {
        appender.beginRow();
        for (Object value : row) {
            if (value == null) {
                appender.appendNull();
            } else if (value instanceof String text) {
                appender.append(text);
            } else if (value instanceof Long number) {
                appender.append(number.longValue());
            } else if (value instanceof Boolean flag) {
                appender.append(flag.booleanValue());
            } else if (value instanceof Instant time) {
                appender.appendEpochMicros(time.getEpochSecond() * 1_000_000 + time.getNano() / 1_000);
            } else {
                appender.append(((BigDecimal) value).setScale(SCALE));
            }
        }
        appender.endRow();
    }

    @Override
    List<String> copyOf(String table, String copy) {
        return List.of("CREATE TABLE " + copy + " AS FROM " + table + " LIMIT 0");
    }

    @Override
    List<String> copyForUpserts(String table, String copy) {
        return List.of(copyOf(table, copy).get(0), "ALTER TABLE " + copy + " ADD PRIMARY KEY (id)");
    }

    @Override
    String upsertClause(List<String> columns) {
        return "ON CONFLICT (id) DO UPDATE SET " + assignments(columns, "\"%s\" = excluded.\"%s\"");
    }

    @Override
    Object bindable(Object value) {
        return value instanceof Instant time ? time.atOffset(ZoneOffset.UTC) : value;
    }

    @Override
    int rowsToUpsert(int rows) {
        return Math.min(rows, MOST_UPSERTS);
    }

    @Override
    String upsertOptions() {
        return "";
    }

    @Override
    long server(Connection connection) {
        return 0;
    }
}
