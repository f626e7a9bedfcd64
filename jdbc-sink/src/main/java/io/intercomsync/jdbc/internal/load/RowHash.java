package io.intercomsync.jdbc.internal.load;

import io.intercomsync.collection.Column;
import io.intercomsync.collection.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hashes the content of a row to 64 bits: the names and values of all columns that have a value. The hash is stored with the
 * row. If the algorithm changes, change {@link #RECIPE} with it: then every row is rewritten once. On the way it notes whether
 * the text is plain, since reading it again takes as long. Not thread-safe.
 */
public final class RowHash {
    private static final long RECIPE = 3;
    private static final long FACTOR = 0x9E3779B97F4A7C15L;
    private static final long HIGHEST = 0x8000_8000_8000_8000L;
    private static final long LOWEST = 0x0001_0001_0001_0001L;
    private static final long BACKSLASHES = LOWEST * '\\';

    private List<Column> columns = List.of();
    /** The hashes of the names of the columns. Most rows have the columns of the row before. */
    private long[] names = {};

    private long hash;
    private char[] characters = new char[256];
    /** Has the highest bit of one of its four parts set if a character was not plain. */
    private long notPlain;

    public long of(Row row) {
        if (row.columns() != columns) {
            columns = row.columns();
            names = columns.stream().mapToLong(this::ofName).toArray();
        }
        hash = RECIPE;
        notPlain = 0;
        List<@Nullable Object> values = row.values();
        for (int i = 0; i < names.length; i++) {
            Object value = values.get(i);
            if (value != null) { // so that a column that is added changes no row without a value for it
                mix(names[i]);
                add(value);
            }
        }
        return hash;
    }

    private long ofName(Column column) {
        hash = RECIPE;
        add(column.name());
        return hash;
    }

    private void add(Object value) {
        if (value instanceof String text) {
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

    /** Returns whether every database holds all texts of the row as they are: no NUL, no backslash, no character from U+8000 on. */
    public boolean isPlain() {
        return (notPlain & HIGHEST) == 0;
    }

    /** Adds four characters in each step. */
    private void add(String text) {
        int length = text.length();
        if (characters.length < length) {
            characters = new char[Math.max(length, 2 * characters.length)];
        }
        text.getChars(0, length, characters, 0);
        mix(length);
        int i = 0;
        for (; i + 4 <= length; i += 4) {
            long four = (long) characters[i] << 48
                    | (long) characters[i + 1] << 32
                    | (long) characters[i + 2] << 16
                    | characters[i + 3];
            notPlain |= four | zeros(four) | zeros(four ^ BACKSLASHES);
            mix(four);
        }
        for (; i < length; i++) {
            char one = characters[i];
            notPlain |= one == 0 || one == '\\' ? HIGHEST : one;
            mix(one);
        }
    }

    /** Sets the highest bit of each part that is zero; if there is one, perhaps also that of other parts. */
    private static long zeros(long four) {
        return (four - LOWEST) & ~four;
    }

    /** Mixes by steps that can be undone, so contents that differ in one place still differ after it. */
    private void mix(long value) {
        hash = mixed(hash, value);
    }

    private static long mixed(long hash, long value) {
        long mixed = (hash ^ value) * FACTOR;
        return mixed ^ (mixed >>> 29);
    }
}
