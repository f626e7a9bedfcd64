package io.intercomsync.jdbc;

import io.intercomsync.collection.Column;
import io.intercomsync.collection.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes 64 bits that tell one content of a row from another: of the names and values of all its columns. They are stored with
 * the row; where the recipe changes, {@link #RECIPE} must, and every row is rewritten once. Not thread-safe.
 */
final class RowHash {
    private static final long RECIPE = 2;
    private static final long FACTOR = 0x9E3779B97F4A7C15L;

    private List<Column> columns = List.of();
    /** Most rows have the columns of the row before, so that their names are hashed once. */
    private long[] names = {};

    private long hash;

    long of(Row row) {
        if (row.columns() != columns) {
            columns = row.columns();
            names = columns.stream().mapToLong(this::ofName).toArray();
        }
        hash = RECIPE;
        List<@Nullable Object> values = row.values();
        for (int i = 0; i < names.length; i++) {
            mix(names[i]);
            add(values.get(i));
        }
        return hash;
    }

    private long ofName(Column column) {
        hash = RECIPE;
        add(column.name());
        return hash;
    }

    private void add(@Nullable Object value) {
        if (value == null) {
            mix(1);
        } else if (value instanceof String text) {
            mix(2);
            add(text);
        } else if (value instanceof Long number) {
            mix(3);
            mix(number);
        } else if (value instanceof Boolean flag) {
            mix(flag ? 4 : 5);
        } else if (value instanceof Instant time) {
            mix(6);
            mix(time.getEpochSecond());
            mix(time.getNano());
        } else {
            mix(7);
            add(((BigDecimal) value).toString());
        }
    }

    /** Four characters a step. */
    private void add(String text) {
        int length = text.length();
        mix(length);
        int i = 0;
        for (; i + 4 <= length; i += 4) {
            mix((long) text.charAt(i) << 48
                    | (long) text.charAt(i + 1) << 32
                    | (long) text.charAt(i + 2) << 16
                    | text.charAt(i + 3));
        }
        for (; i < length; i++) {
            mix(text.charAt(i));
        }
    }

    /** Each step can be undone, so two contents that differ in one place never have the same hash at that place. */
    private void mix(long value) {
        long mixed = (hash ^ value) * FACTOR;
        hash = mixed ^ (mixed >>> 29);
    }
}
