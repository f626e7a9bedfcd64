package io.intercomsync.jdbc.internal.attribute;

import io.intercomsync.jdbc.dialect.Dialect;
import io.intercomsync.jdbc.dialect.TargetColumn;
import io.intercomsync.jdbc.internal.value.SqlTimes;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Converts values of custom attributes to those of their columns, without any loss. */
final class AttributeValue {
    /** The smallest number of milliseconds; as seconds it would lie beyond the year 33,000. */
    private static final long FIRST_MILLISECONDS = 1_000_000_000_000L;

    private AttributeValue() {}

    /** Returns the value as the column holds it; {@code null} if the column cannot hold it. */
    static @Nullable Object in(TargetColumn column, Object value, Dialect dialect) {
        return switch (column.type()) {
            case TEXT -> value.toString();
            case BOOLEAN -> value instanceof Boolean ? value : null;
            case INTEGER -> value instanceof Long ? value : null;
            case JSON -> value instanceof NestedJson nested ? nested.json() : null;
            case TIMESTAMP -> time(value);
            case DECIMAL -> value instanceof Number number ? decimal(column, exact(number), dialect) : null;
        };
    }

    private static @Nullable Object decimal(TargetColumn column, BigDecimal number, Dialect dialect) {
        return switch (column.form()) {
            case TEXT -> number.toString();
            case DOUBLE -> isDouble(number) ? (Object) number.doubleValue() : null;
            case DECIMAL -> holds(column, number, dialect) ? number : null;
        };
    }

    private static boolean holds(TargetColumn column, BigDecimal number, Dialect dialect) {
        return dialect.holds(number)
                && (column.digits() == null || column.digits().hold(number));
    }

    static BigDecimal exact(Number number) {
        return number instanceof BigDecimal decimal ? decimal : BigDecimal.valueOf(number.longValue());
    }

    static boolean isDouble(BigDecimal number) {
        double binary = number.doubleValue();
        return Double.isFinite(binary) && new BigDecimal(Double.toString(binary)).compareTo(number) == 0;
    }

    /** Returns the time that a number of seconds or milliseconds tells; {@code null} if no column of times can hold it. */
    static @Nullable Instant time(Object value) {
        if (!(value instanceof Long number) || number == Long.MIN_VALUE) {
            return null;
        }
        Instant time =
                Math.abs(number) < FIRST_MILLISECONDS ? Instant.ofEpochSecond(number) : Instant.ofEpochMilli(number);
        return SqlTimes.isHeld(time) ? time : null;
    }
}
