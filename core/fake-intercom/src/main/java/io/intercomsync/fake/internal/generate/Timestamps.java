package io.intercomsync.fake.internal.generate;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Reads times in all forms that Intercom's objects have. */
public final class Timestamps {

    private static final long MILLISECONDS_FROM = 100_000_000_000L;

    private Timestamps() {}

    /** Returns seconds since 1970 for a number of seconds or milliseconds, for the same as digits, and for an ISO text; else null. */
    public static @Nullable Long seconds(@Nullable Object value) {
        if (value instanceof Number number) {
            long time = number.longValue();
            return Math.abs(time) >= MILLISECONDS_FROM ? time / 1000 : time;
        }
        if (!(value instanceof String text)) {
            return null;
        }
        if (text.matches("-?\\d{1,18}")) {
            return seconds(Long.valueOf(text));
        }
        try {
            return OffsetDateTime.parse(text).toEpochSecond();
        } catch (DateTimeException notATime) {
            return null;
        }
    }
}
