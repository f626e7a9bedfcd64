package io.intercomsync.jdbc.internal.load;

import io.intercomsync.collection.Column;
import io.intercomsync.collection.ColumnType;
import io.intercomsync.collection.Row;
import io.intercomsync.jdbc.dialect.TargetColumn;
import io.intercomsync.jdbc.internal.attribute.AttributeNeeds;
import io.intercomsync.jdbc.internal.table.CollectionTable;
import io.intercomsync.jdbc.internal.value.OwnColumns;
import io.intercomsync.jdbc.internal.value.SqlTimes;
import io.intercomsync.jdbc.internal.value.TextCleaner;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Converts rows to values in the order of a table's columns, as the table can hold them: {@link String}, {@link Boolean},
 * {@link Long}, {@link BigDecimal}, {@link Double} or {@link Instant}.
 */
final class RowValues {
    private final CollectionTable table;
    private final String workspace;
    private final Instant now;
    private final TextCleaner cleaner;
    private final AttributeNeeds needs;
    private final List<TargetColumn> written;
    private List<Column> rowColumns = List.of();
    /** The positions in a row of the values of the written columns; -1 if a column is the table's own. */
    private int[] positions = {};

    /** @param needs gets the attributes that have no column, or do not fit it */
    RowValues(CollectionTable table, String workspace, Instant now, TextCleaner cleaner, AttributeNeeds needs) {
        this.table = table;
        this.workspace = workspace;
        this.now = now;
        this.cleaner = cleaner;
        this.needs = needs;
        this.written = table.target().columns();
    }

    /** Returns a value for each column of the table and each row, made when the iterator is asked. */
    Iterator<@Nullable Object[]> of(List<PreparedRow> rows) {
        Iterator<PreparedRow> prepared = rows.iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return prepared.hasNext();
            }

            @Override
            public @Nullable Object[] next() {
                return of(prepared.next());
            }
        };
    }

    private @Nullable Object[] of(PreparedRow prepared) {
        Row row = prepared.row();
        if (row.columns() != rowColumns) {
            rowColumns = row.columns();
            positions = positions(rowColumns);
        }
        List<@Nullable Object> given = row.values();
        @Nullable Object[] values = new @Nullable Object[positions.length];
        String mismatches = "";
        for (int i = 0; i < values.length; i++) {
            TargetColumn column = written.get(i);
            boolean isOwn = positions[i] < 0;
            Object value = isOwn ? own(column, prepared) : given.get(positions[i]);
            if (!isOwn && value instanceof Instant time && !SqlTimes.isHeld(time)) {
                mismatches += ",\"" + column.name() + "\":\"" + time + '"';
                value = null;
            }
            values[i] = value == null ? null : held(column, value, prepared.isPlain() && !isOwn);
        }
        table.attributes().fill(values, needs);
        return mismatches.isEmpty() ? values : withExtra(values, mismatches.substring(1));
    }

    private int[] positions(List<Column> columns) {
        Map<String, Integer> positions = new HashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            positions.put(columns.get(i).name(), i);
        }
        return written.stream()
                .mapToInt(column -> positions.getOrDefault(column.name(), -1))
                .toArray();
    }

    private @Nullable Object own(TargetColumn column, PreparedRow row) {
        return switch (column.name()) {
            case OwnColumns.WORKSPACE -> workspace;
            case OwnColumns.RECEIVED_AT -> now;
            case OwnColumns.ROW_HASH -> table.generations().stored(row.hash());
            default -> null;
        };
    }

    private Object held(TargetColumn column, Object value, boolean isPlain) {
        if (value instanceof String text && !isPlain) {
            return column.type() == ColumnType.JSON ? cleaner.json(text) : cleaner.text(text);
        }
        if (value instanceof BigDecimal number) {
            return switch (column.form()) {
                case DECIMAL -> number;
                case DOUBLE -> (Object) number.doubleValue();
                case TEXT -> number.toString();
            };
        }
        return value;
    }

    /** Returns the object of {@code extra} with these members before its own. */
    static String withMembers(@Nullable Object extra, String members) {
        String own = extra instanceof String text ? text.strip() : "{}";
        boolean isEmpty = own.startsWith("{") && own.substring(1).strip().equals("}");
        return isEmpty ? '{' + members + '}' : '{' + members + ',' + own.substring(1);
    }

    /** Keeps times that no column of times can hold as text in {@code extra}. */
    private @Nullable Object[] withExtra(@Nullable Object[] values, String members) {
        for (int i = 0; i < values.length; i++) {
            if (written.get(i).name().equals("extra")) {
                values[i] = withMembers(values[i], members);
            }
        }
        return values;
    }
}
