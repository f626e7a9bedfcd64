package io.intercomsync.internal.pace;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Reads the dates of HTTP's headers. All answers of one second have the same, so the last one is remembered. Thread-safe. */
public final class HttpDates {
    private volatile @Nullable Known last;

    private record Known(String text, Instant time) {}

    /** The time that the text says; {@code null} if it says none. */
    @Nullable
    Instant read(@Nullable String text) {
        if (text == null) {
            return null;
        }
        Known known = last;
        if (known != null && known.text.equals(text)) {
            return known.time;
        }
        try {
            Instant time = ZonedDateTime.parse(text.trim(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            last = new Known(text, time);
            return time;
        } catch (DateTimeException notADate) {
            return null;
        }
    }
}
