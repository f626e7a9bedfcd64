package io.intercomsync.jdbc.internal.sql;

import io.intercomsync.collection.ColumnType;
import io.intercomsync.jdbc.dialect.Dialect;
import io.intercomsync.jdbc.dialect.TargetColumn;
import io.intercomsync.jdbc.dialect.TargetTable;
import io.intercomsync.jdbc.internal.value.SqlTimes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Copies stored rows by their keys into another table, within the database, with some more values for each row. */
public final class RowCopy {
    private static final int ROWS_OF_ARRAYS = 20_000;
    private static final int ROWS_OF_PLACEHOLDERS = 100;

    private final Connection connection;
    private final Dialect dialect;
    private final TargetTable from;
    private final TargetTable to;
    private final List<TargetColumn> copied;
    private final List<TargetColumn> added;

    /**
     * @param copied the columns of the other table that get their values from this one
     * @param added the columns of the other table that get the given values
     */
    public RowCopy(
            Connection connection,
            Dialect dialect,
            TargetTable from,
            TargetTable to,
            List<TargetColumn> copied,
            List<TargetColumn> added) {
        this.connection = connection;
        this.dialect = dialect;
        this.from = from;
        this.to = to;
        this.copied = copied;
        this.added = added;
    }

    /**
     * A row to copy.
     *
     * @param key the values of the key columns of the table that it is copied from
     * @param values the values of the added columns
     */
    public record Copied(List<String> key, List<Object> values) {}

    /**
     * Copies the rows.
     *
     * @param hasTriggers whether the other table may have triggers. With one, MariaDB refuses the second row of such a statement, so each row
     *     gets a statement of its own where there are no arrays
     * @return how many rows the database reports as copied
     */
    public long run(List<Copied> rows, boolean hasTriggers) throws SQLException {
        String keys = dialect.keyTable(from.keyColumns().size() + added.size());
        int size = keys != null ? ROWS_OF_ARRAYS : hasTriggers ? 1 : ROWS_OF_PLACEHOLDERS;
        long count = 0;
        for (int start = 0; start < rows.size(); start += size) {
            List<Copied> some = rows.subList(start, Math.min(rows.size(), start + size));
            count += keys == null ? few(some) : atOnce(some, keys);
        }
        return count;
    }

    private String insert(List<String> values) {
        return "INSERT INTO " + to.qualifiedName() + " ("
                + names(copied, "") + ", " + names(added, "") + ") SELECT "
                + names(
                        copied.stream()
                                .map(column -> from.find(column.name()).orElseThrow())
                                .toList(),
                        "t.") + ", "
                + String.join(", ", values) + " FROM ";
    }

    private static String names(List<TargetColumn> columns, String prefix) {
        return columns.stream().map(column -> prefix + column.quotedName()).collect(Collectors.joining(", "));
    }

    private long atOnce(List<Copied> rows, String keys) throws SQLException {
        int width = from.keyColumns().size();
        List<String> values = IntStream.range(0, added.size())
                .mapToObj(i -> "CAST(k.k" + (width + i) + " AS " + type(added.get(i)) + ")")
                .toList();
        String sql = insert(values) + keys + join();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            KeyTable.bind(
                    connection,
                    statement,
                    width + added.size(),
                    rows,
                    (row, column) -> column < width
                            ? row.key().get(column)
                            : row.values().get(column - width).toString());
            return statement.executeUpdate();
        }
    }

    private String type(TargetColumn column) {
        return to.keyColumns().contains(column.quotedName()) ? dialect.keyType() : dialect.type(column.type());
    }

    /** Copies rows by a table of keys that is made of placeholders. */
    private long few(List<Copied> rows) throws SQLException {
        int width = from.keyColumns().size();
        List<String> values = IntStream.range(0, added.size())
                .mapToObj(i -> "k.k" + (width + i))
                .toList();
        String first = IntStream.range(0, width + added.size())
                .mapToObj(i -> (i < width
                                ? "?"
                                : dialect.parameter(added.get(i - width).type())) + " AS k" + i)
                .collect(Collectors.joining(", ", "SELECT ", ""));
        String keys = String.join(" UNION ALL ", Collections.nCopies(rows.size(), first));
        try (PreparedStatement statement = connection.prepareStatement(insert(values) + "(" + keys + ") k" + join())) {
            int next = 1;
            for (Copied row : rows) {
                for (String part : row.key()) {
                    statement.setString(next++, part);
                }
                for (Object value : row.values()) {
                    OffsetDateTime time = value instanceof Instant instant ? SqlTimes.utc(instant) : null;
                    statement.setObject(next++, time == null ? value : dialect.bindable(ColumnType.TIMESTAMP, time));
                }
            }
            return statement.executeUpdate();
        }
    }

    private String join() {
        return " JOIN " + from.qualifiedName() + " t ON " + KeyTable.condition(from.keyColumns());
    }
}
