package io.intercomsync.internal.mapping;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads single values as the type of their column; what is of no such type is {@code null}. */
final class ScalarValues {
    private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]{0,18})");
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]{0,99})(\\.[0-9]{1,100})?");
    /** More digits than a database has room for; a hostile exponent would fill the memory when it is written out. */
    private static final int LONGEST_DECIMAL = 1_000;

    private ScalarValues() {}

    static @Nullable String id(Object value) {
        return value instanceof String || value instanceof Long || value instanceof BigInteger
                ? value.toString()
                : null;
    }

    static @Nullable Long integer(Object value) {
        if (value instanceof Long number) {
            return number;
        }
        if (!(value instanceof BigDecimal
                || (value instanceof String text && WHOLE.matcher(text).matches()))) {
            return null;
        }
        try {
            return Long.valueOf(new BigDecimal(value.toString()).longValueExact());
        } catch (ArithmeticException notWholeOrTooLarge) {
            return null;
        }
    }

    static @Nullable BigDecimal decimal(Object value) {
        boolean isNumber = value instanceof Number
                || (value instanceof String text && NUMBER.matcher(text).matches());
        if (!isNumber) {
            return null;
        }
        BigDecimal decimal = new BigDecimal(value.toString());
        boolean fits = Math.abs((long) decimal.scale()) <= LONGEST_DECIMAL && decimal.precision() <= LONGEST_DECIMAL;
        return fits ? decimal : null;
    }
}
