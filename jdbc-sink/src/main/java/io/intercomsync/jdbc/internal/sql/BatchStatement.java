package io.intercomsync.jdbc.internal.sql;

import io.intercomsync.collection.ColumnType;
import io.intercomsync.jdbc.dialect.Dialect;
import io.intercomsync.jdbc.dialect.TargetColumn;
import io.intercomsync.jdbc.dialect.TargetTable;
import io.intercomsync.jdbc.internal.value.SqlTimes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Runs one statement for each row, in batches: every driver can. */
public final class BatchStatement {
    private static final int BATCH = 1_000;

    private BatchStatement() {}

    /**
     * Runs the statement, which has a placeholder for each column of the table in their order.
     *
     * @return how many rows the database reports as written; a statement without a report counts as one
     */
    public static long run(
            Connection connection, Dialect dialect, TargetTable table, String sql, Iterator<@Nullable Object[]> rows)
            throws SQLException {
        long written = 0;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 1; rows.hasNext(); i++) {
                bind(statement, dialect, table.columns(), rows.next());
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
            PreparedStatement statement, Dialect dialect, List<TargetColumn> columns, @Nullable Object[] row)
            throws SQLException {
        for (int i = 0; i < row.length; i++) {
            ColumnType type = columns.get(i).boundType();
            Object value = row[i];
            if (value == null) {
                statement.setNull(i + 1, sqlType(type));
            } else {
                statement.setObject(
                        i + 1, dialect.bindable(type, value instanceof Instant time ? SqlTimes.utc(time) : value));
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
