package io.intercomsync.jdbc.internal.value;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Converts times to the form that databases hold: of the years 1 to 9999, to the microsecond. */
public final class SqlTimes {
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");
    private static final long MICROS = 1_000_000;

    private SqlTimes() {}

    public static boolean isHeld(Instant time) {
        return !time.isBefore(FIRST) && time.isBefore(END);
    }

    public static OffsetDateTime utc(Instant time) {
        return time.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }

    /** Returns the microseconds since 1970. */
    public static long micros(Instant time) {
        return time.getEpochSecond() * MICROS + time.getNano() / 1_000;
    }

    /** Returns the time so many microseconds after 1970. */
    public static Instant ofMicros(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, MICROS), Math.floorMod(micros, MICROS) * 1_000);
    }
}
