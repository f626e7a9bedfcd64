package io.intercomsync.fake.internal.generate;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Points in time as Intercom's objects may spell them. */
public final class Timestamps {

    private static final long MILLISECONDS_FROM = 100_000_000_000L;

    private Timestamps() {}

    /** Seconds since 1970 of a number of seconds or milliseconds, the same as digits, or an ISO text; null of all else. */
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
