package io.intercomsync.internal.json;

import com.squareup.moshi.JsonReader;
import io.intercomsync.internal.json.MemberNameTrie.Place;
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

/** Reads one JSON value whole. */
final class TreeReader {
    /** How many digits a number may have: enough for any that means something, and harmless to hold. */
    private static final int LONGEST_NUMBER = 1_000;

    /** Moshi reads up to 255 levels; a value that is nested deeper spoils itself alone. */
    private static final int DEEPEST = 200;

    private static final int BYTES_OF_TEXT = 56;
    private static final int BYTES_OF_NESTED = 48;
    /** In the list of values, which doubles as it grows, and in the object or list that it belongs to. */
    private static final int BYTES_OF_PLACE = 16;

    private static final int TOLD_AT_ONCE = 32 << 10;

    private final JsonReader reader;
    private final @Nullable MemberNameTrie names;
    /** The values of the objects and lists that were begun, one after the other. */
    private @Nullable Object[] values = new @Nullable Object[64];

    private int size;
    private int depth;
    private Json.Cost cost = bytes -> {};
    private long untold;

    /**
     * @param names where to find names; {@code null} where it is not worth it
     * @param depth how many objects and lists the value stands in
     */
    TreeReader(JsonReader reader, @Nullable MemberNameTrie names, int depth) {
        this.reader = reader;
        this.names = names;
        this.depth = depth;
    }

    /** Reads the value, and tells what it takes. */
    @Nullable
    Object read(Json.Cost hearing) throws IOException {
        cost = hearing;
        Object value = read();
        cost.add(untold);
        return value;
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
        untold += bytes;
        if (untold >= TOLD_AT_ONCE) {
            cost.add(untold);
            untold = 0;
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

    private Map<String, @Nullable Object> object() throws IOException {
        reader.beginObject();
        if (names == null) {
            return unlike(new LinkedHashMap<>());
        }
        Place place = names.first();
        int start = size;
        while (reader.hasNext()) {
            Place next = place.next(reader);
            if (next == null) {
                String name = reader.nextName();
                next = names.learn(place, name);
                if (next == null) {
                    return unlike(place, start, name);
                }
            }
            place = next;
            push(read());
        }
        reader.endObject();
        return new JsonObject(place.ofEnded(), popFrom(start));
    }

    /** The rest of an object with names that are not to be learnt. */
    private Map<String, @Nullable Object> unlike(Place place, int start, String name) throws IOException {
        Map<String, @Nullable Object> members = new LinkedHashMap<>(new JsonObject(place.ofEnded(), popFrom(start)));
        members.put(name, read());
        return unlike(members);
    }

    private Map<String, @Nullable Object> unlike(Map<String, @Nullable Object> members) throws IOException {
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

    /** An exponent can stand for more digits than a database takes, or than a BigDecimal does. */
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
