package io.intercomsync.internal.state;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads and writes the members of JSON objects. What is missing is an {@link IllegalArgumentException}. */
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
        return (List<?>) required(json, name);
    }

    static Map<String, Long> numbers(Map<?, ?> json) {
        Map<String, Long> numbers = new TreeMap<>();
        json.forEach((name, number) -> numbers.put((String) name, (Long) number));
        return numbers;
    }

    static Map<String, String> texts(Map<?, ?> json) {
        Map<String, String> texts = new TreeMap<>();
        json.forEach((name, text) -> texts.put((String) name, (String) text));
        return texts;
    }

    private static Object required(Map<?, ?> json, String name) {
        Object value = json.get(name);
        if (value == null) {
            throw new IllegalArgumentException("No " + name);
        }
        return value;
    }
}
