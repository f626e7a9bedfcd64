package io.intercomsync.fake.internal.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON as maps, lists, texts, numbers, booleans and nulls. Whole numbers are read as Long, others as BigDecimal. */
public final class FakeJson {

    private final StringBuilder out;

    private FakeJson(StringBuilder out) {
        this.out = out;
    }

    /** Returns an object with these alternating keys and values, in that order. A value may be null. */
    public static Map<String, Object> object(@Nullable Object... keysAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int at = 0; at < keysAndValues.length; at += 2) {
            object.put(String.valueOf(keysAndValues[at]), keysAndValues[at + 1]);
        }
        return object;
    }

    /** Returns the value as an object with text keys; throws IllegalArgumentException if it is no map. */
    public static Map<String, Object> asObject(Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException("not an object: " + value);
        }
        Map<String, Object> object = object();
        map.forEach((key, member) -> object.put(String.valueOf(key), member));
        return object;
    }

    /** Returns the value at a key; null if there is none or if the argument is no object. */
    public static @Nullable Object get(@Nullable Object object, String key) {
        return object instanceof Map<?, ?> map ? map.get(key) : null;
    }

    /** Returns a deep copy of the value with text keys. */
    public static @Nullable Object copy(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> copy = new LinkedHashMap<>();
            map.forEach((key, member) -> copy.put(String.valueOf(key), copy(member)));
            return copy;
        }
        if (value instanceof Iterable<?> items) {
            List<Object> copy = new ArrayList<>();
            items.forEach(item -> copy.add(copy(item)));
            return copy;
        }
        if (value == null || value instanceof CharSequence || value instanceof Number || value instanceof Boolean) {
            return value;
        }
        throw new IllegalArgumentException("not a JSON value: " + value + " of " + value.getClass());
    }

    /** Returns a deep copy of the object. */
    public static Map<String, Object> copy(Map<String, ?> object) {
        Map<String, Object> copy = new LinkedHashMap<>();
        object.forEach((key, member) -> copy.put(key, copy((Object) member)));
        return copy;
    }

    public static String write(@Nullable Object value) {
        StringBuilder out = new StringBuilder(2048);
        new FakeJson(out).value(value);
        return out.toString();
    }

    /** Throws IllegalArgumentException if the text is not one JSON value. */
    public static @Nullable Object read(String text) {
        return new JsonParser(text).parse();
    }

    private void value(@Nullable Object value) {
        if (value instanceof CharSequence text) {
            text(text);
        } else if (value instanceof Map<?, ?> map) {
            object(map);
        } else if (value instanceof Iterable<?> items) {
            array(items);
        } else {
            out.append(value);
        }
    }

    private void object(Map<?, ?> map) {
        char before = '{';
        for (Map.Entry<?, ?> member : map.entrySet()) {
            out.append(before);
            text(String.valueOf(member.getKey()));
            out.append(':');
            value(member.getValue());
            before = ',';
        }
        out.append(before == '{' ? "{}" : "}");
    }

    private void array(Iterable<?> items) {
        char before = '[';
        for (Object item : items) {
            out.append(before);
            value(item);
            before = ',';
        }
        out.append(before == '[' ? "[]" : "]");
    }

    private void text(CharSequence text) {
        out.append('"');
        int written = 0;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c >= ' ' && c != '"' && c != '\\' && !Character.isSurrogate(c)) {
                continue;
            }
            if (isPair(text, at)) {
                at++;
                continue;
            }
            out.append(text, written, at);
            escape(c);
            written = at + 1;
        }
        out.append(text, written, text.length()).append('"');
    }

    private static boolean isPair(CharSequence text, int at) {
        return at + 1 < text.length() && Character.isSurrogatePair(text.charAt(at), text.charAt(at + 1));
    }

    private void escape(char c) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            default -> out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
        }
    }
}
