package io.intercomsync.jdbc.internal.sqlite;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as text: ISO 8601 in UTC, always of the same length, so that texts sort as times do and SQLite's date functions read them. */
final class SqliteTimes {
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT);

    private SqliteTimes() {}

    static String text(OffsetDateTime time) {
        return FORMAT.format(time.withOffsetSameInstant(ZoneOffset.UTC));
    }

    /** Reads a time, also one that somebody else wrote: with a blank for the T, or without the Z. */
    static Instant instant(String text) {
        String time = text.replace(' ', 'T');
        return time.endsWith("Z")
                ? Instant.parse(time)
                : LocalDateTime.parse(time).toInstant(ZoneOffset.UTC);
    }
}
