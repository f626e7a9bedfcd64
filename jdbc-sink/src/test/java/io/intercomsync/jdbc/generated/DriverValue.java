package io.intercomsync.jdbc.generated;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;

/** Turns a stored value into the type that the sink asks a driver for. */
final class DriverValue {
    private DriverValue() {}

    static Object as(Class<?> type, Object value) {
        String text = value.toString();
        if (type == String.class) {
            return text;
        }
        if (type == boolean.class) {
            return text.equals("1") || text.equals("true");
        }
        if (type == int.class) {
            return Integer.valueOf(text);
        }
        if (type == long.class) {
            return text.contains(" ") ? (Object) micros(text) : Long.valueOf(text);
        }
        if (type == BigDecimal.class) {
            return new BigDecimal(text);
        }
        if (type == LocalDateTime.class) {
            return LocalDateTime.parse(text.replace(' ', 'T'));
        }
        return type == OffsetDateTime.class ? (Object) OffsetDateTime.parse(text.replace(' ', 'T')) : value;
    }

    private static long micros(String text) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, OffsetDateTime.parse(text.replace(' ', 'T')));
    }
}
