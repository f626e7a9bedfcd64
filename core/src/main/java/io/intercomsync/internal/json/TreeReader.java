package io.intercomsync.internal.json;

import com.squareup.moshi.JsonEncodingException;
import com.squareup.moshi.JsonReader;
import io.intercomsync.internal.json.SeenNames.Place;
import io.intercomsync.internal.value.Frozen;
import io.intercomsync.internal.value.JsonObject;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one JSON value whole. */
final class TreeReader {
    /** How many digits a number may have: enough for any that means something, and harmless to hold. */
    private static final int LONGEST_NUMBER = 1_000;

    private final JsonReader reader;
    private final @Nullable SeenNames names;
    /** The values of the objects and lists that were begun, one after the other. */
    private @Nullable Object[] values = new @Nullable Object[64];

    private int size;

    /** @param names where to find names; {@code null} where it is not worth it */
    TreeReader(JsonReader reader, @Nullable SeenNames names) {
        this.reader = reader;
        this.names = names;
    }

    @Nullable
    Object read() throws IOException {
        return switch (reader.peek()) {
            case BEGIN_OBJECT -> object();
            case BEGIN_ARRAY -> array();
            case STRING -> reader.nextString();
            case NUMBER -> number(reader.nextString());
            case BOOLEAN -> reader.nextBoolean();
            case NULL -> reader.<Object>nextNull();
            default -> throw new IOException("No JSON value at " + reader.getPath());
        };
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
            String name = reader.nextName();
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

    private void push(@Nullable Object value) {
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

    private static Number number(String digits) throws IOException {
        if (digits.length() > LONGEST_NUMBER) {
            throw new JsonEncodingException("A number of " + digits.length() + " digits");
        }
        boolean whole = true;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            whole &= (c >= '0' && c <= '9') || (c == '-' && i == 0);
        }
        if (!whole) {
            try {
                return Frozen.number(new BigDecimal(digits));
            } catch (NumberFormatException outOfRange) {
                throw new JsonEncodingException("Not a number: " + digits);
            }
        }
        return digits.length() <= 18 ? (Number) Long.valueOf(digits) : Frozen.number(new BigInteger(digits));
    }
}
