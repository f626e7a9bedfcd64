package io.intercomsync.jdbc;

import io.intercomsync.collection.Column;
import io.intercomsync.collection.ColumnType;
import io.intercomsync.collection.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values of rows in the order of a table's columns, as the table can hold them: {@link String}, {@link Boolean},
 * {@link Long}, {@link BigDecimal}, {@link Double} or {@link OffsetDateTime}.
 */
final class RowValues {
    private final Table table;
    private final String workspace;
    private final OffsetDateTime now;
    private final TextCleaner cleaner;
    private final List<TableColumn> written;
    private List<Column> rowColumns = List.of();
    private Map<String, Integer> positions = Map.of();

    RowValues(Table table, String workspace, Instant now, TextCleaner cleaner) {
        this.table = table;
        this.workspace = workspace;
        this.now = utc(now);
        this.cleaner = cleaner;
        this.written = table.written();
    }

    static OffsetDateTime utc(Instant time) {
        return time.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }

    /** One value for each of {@link Table#written()}. */
    @Nullable
    Object[] of(PreparedRow prepared) {
        Row row = prepared.row();
        if (row.columns() != rowColumns) {
            rowColumns = row.columns();
            positions = positions(rowColumns);
        }
        List<@Nullable Object> given = row.values();
        @Nullable Object[] values = new @Nullable Object[written.size()];
        String misfits = "";
        for (int i = 0; i < values.length; i++) {
            TableColumn column = written.get(i);
            Integer position = positions.get(column.name());
            Object value = position == null ? own(column, prepared) : given.get(position);
            if (position != null && value instanceof Instant time && !Times.isHeld(time)) {
                misfits += ",\"" + column.name() + "\":\"" + time + '"';
                value = null;
            }
            values[i] = value == null ? null : held(column, value);
        }
        return misfits.isEmpty() ? values : withExtra(values, misfits.substring(1));
    }

    private static Map<String, Integer> positions(List<Column> columns) {
        Map<String, Integer> positions = new HashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            positions.put(columns.get(i).name(), i);
        }
        return positions;
    }

    private @Nullable Object own(TableColumn column, PreparedRow row) {
        return switch (column.name()) {
            case Table.WORKSPACE -> workspace;
            case Table.RECEIVED_AT -> now;
            case Table.ROW_HASH -> row.hash();
            default -> null;
        };
    }

    private Object held(TableColumn column, Object value) {
        if (value instanceof String text) {
            return column.type() == ColumnType.JSON ? cleaner.json(text) : cleaner.text(text);
        }
        if (value instanceof Instant time) {
            return utc(time);
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

    /** A time that no column of times holds is kept as text in the column for what has no column. */
    private @Nullable Object[] withExtra(@Nullable Object[] values, String members) {
        for (int i = 0; i < values.length; i++) {
            if (written.get(i).name().equals("extra") && table.has("extra")) {
                String extra = values[i] instanceof String text ? text.strip() : "{}";
                values[i] = extra.equals("{}") ? '{' + members + '}' : '{' + members + ',' + extra.substring(1);
            }
        }
        return values;
    }
}
