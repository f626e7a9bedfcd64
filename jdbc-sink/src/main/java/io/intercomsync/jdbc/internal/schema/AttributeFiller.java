package io.intercomsync.jdbc.internal.schema;

import io.intercomsync.jdbc.dialect.Dialect;
import io.intercomsync.jdbc.dialect.TargetColumn;
import io.intercomsync.jdbc.dialect.TargetTable;
import io.intercomsync.jdbc.internal.attribute.AttributeColumn;
import io.intercomsync.jdbc.internal.attribute.AttributeColumns;
import io.intercomsync.jdbc.internal.attribute.AttributeNeeds;
import io.intercomsync.jdbc.internal.attribute.AttributeType;
import io.intercomsync.jdbc.internal.sql.LaterKeys;
import io.intercomsync.jdbc.internal.sql.SinkDatabase;
import io.intercomsync.jdbc.internal.sql.Transaction;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Fills columns of custom attributes from the JSON that the rows hold. It goes through the table in the order of the keys, a few
 * thousand rows in a transaction, and passes over rows that are filled already. So it can be resumed, and holds up no reader.
 */
final class AttributeFiller {
    private static final int MOST_ROWS = 2_000;
    private static final int MOST_VALUES = 100_000;

    private final Connection connection;
    private final SinkDatabase database;
    private final Dialect dialect;
    private final TargetTable table;

    AttributeFiller(Connection connection, SinkDatabase database, TargetTable table) {
        this.connection = connection;
        this.database = database;
        this.dialect = database.dialect();
        this.table = table;
    }

    /** A stored row: its key, and the JSON of its attributes. */
    private record Stored(List<String> key, @Nullable String json) {}

    /** Takes some rows. */
    @FunctionalInterface
    private interface Page {
        void take(List<Stored> rows) throws SQLException;
    }

    /** Hands out the JSON of every row. */
    void read(Consumer<@Nullable String> taker) throws SQLException {
        pages("", MOST_ROWS, rows -> rows.forEach(row -> taker.accept(row.json())));
    }

    /** Fills the columns of these attributes. */
    void fill(List<RecordedAttribute> attributes) throws SQLException {
        List<AttributeColumn> filled = new ArrayList<>();
        for (RecordedAttribute each : attributes) {
            each.knownType().ifPresent(type -> filled.add(new AttributeColumn(each.attribute(), column(each, type))));
        }
        fillColumns(filled);
    }

    /** Fills these columns of attributes, which need not be among those that the sink writes. */
    void fillColumns(List<AttributeColumn> filled) throws SQLException {
        if (filled.isEmpty()) {
            return;
        }
        List<TargetColumn> columns = new ArrayList<>();
        columns.add(table.find(AttributeColumns.SOURCE).orElseThrow());
        filled.forEach(each -> columns.add(each.column()));
        AttributeColumns values = new AttributeColumns(dialect, columns, filled, Set.of(), true);
        String unfilled = filled.stream()
                .map(each -> each.column().quotedName() + " IS NULL")
                .collect(Collectors.joining(" OR "));
        int rows = Math.max(1, Math.min(MOST_ROWS, MOST_VALUES / filled.size()));
        pages(unfilled, rows, page -> update(filled, page, values));
    }

    private TargetColumn column(RecordedAttribute attribute, AttributeType type) {
        return new TargetColumn(
                attribute.column(), dialect.quoted(attribute.column()), type.columnType(), type.form(), null);
    }

    /** Hands out all rows that meet the condition, a page at a time. */
    private void pages(String condition, int size, Page taker) throws SQLException {
        List<String> after = List.of();
        while (true) {
            List<Stored> rows = page(after, condition, size);
            taker.take(rows);
            if (rows.size() < size) {
                return;
            }
            after = rows.get(size - 1).key();
        }
    }

    private List<Stored> page(List<String> after, String condition, int size) throws SQLException {
        String keys = String.join(", ", table.keyColumns());
        List<String> conditions = new ArrayList<>();
        if (!after.isEmpty()) {
            conditions.add(LaterKeys.condition(dialect, table.keyColumns()));
        }
        if (!condition.isEmpty()) {
            conditions.add("(" + condition + ")");
        }
        String sql = "SELECT " + keys + ", " + table.quoted(AttributeColumns.SOURCE) + " FROM " + table.qualifiedName()
                + (conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions)) + " ORDER BY " + keys;
        List<Stored> rows = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(dialect.first(size, sql))) {
            int next = 1;
            for (String value : LaterKeys.parameters(dialect, after)) {
                statement.setString(next++, value);
            }
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    rows.add(stored(found));
                }
            }
        }
        return rows;
    }

    private Stored stored(ResultSet row) throws SQLException {
        List<String> key = new ArrayList<>();
        int columns = table.keyColumns().size();
        for (int i = 1; i <= columns; i++) {
            key.add(row.getString(i));
        }
        return new Stored(key, row.getString(columns + 1));
    }

    private void update(List<AttributeColumn> filled, List<Stored> page, AttributeColumns values) throws SQLException {
        List<List<String>> keys = new ArrayList<>();
        List<@Nullable Object[]> found = new ArrayList<>();
        for (Stored row : page) {
            @Nullable Object[] all = new @Nullable Object[filled.size() + 1];
            all[0] = row.json();
            values.fill(all, new AttributeNeeds(dialect));
            @Nullable Object[] some = Arrays.copyOfRange(all, 1, all.length);
            if (Stream.of(some).anyMatch(Objects::nonNull)) {
                keys.add(row.key());
                found.add(some);
            }
        }
        List<TargetColumn> columns =
                filled.stream().map(AttributeColumn::column).toList();
        if (!keys.isEmpty()) {
            Transaction.run(connection, database.sessions(), () -> {
                database.update(connection, table, columns, keys, found);
                return true;
            });
        }
    }
}
