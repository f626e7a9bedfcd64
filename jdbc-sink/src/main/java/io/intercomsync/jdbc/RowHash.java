package io.intercomsync.jdbc;

import io.intercomsync.collection.Column;
import io.intercomsync.collection.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 64 bits that tell one content of a row from another: of the names and values of all its columns. It is stored with the
 * row; where the recipe changes, {@link #RECIPE} must, and every row is rewritten once.
 */
final class RowHash {
    private static final long RECIPE = 1;
    private static final long FACTOR = 0x9E3779B97F4A7C15L;

    private long hash = RECIPE;

    private RowHash() {}

    static long of(Row row) {
        RowHash hash = new RowHash();
        List<Column> columns = row.columns();
        List<@Nullable Object> values = row.values();
        for (int i = 0; i < columns.size(); i++) {
            hash.add(columns.get(i).name());
            hash.add(values.get(i));
        }
        return hash.hash;
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

    private void add(String text) {
        mix(text.length());
        for (int i = 0; i < text.length(); i++) {
            mix(text.charAt(i));
        }
    }

    /** Each step can be undone, so two contents that differ in one place never have the same hash at that place. */
    private void mix(long value) {
        long mixed = (hash ^ value) * FACTOR;
        hash = mixed ^ (mixed >>> 29);
    }
}
