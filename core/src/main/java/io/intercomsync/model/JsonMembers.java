package io.intercomsync.model;

import io.intercomsync.internal.value.IntercomTime;
import io.intercomsync.internal.value.JsonObject;
import io.intercomsync.internal.value.Numbers;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads and copies JSON held as Java values: null, Boolean, String, Long, BigInteger, BigDecimal, List and Map. */
final class JsonMembers {
    private JsonMembers() {}

    /** An unmodifiable copy; {@code null} becomes empty. */
    static Map<String, @Nullable Object> object(@Nullable Map<String, ? extends @Nullable Object> json) {
        if (json == null || json.isEmpty()) {
            return Collections.emptyMap();
        }
        return JsonObject.of(json);
    }

    /** An unmodifiable copy; {@code null} stays {@code null}. */
    static @Nullable Map<String, @Nullable Object> objectOrNull(
            @Nullable Map<String, ? extends @Nullable Object> json) {
        return json == null ? null : object(json);
    }

    /** An unmodifiable copy; {@code null} becomes empty. */
    static <T> List<T> list(@Nullable List<? extends T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }

    static @Nullable String text(Map<String, ?> json, String... names) {
        Object value = first(json, names);
        return value instanceof String || value instanceof Number || value instanceof Boolean ? value.toString() : null;
    }

    static @Nullable Long integer(Map<String, ?> json, String name) {
        return Numbers.integer(json.get(name));
    }

    static @Nullable BigDecimal decimal(Map<String, ?> json, String name) {
        return Numbers.decimal(json.get(name));
    }

    static @Nullable Boolean flag(Map<String, ?> json, String name) {
        return json.get(name) instanceof Boolean flag ? flag : null;
    }

    static @Nullable Instant time(Map<String, ?> json, String name) {
        return IntercomTime.read(json.get(name));
    }

    static <T> @Nullable T nested(Map<String, ?> json, String name, Function<Map<String, @Nullable Object>, T> view) {
        return json.get(name) instanceof Map<?, ?> map ? view.apply(JsonObject.cast(map)) : null;
    }

    static <T> List<T> nestedList(Map<String, ?> json, String name, Function<Map<String, @Nullable Object>, T> view) {
        List<T> items = new ArrayList<>();
        if (json.get(name) instanceof List<?> list) {
            for (Object item : list) {
                if (item instanceof Map<?, ?> map) {
                    items.add(view.apply(JsonObject.cast(map)));
                }
            }
        }
        return Collections.unmodifiableList(items);
    }

    private static @Nullable Object first(Map<String, ?> json, String... names) {
        for (String name : names) {
            Object value = json.get(name);
            if (value != null) {
                return value;
            }
        }
        return null;
    }
}
