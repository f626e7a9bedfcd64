package io.intercomsync.jdbc;

import io.intercomsync.collection.Column;
import io.intercomsync.collection.ColumnType;
import io.intercomsync.collection.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values of rows in the order of a table's columns, as the table can hold them: {@link String}, {@link Boolean},
 * {@link Long}, {@link BigDecimal}, {@link Double} or {@link Instant}.
 */
final class RowValues {
    private final Table table;
    private final String workspace;
    private final Instant now;
    private final TextCleaner cleaner;
    private final List<TableColumn> written;
    private List<Column> rowColumns = List.of();
    /** Where in a row the value of each written column stands; -1 if the column is the table's own. */
    private int[] positions = {};

    RowValues(Table table, String workspace, Instant now, TextCleaner cleaner) {
        this.table = table;
        this.workspace = workspace;
        this.now = now;
        this.cleaner = cleaner;
        this.written = table.written();
    }

    /** Of each row a value for each of {@link Table#written()}, made when it is asked for. */
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
        String misfits = "";
        for (int i = 0; i < values.length; i++) {
            TableColumn column = written.get(i);
            boolean isOwn = positions[i] < 0;
            Object value = isOwn ? own(column, prepared) : given.get(positions[i]);
            if (!isOwn && value instanceof Instant time && !Times.isHeld(time)) {
                misfits += ",\"" + column.name() + "\":\"" + time + '"';
                value = null;
            }
            values[i] = value == null ? null : held(column, value, prepared.isPlain() && !isOwn);
        }
        return misfits.isEmpty() ? values : withExtra(values, misfits.substring(1));
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

    private @Nullable Object own(TableColumn column, PreparedRow row) {
        return switch (column.name()) {
            case Table.WORKSPACE -> workspace;
            case Table.RECEIVED_AT -> now;
            case Table.ROW_HASH -> table.hashOf(row);
            default -> null;
        };
    }

    private Object held(TableColumn column, Object value, boolean isPlain) {
        if (value instanceof String text && !isPlain) {
            return column.type() == ColumnType.JSON ? cleaner.json(text) : cleaner.text(text);
        }
        if (value instanceof BigDecimal number) {
            return switch (column.form()) {
                case NATIVE -> number;
                case DOUBLE -> (Object) number.doubleValue();
                case TEXT -> number.toString();
            };
        }
        return value;
    }

    /** The object of {@code extra} with these members before its own. */
    static String withMembers(@Nullable Object extra, String members) {
        String own = extra instanceof String text ? text.strip() : "{}";
        boolean isEmpty = own.startsWith("{") && own.substring(1).strip().equals("}");
        return isEmpty ? '{' + members + '}' : '{' + members + ',' + own.substring(1);
    }

    /** A time that no column of times holds is kept as text in the column for what has no column. */
    private @Nullable Object[] withExtra(@Nullable Object[] values, String members) {
        for (int i = 0; i < values.length; i++) {
            if (written.get(i).name().equals("extra") && table.has("extra")) {
                values[i] = withMembers(values[i], members);
            }
        }
        return values;
    }
}
