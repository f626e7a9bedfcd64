package io.intercomsync.jdbc.internal.column;

import io.intercomsync.jdbc.dialect.Dialect;
import io.intercomsync.jdbc.dialect.TargetColumn;
import io.intercomsync.jdbc.dialect.TargetTable;
import io.intercomsync.jdbc.internal.attribute.AttributeColumn;
import io.intercomsync.jdbc.internal.attribute.AttributeColumns;
import io.intercomsync.jdbc.internal.attribute.AttributeNeeds;
import io.intercomsync.jdbc.internal.attribute.AttributeType;
import io.intercomsync.jdbc.internal.bookkeeping.RecordedAttribute;
import io.intercomsync.jdbc.internal.sql.KeyStatements;
import io.intercomsync.jdbc.internal.sql.SinkDatabase;
import io.intercomsync.jdbc.internal.sql.TablePages;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
public final class AttributeFiller {
    private static final int MOST_ROWS = 2_000;
    private static final int MOST_VALUES = 100_000;

    private final Connection connection;
    private final SinkDatabase database;
    private final Dialect dialect;
    private final TargetTable table;

    public AttributeFiller(Connection connection, SinkDatabase database, TargetTable table) {
        this.connection = connection;
        this.database = database;
        this.dialect = database.dialect();
        this.table = table;
    }

    /** A stored row: its key, and the JSON of its attributes. */
    private record Stored(List<String> key, @Nullable String json) {}

    /** Hands out the JSON of every row. */
    void read(Consumer<@Nullable String> taker) throws SQLException {
        pages(List.of(), MOST_ROWS, rows -> rows.forEach(row -> taker.accept(row.json())));
    }

    /** Fills the columns of these attributes. Returns whether every row has its values. */
    boolean fill(List<RecordedAttribute> attributes) throws SQLException {
        List<AttributeColumn> filled = new ArrayList<>();
        for (RecordedAttribute each : attributes) {
            each.knownType().ifPresent(type -> filled.add(new AttributeColumn(each.attribute(), column(each, type))));
        }
        return fillColumns(filled);
    }

    /**
     * Fills these columns of attributes, which need not be among those that the sink writes. Returns whether every row has its
     * values: something that somebody added to the table may refuse some.
     */
    public boolean fillColumns(List<AttributeColumn> filled) throws SQLException {
        if (filled.isEmpty()) {
            return true;
        }
        List<TargetColumn> columns = new ArrayList<>();
        columns.add(table.find(AttributeColumns.SOURCE).orElseThrow());
        filled.forEach(each -> columns.add(each.column()));
        AttributeColumns attributes = new AttributeColumns(dialect, columns, filled, Set.of(), true);
        String unfilled = filled.stream()
                .map(each -> each.column().quotedName() + " IS NULL")
                .collect(Collectors.joining(" OR "));
        int rows = Math.max(1, Math.min(MOST_ROWS, MOST_VALUES / filled.size()));
        List<TargetColumn> targets = columns.subList(1, columns.size());
        Map<Stored, @Nullable Object[]> values = new LinkedHashMap<>(); // of the rows of one page
        SkippedRows<Stored> skipped =
                new SkippedRows<>(connection, database, table, some -> update(targets, some, values));
        pages(List.of("(" + unfilled + ")"), rows, page -> {
            values.clear();
            values.putAll(found(page, attributes, targets.size()));
            values.keySet().retainAll(lacking(targets, values)); // a page also has rows with all their values
            skipped.change(List.copyOf(values.keySet()));
        });
        skipped.warn(
                "could not be given the values of custom attributes in columns of their own, and keep them in the column "
                        + AttributeColumns.SOURCE + "; each run tries again");
        return skipped.isNone();
    }

    private TargetColumn column(RecordedAttribute attribute, AttributeType type) {
        return new TargetColumn(
                attribute.column(), dialect.quoted(attribute.column()), type.columnType(), type.form(), null);
    }

    /** Hands out all rows that meet the conditions, a page at a time. */
    private void pages(List<String> conditions, int size, TablePages.PageConsumer<Stored> consumer)
            throws SQLException {
        String select = "SELECT " + String.join(", ", table.keyColumns()) + ", " + table.quoted(AttributeColumns.SOURCE)
                + " FROM " + table.qualifiedName();
        new TablePages<>(connection, dialect, table.keyColumns(), size, this::stored, Stored::key)
                .each(select, conditions, List.of(), consumer);
    }

    private Stored stored(ResultSet row) throws SQLException {
        int columns = table.keyColumns().size();
        return new Stored(KeyStatements.key(row, 1, columns), row.getString(columns + 1));
    }

    /** Stores the values of the rows. Returns rows that lack some although the database reported no error. */
    private List<Stored> update(List<TargetColumn> columns, List<Stored> rows, Map<Stored, @Nullable Object[]> values)
            throws SQLException {
        Map<Stored, @Nullable Object[]> updated = new LinkedHashMap<>(values);
        updated.keySet().retainAll(Set.copyOf(rows));
        List<List<String>> keys = updated.keySet().stream().map(Stored::key).toList();
        database.update(connection, table, columns, keys, List.copyOf(updated.values()));
        return dialect.catalog().rowChangers(connection, table).isEmpty()
                ? List.of()
                : List.copyOf(lacking(columns, updated));
    }

    /** Returns the values of each row that has any, one for each column. */
    private Map<Stored, @Nullable Object[]> found(List<Stored> page, AttributeColumns attributes, int columns) {
        Map<Stored, @Nullable Object[]> found = new LinkedHashMap<>();
        for (Stored row : page) {
            @Nullable Object[] all = new @Nullable Object[columns + 1];
            all[0] = row.json();
            attributes.fill(all, new AttributeNeeds(dialect));
            @Nullable Object[] some = Arrays.copyOfRange(all, 1, all.length);
            if (Stream.of(some).anyMatch(Objects::nonNull)) {
                found.put(row, some);
            }
        }
        return found;
    }

    /** Returns the rows whose columns do not have all these values yet. */
    private Set<Stored> lacking(List<TargetColumn> columns, Map<Stored, @Nullable Object[]> values)
            throws SQLException {
        Map<List<String>, @Nullable Object[]> byKey = new LinkedHashMap<>();
        values.forEach((row, each) -> byKey.put(row.key(), each));
        int width = table.keyColumns().size();
        String selected = Stream.concat(
                        table.keyColumns().stream(), columns.stream().map(TargetColumn::quotedName))
                .map(column -> "t." + column)
                .collect(Collectors.joining(", "));
        Set<List<String>> lacking = new HashSet<>();
        List<List<String>> keys = List.copyOf(byKey.keySet());
        new KeyStatements(connection, dialect, table, null).select(selected, table.keyColumns(), keys, row -> {
            List<String> key = KeyStatements.key(row, 1, width);
            @Nullable Object[] wanted = byKey.getOrDefault(key, new @Nullable Object[0]);
            for (int i = 0; i < wanted.length; i++) {
                if (wanted[i] != null && row.getObject(width + i + 1) == null) {
                    lacking.add(key);
                }
            }
        });
        return values.keySet().stream()
                .filter(row -> lacking.contains(row.key()))
                .collect(Collectors.toSet());
    }
}
