package io.intercomsync.jdbc.engines.workspace;

import io.intercomsync.internal.json.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Compares what a column holds with what Intercom has: times with seconds, JSON by content, lists by their ids. */
final class SameValue {
    private SameValue() {}

    /** @param isJson whether the stored text is JSON */
    static boolean value(@Nullable Object stored, boolean isJson, @Nullable Object given) {
        if (stored instanceof Instant time) {
            return given instanceof Number seconds && time.getEpochSecond() == seconds.longValue();
        }
        if (stored instanceof String text && isJson) {
            return json(Json.read(text), given == null ? Map.of() : given);
        }
        if (given == null || stored == null) {
            return given == null && stored == null;
        }
        return plain(stored).equals(plain(given)) || stored.equals(String.valueOf(given));
    }

    /** Compares JSON by content. What a list wraps in its form for answers is the list. */
    static boolean json(@Nullable Object stored, @Nullable Object given) {
        Object json =
                stored instanceof Map<?, ?> wrapper && wrapper.get("data") instanceof List<?> data ? data : stored;
        return (json instanceof List<?> list && given instanceof List<?> items)
                ? ids(list).equals(ids(items))
                : plain(json).equals(plain(given));
    }

    /** The ids of the objects, in a fixed order; an item without an id is its own. */
    private static List<String> ids(List<?> items) {
        return items.stream()
                .map(item -> (item instanceof Map<?, ?> object && object.containsKey("id"))
                        ? String.valueOf(object.get("id"))
                        : plain(item).toString())
                .sorted()
                .toList();
    }

    /** JSON with numbers by value and without nulls. */
    private static Object plain(@Nullable Object value) {
        if (value instanceof Number number) {
            return new BigDecimal(number.toString()).stripTrailingZeros().toPlainString();
        }
        if (value instanceof List<?> list) {
            List<Object> items = new ArrayList<>();
            list.forEach(item -> items.add(plain(item)));
            return items;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> members = new TreeMap<>();
            map.forEach((name, member) -> {
                if (member != null) {
                    members.put(String.valueOf(name), plain(member));
                }
            });
            return members;
        }
        return value == null ? "null" : value;
    }
}
