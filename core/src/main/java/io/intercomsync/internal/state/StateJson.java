package io.intercomsync.internal.state;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads and writes the members of JSON objects. A value that is missing or null is an {@link IllegalArgumentException}. */
final class StateJson {
    private StateJson() {}

    /** Puts a time, unless it is {@code null}. */
    static void put(Map<String, @Nullable Object> json, String name, @Nullable Instant time) {
        if (time != null) {
            json.put(name, time.toString());
        }
    }

    static @Nullable Instant time(Map<?, ?> json, String name) {
        return json.get(name) instanceof String text ? Instant.parse(text) : null;
    }

    static String text(Map<?, ?> json, String name) {
        return (String) required(json, name);
    }

    static long number(Map<?, ?> json, String name) {
        return (Long) required(json, name);
    }

    static boolean flag(Map<?, ?> json, String name) {
        return (Boolean) required(json, name);
    }

    static Map<?, ?> object(Map<?, ?> json, String name) {
        return (Map<?, ?>) required(json, name);
    }

    static List<?> list(Map<?, ?> json, String name) {
        List<?> list = (List<?>) required(json, name);
        if (list.stream().anyMatch(Objects::isNull)) {
            throw new IllegalArgumentException("An item of " + name + " is null");
        }
        return list;
    }

    static Map<String, Long> numbers(Map<?, ?> json) {
        return values(json, Long.class);
    }

    static Map<String, String> texts(Map<?, ?> json) {
        return values(json, String.class);
    }

    private static <T> Map<String, T> values(Map<?, ?> json, Class<T> type) {
        Map<String, T> values = new TreeMap<>();
        for (Object name : json.keySet()) {
            values.put((String) name, type.cast(required(json, (String) name)));
        }
        return values;
    }

    private static Object required(Map<?, ?> json, String name) {
        Object value = json.get(name);
        if (value == null) {
            throw new IllegalArgumentException("No " + name);
        }
        return value;
    }
}
