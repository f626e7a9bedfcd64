package io.intercomsync.internal.value;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads numbers that were sent as JSON numbers or as text. */
public final class Numbers {
    private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]{0,18})");
    private static final Pattern DECIMAL = Pattern.compile("-?(0|[1-9][0-9]{0,999})(\\.[0-9]{1,999})?");
    private static final Pattern COUNT = Pattern.compile("[0-9]{1,11}");

    /** More digits than a database has room for. Writing out a hostile exponent would fill the memory. */
    private static final int LONGEST_DECIMAL = 1_000;

    private Numbers() {}

    /** Reads a whole number; {@code null} if the value is none or does not fit into a long. */
    public static @Nullable Long integer(@Nullable Object value) {
        if (value instanceof Long number) {
            return number;
        }
        boolean isText = value instanceof String text && WHOLE.matcher(text).matches();
        BigDecimal decimal = isText || value instanceof Number ? decimal(value) : null;
        try {
            return decimal == null ? null : Long.valueOf(decimal.longValueExact());
        } catch (ArithmeticException notWholeOrTooLarge) {
            return null;
        }
    }

    /** Reads a number with all its digits; {@code null} if the value is none or has more digits than a database takes. */
    public static @Nullable BigDecimal decimal(@Nullable Object value) {
        boolean isNumber = value instanceof Number
                || (value instanceof String text && DECIMAL.matcher(text).matches());
        if (value == null || !isNumber) {
            return null;
        }
        BigDecimal decimal = new BigDecimal(value.toString());
        boolean fits = Math.abs((long) decimal.scale()) <= LONGEST_DECIMAL && decimal.precision() <= LONGEST_DECIMAL;
        return fits ? decimal : null;
    }

    /**
     * Reads a number that counts something: at most 11 digits, as a number or as text. As seconds since 1970 it cannot
     * overflow.
     *
     * @return {@code null} if the value is none
     */
    public static @Nullable Long count(@Nullable Object value) {
        String digits = value instanceof Long || value instanceof String
                ? value.toString().trim()
                : "";
        return COUNT.matcher(digits).matches() ? Long.valueOf(digits) : null;
    }
}
