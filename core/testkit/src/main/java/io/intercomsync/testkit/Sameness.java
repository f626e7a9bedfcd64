package io.intercomsync.testkit;

import io.intercomsync.collection.ColumnType;
import io.intercomsync.collection.Row;
import io.intercomsync.internal.json.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Brings rows into a form for comparison. Two rows have the same form if a sink may return one for the other: times
 * are cut to the microsecond, numbers are compared by value and JSON by content, and U+0000 and halves of surrogate
 * pairs become U+FFFD.
 */
final class Sameness {
    private Sameness() {}

    /** Returns the values by column name, without columns that the model does not have. */
    static Map<String, @Nullable Object> of(Row row, Row model) {
        Map<String, @Nullable Object> values = new TreeMap<>();
        for (int i = 0; i < row.columns().size(); i++) {
            String name = row.columns().get(i).name();
            if (model.columns().stream().anyMatch(column -> column.name().equals(name))) {
                values.put(name, value(row.columns().get(i).type(), row.values().get(i)));
            }
        }
        return values;
    }

    private static @Nullable Object value(ColumnType type, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        return type == ColumnType.JSON ? plain(Json.read((String) value)) : plain(value);
    }

    private static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof String text) {
            return text(text);
        }
        if (value instanceof Instant time) {
            return time.truncatedTo(ChronoUnit.MICROS);
        }
        if (value instanceof Number number) {
            BigDecimal decimal = new BigDecimal(number.toString());
            return decimal.signum() == 0 ? BigDecimal.ZERO : decimal.stripTrailingZeros();
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> items = new ArrayList<>();
            list.forEach(item -> items.add(plain(item)));
            return items;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> members = new TreeMap<>();
            map.forEach((name, member) -> members.put(text((String) name), plain(member)));
            return members;
        }
        return value;
    }

    /** Replaces U+0000 and halves of surrogate pairs. */
    static String text(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) ? 0xFFFD : c)
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }
}
