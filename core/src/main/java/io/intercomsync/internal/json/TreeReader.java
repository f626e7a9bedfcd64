package io.intercomsync.internal.json;

import com.squareup.moshi.JsonReader;
import io.intercomsync.internal.json.MemberNameTrie.Node;
import io.intercomsync.internal.value.JsonObject;
import io.intercomsync.internal.value.JsonValues;
import io.intercomsync.internal.value.VerbatimJson;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/** Reads one whole JSON value. */
final class TreeReader {
    /** The most digits of a number: enough for any meaning, and harmless to hold. */
    private static final int LONGEST_NUMBER = 1_000;

    /** The deepest level. Moshi reads up to 255; a value nested deeper spoils itself alone. */
    private static final int DEEPEST = 200;

    private static final int BYTES_OF_TEXT = 56;
    private static final int BYTES_OF_NESTED = 48;
    /** A place in the list of values, which doubles as it grows, and in the object or list itself. */
    private static final int BYTES_OF_PLACE = 16;

    private static final int REPORTED_AT_ONCE = 32 << 10;

    private final JsonReader reader;
    private final @Nullable MemberNameTrie names;
    /** The values of the objects and lists that were begun, one after the other. */
    private @Nullable Object[] values = new @Nullable Object[64];

    private int size;
    private int depth;
    private final Json.Cost cost;
    private long unreported;

    /**
     * @param names where to find names; {@code null} where it is not worth it
     * @param depth how many objects and lists the value stands in
     * @param cost hears of the memory that the value takes
     */
    TreeReader(JsonReader reader, @Nullable MemberNameTrie names, int depth, Json.Cost cost) {
        this.reader = reader;
        this.names = names;
        this.depth = depth;
        this.cost = cost;
    }

    /** Reports the memory that was not reported yet. */
    void reportRest() throws IOException {
        cost.add(unreported);
        unreported = 0;
    }

    @Nullable
    Object read() throws IOException {
        return switch (reader.peek()) {
            case BEGIN_OBJECT, BEGIN_ARRAY -> nested();
            case STRING -> text(reader.nextString());
            case NUMBER -> number(reader.nextString());
            case BOOLEAN -> reader.nextBoolean();
            case NULL -> reader.<Object>nextNull();
            default -> throw new IOException("No JSON value at " + reader.getPath());
        };
    }

    private String text(String text) throws IOException {
        take(BYTES_OF_TEXT + text.length());
        return text;
    }

    private void take(long bytes) throws IOException {
        unreported += bytes;
        if (unreported >= REPORTED_AT_ONCE) {
            reportRest();
        }
    }

    private Object nested() throws IOException {
        if (depth == DEEPEST) {
            try (BufferedSource text = reader.nextSource()) {
                return new VerbatimJson(text.readUtf8());
            }
        }
        depth++;
        take(BYTES_OF_NESTED);
        Object value = reader.peek() == JsonReader.Token.BEGIN_OBJECT ? object() : array();
        depth--;
        return value;
    }

    private JsonObject object() throws IOException {
        reader.beginObject();
        if (names == null) {
            return unlike(new LinkedHashMap<>());
        }
        Node node = names.root();
        int start = size;
        while (reader.hasNext()) {
            Node next = node.next(reader);
            if (next == null) {
                String name = reader.nextName();
                next = names.learn(node, name);
                if (next == null) {
                    return unlike(node, start, name);
                }
            }
            node = next;
            push(read());
        }
        reader.endObject();
        return new JsonObject(node.names(), popFrom(start));
    }

    /** Reads the rest of an object with names that are not to be learnt. */
    private JsonObject unlike(Node node, int start, String name) throws IOException {
        Map<String, @Nullable Object> members = new LinkedHashMap<>(new JsonObject(node.names(), popFrom(start)));
        members.put(name, read());
        return unlike(members);
    }

    private JsonObject unlike(Map<String, @Nullable Object> members) throws IOException {
        while (reader.hasNext()) {
            String name = text(reader.nextName());
            members.put(name, read());
        }
        reader.endObject();
        return JsonObject.of(members);
    }

    private List<@Nullable Object> array() throws IOException {
        reader.beginArray();
        int start = size;
        while (reader.hasNext()) {
            push(read());
        }
        reader.endArray();
        return start == size ? List.of() : Collections.unmodifiableList(Arrays.asList(popFrom(start)));
    }

    private void push(@Nullable Object value) throws IOException {
        take(BYTES_OF_PLACE);
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
        }
        values[size++] = value;
    }

    private @Nullable Object[] popFrom(int start) {
        @Nullable Object[] popped = Arrays.copyOfRange(values, start, size);
        size = start;
        return popped;
    }

    private static Object number(String digits) {
        if (digits.length() > LONGEST_NUMBER) {
            return new VerbatimJson(digits);
        }
        boolean whole = true;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            whole &= (c >= '0' && c <= '9') || (c == '-' && i == 0);
        }
        if (!whole) {
            return decimal(digits);
        }
        return digits.length() <= 18 ? (Number) Long.valueOf(digits) : JsonValues.normalized(new BigInteger(digits));
    }

    /**
     * Reads a decimal number. An exponent can stand for more digits than a database takes, or than a BigDecimal does.
     */
    private static Object decimal(String digits) {
        try {
            BigDecimal decimal = new BigDecimal(digits);
            boolean isWithinReach = Math.abs((long) decimal.scale()) <= LONGEST_NUMBER;
            return isWithinReach ? JsonValues.normalized(decimal) : new VerbatimJson(digits);
        } catch (NumberFormatException outOfRange) {
            return new VerbatimJson(digits);
        }
    }
}
