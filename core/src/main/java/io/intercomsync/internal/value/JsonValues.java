package io.intercomsync.internal.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes JSON values unmodifiable: null, Boolean, String, Long, BigInteger, BigDecimal, List and {@link JsonObject}. */
public final class JsonValues {
    private JsonValues() {}

    /**
     * Returns an unmodifiable deep copy in which numbers have the type that they would have if they were read from
     * JSON text.
     *
     * @throws IllegalArgumentException if a value, at any depth, is no JSON value
     */
    @SuppressWarnings("unchecked") // JsonObject refuses keys that are no text
    public static @Nullable Object unmodifiable(@Nullable Object value) {
        if (value == null
                || value instanceof String
                || value instanceof Boolean
                || value instanceof Long
                || value instanceof VerbatimJson
                || value instanceof JsonObject) {
            return value;
        }
        if (value instanceof Map<?, ?> map) {
            return JsonObject.of((Map<String, @Nullable Object>) map);
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>(list.size());
            for (Object item : list) {
                copy.add(unmodifiable(item));
            }
            return Collections.unmodifiableList(copy);
        }
        if (value instanceof Number number) {
            return normalized(number);
        }
        throw new IllegalArgumentException(
                "Not a JSON value: " + value.getClass().getName());
    }

    /** Returns the same number: a Long if it is whole and fits, else a BigInteger or BigDecimal. */
    public static Number normalized(Number number) {
        if (number instanceof BigDecimal decimal) {
            return decimal.scale() == 0 ? whole(decimal.unscaledValue()) : decimal;
        }
        if (number instanceof BigInteger integer) {
            return whole(integer);
        }
        return number instanceof Double || number instanceof Float
                ? normalized(new BigDecimal(number.toString()))
                : Long.valueOf(number.longValue());
    }

    private static Number whole(BigInteger integer) {
        return integer.bitLength() < Long.SIZE ? Long.valueOf(integer.longValue()) : integer;
    }
}
