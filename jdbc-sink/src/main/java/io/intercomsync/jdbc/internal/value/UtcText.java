package io.intercomsync.jdbc.internal.value;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Spells times as text in UTC, which no driver moves to another zone. */
public final class UtcText {
    private static final DateTimeFormatter WITH_ZONE = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd HH:mm:ss.SSSSSS'+00:00'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static final DateTimeFormatter WITHOUT_ZONE = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private UtcText() {}

    /** Returns a time as text with its zone, {@code 2024-05-01 10:00:00.000000+00:00} for example, and any other value as it is. */
    public static Object withZone(Object value) {
        return value instanceof OffsetDateTime time ? WITH_ZONE.format(time) : value;
    }

    /** Returns a time as text without its zone, for types that have none, and any other value as it is. */
    public static Object withoutZone(Object value) {
        return value instanceof OffsetDateTime time ? WITHOUT_ZONE.format(time) : value;
    }
}
