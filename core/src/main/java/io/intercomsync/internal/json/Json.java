package io.intercomsync.internal.json;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import io.intercomsync.internal.value.JsonObject;
import io.intercomsync.internal.value.JsonText;
import io.intercomsync.internal.value.MemberNames;
import io.intercomsync.internal.value.VerbatimJson;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * JSON as Java values: null, Boolean, String, Long, BigInteger, BigDecimal, List, Map and {@link VerbatimJson}. Moshi's own reading of free-form
 * JSON turns every number into a double and loses digits; this one keeps them.
 */
public final class Json {
    /** An item stands in a list in an object. */
    private static final int DEPTH_OF_ITEM = 2;

    private static final int LEVELS_OF_ENVELOPE = 10;

    private Json() {}

    /**
     * Reads JSON text. Keeps a half of a surrogate pair, be it escaped or as it is.
     *
     * @throws IllegalArgumentException if it is not exactly one JSON value
     */
    public static @Nullable Object read(String text) {
        return read(text, 0);
    }

    private static @Nullable Object read(String text, int depth) {
        try (JsonReader reader = JsonReader.of(new Buffer().writeUtf8(JsonText.escapeLoneSurrogates(text)))) {
            Object value = new TreeReader(reader, null, depth).read();
            if (reader.peek() != JsonReader.Token.END_DOCUMENT) {
                throw new IllegalArgumentException("More than one JSON value");
            }
            return value;
        } catch (IOException | JsonDataException e) {
            throw new IllegalArgumentException("Not JSON: " + e.getMessage(), e);
        }
    }

    /** Reads a JSON object. */
    public static Map<String, @Nullable Object> readObject(String text) {
        return asObject(read(text));
    }

    @SuppressWarnings("unchecked") // the keys of a JSON object are text
    private static Map<String, @Nullable Object> asObject(@Nullable Object value) {
        if (value instanceof Map<?, ?> object) {
            return (Map<String, @Nullable Object>) object;
        }
        throw new IllegalArgumentException("Not a JSON object");
    }

    /** Reads a JSON object that holds whole rows, whose values are then a few levels deeper than in an answer. */
    public static Map<String, @Nullable Object> readEnvelope(String text) {
        return asObject(read(text, -LEVELS_OF_ENVELOPE));
    }

    /** Reads an item of a page that {@link #writeItem} wrote. */
    public static Map<String, @Nullable Object> readItem(String line) {
        return asObject(read(line, DEPTH_OF_ITEM));
    }

    /** Writes an item of a page as one line, so that {@link #readItem} gives an equal one. */
    public static String writeItem(Map<String, @Nullable Object> item) {
        return write(
                VerbatimJson.countIn(item) == 0 ? item : VerbatimJson.replaced(item, sent -> new Raw(sent.json())));
    }

    /** JSON text that is written as it is. */
    private record Raw(String json) {
        @Override
        public String toString() {
            return json;
        }
    }

    /** Reads the next value. */
    public static @Nullable Object read(JsonReader reader) throws IOException {
        return new TreeReader(reader, null, 0).read();
    }

    /** Hears of the memory that values take while they are read. */
    @FunctionalInterface
    public interface Cost {
        /** It takes so many bytes more; throws if it may not. */
        void add(long bytes) throws IOException;
    }

    /** Reads the next value as {@link #read(JsonReader, MemberNameTrie)} does. */
    public static @Nullable Object read(JsonReader reader, MemberNameTrie names, Cost cost) throws IOException {
        return new TreeReader(reader, names, 0).read(cost);
    }

    /** Reads the next value, and finds the names of its objects among those that were seen before. */
    public static @Nullable Object read(JsonReader reader, MemberNameTrie names) throws IOException {
        return new TreeReader(reader, names, 0).read();
    }

    /**
     * Writes a value as JSON text with the names of each object in order, so that equal values give equal text.
     */
    public static String write(@Nullable Object value) {
        if (value instanceof Map<?, ?> object && object.isEmpty()) {
            return "{}"; // as most are
        }
        StringBuilder json = new StringBuilder(64);
        write(value, json);
        return json.toString();
    }

    /** Appends a value as {@link #write(Object)} writes it. */
    public static void write(@Nullable Object value, StringBuilder json) {
        if (value instanceof String text) {
            JsonText.appendQuoted(text, json);
        } else if (value instanceof JsonObject object) {
            writeObject(object, json);
        } else if (value instanceof Map<?, ?> object) {
            writeObject(object, json);
        } else if (value instanceof List<?> array) {
            writeArray(array, json);
        } else if (value instanceof Long number) {
            json.append(number.longValue());
        } else if (value instanceof VerbatimJson sent) {
            JsonText.appendQuoted(sent.json(), json);
        } else {
            json.append(value);
        }
    }

    private static void writeObject(JsonObject object, StringBuilder json) {
        MemberNames names = object.names();
        for (int i = 0; i < names.size(); i++) {
            json.append(names.label(i));
            write(object.valueAt(names.alphabetical(i)), json);
        }
        json.append(names.size() == 0 ? "{}" : "}");
    }

    private static void writeObject(Map<?, ?> object, StringBuilder json) {
        String[] names = object.keySet().toArray(new String[0]);
        Arrays.sort(names);
        json.append('{');
        for (int i = 0; i < names.length; i++) {
            if (i > 0) {
                json.append(',');
            }
            JsonText.appendQuoted(names[i], json);
            json.append(':');
            write(object.get(names[i]), json);
        }
        json.append('}');
    }

    private static void writeArray(List<?> array, StringBuilder json) {
        json.append('[');
        for (int i = 0; i < array.size(); i++) {
            if (i > 0) {
                json.append(',');
            }
            write(array.get(i), json);
        }
        json.append(']');
    }
}
