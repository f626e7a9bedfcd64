package io.intercomsync.internal.json;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import io.intercomsync.internal.value.JsonObject;
import io.intercomsync.internal.value.JsonQuoting;
import io.intercomsync.internal.value.MemberNames;
import io.intercomsync.internal.value.VerbatimJson;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes JSON as Java values: null, Boolean, String, Long, BigInteger, BigDecimal, List, Map and
 * {@link VerbatimJson}. Moshi's own reading turns every number into a double and loses digits; this one keeps them.
 */
public final class Json {
    /** An item stands in a list in an object. */
    private static final int DEPTH_OF_ITEM = 2;

    private static final int LEVELS_OF_ENVELOPE = 10;

    private Json() {}

    /**
     * Reads JSON text. Keeps each half of a surrogate pair, escaped or not.
     *
     * @throws IllegalArgumentException if the text is not exactly one JSON value
     */
    public static @Nullable Object read(String text) {
        return read(text, 0);
    }

    private static @Nullable Object read(String text, int depth) {
        try (JsonReader reader = JsonReader.of(new Buffer().writeUtf8(JsonQuoting.escapeLoneSurrogates(text)))) {
            Object value = new TreeReader(reader, null, depth, bytes -> {}).read();
            if (reader.peek() != JsonReader.Token.END_DOCUMENT) {
                throw new IllegalArgumentException("More than one JSON value");
            }
            return value;
        } catch (IOException | JsonDataException e) {
            throw new IllegalArgumentException("Not JSON: " + e.getMessage(), e);
        }
    }

    /**
     * Reads a JSON object.
     *
     * @throws IllegalArgumentException if the text is not exactly one JSON object
     */
    public static Map<String, @Nullable Object> readObject(String text) {
        return asObject(read(text));
    }

    private static Map<String, @Nullable Object> asObject(@Nullable Object value) {
        if (value instanceof Map<?, ?> object) {
            return JsonObject.cast(object);
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

    /** Writes an item of a page as one line, from which {@link #readItem} reads an equal one. */
    public static String writeItem(Map<String, @Nullable Object> item) {
        StringBuilder json = new StringBuilder(512);
        write(item, json, true);
        return json.toString();
    }

    /** Hears of the memory that values take while they are read. */
    @FunctionalInterface
    public interface Cost {
        /** Adds bytes. Throws if there is no memory for them. */
        void add(long bytes) throws IOException;
    }

    /** Reads the next value. Looks up the names of its objects among the names seen before, and reports its cost. */
    public static @Nullable Object read(JsonReader reader, MemberNameTrie names, Cost cost) throws IOException {
        TreeReader tree = new TreeReader(reader, names, 0, cost);
        Object value = tree.read();
        tree.reportRest();
        return value;
    }

    /** Writes a value as JSON text with the names of each object in order, so that equal values give equal text. */
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
        write(value, json, false);
    }

    private static void write(@Nullable Object value, StringBuilder json, boolean isVerbatim) {
        if (value instanceof String text) {
            JsonQuoting.appendQuoted(text, json);
        } else if (value instanceof Map<?, ?> object) {
            writeObject(JsonObject.of(JsonObject.cast(object)), json, isVerbatim);
        } else if (value instanceof List<?> array) {
            writeArray(array, json, isVerbatim);
        } else if (value instanceof Long number) {
            json.append(number.longValue());
        } else if (value instanceof VerbatimJson sent && !isVerbatim) {
            JsonQuoting.appendQuoted(sent.json(), json);
        } else {
            json.append(value);
        }
    }

    private static void writeObject(JsonObject object, StringBuilder json, boolean isVerbatim) {
        MemberNames names = object.names();
        for (int i = 0; i < names.size(); i++) {
            json.append(names.label(i));
            write(object.valueAt(names.alphabetical(i)), json, isVerbatim);
        }
        json.append(names.size() == 0 ? "{}" : "}");
    }

    private static void writeArray(List<?> array, StringBuilder json, boolean isVerbatim) {
        json.append('[');
        for (int i = 0; i < array.size(); i++) {
            if (i > 0) {
                json.append(',');
            }
            write(array.get(i), json, isVerbatim);
        }
        json.append(']');
    }
}
