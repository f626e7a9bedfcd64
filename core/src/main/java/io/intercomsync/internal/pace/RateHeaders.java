package io.intercomsync.internal.pace;

import io.intercomsync.internal.value.Numbers;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The headers of an answer about the rate limit and the time. Each component is {@code null} where the header is
 * missing or not understood.
 *
 * @param date the server's time of the answer, cut to the second
 * @param limit how many requests a window allows
 * @param remaining how many requests of the window are left
 * @param reset the server's time of the end of the window
 * @param retryAfter how long the server asks to wait
 */
public record RateHeaders(
        @Nullable Instant date,
        @Nullable Integer limit,
        @Nullable Integer remaining,
        @Nullable Instant reset,
        @Nullable Duration retryAfter) {

    /** Reads the headers by name. */
    public static RateHeaders of(Function<String, @Nullable String> headers) {
        Instant date = date(headers.apply("Date"));
        Long reset = Numbers.count(headers.apply("X-RateLimit-Reset"));
        return new RateHeaders(
                date,
                count(headers.apply("X-RateLimit-Limit")),
                count(headers.apply("X-RateLimit-Remaining")),
                reset == null ? null : Instant.ofEpochSecond(reset),
                retryAfter(headers.apply("Retry-After"), date));
    }

    private static @Nullable Duration retryAfter(@Nullable String text, @Nullable Instant now) {
        Long seconds = Numbers.count(text);
        if (seconds != null) {
            return Duration.ofSeconds(seconds);
        }
        Instant then = date(text);
        return then == null || now == null || then.isBefore(now) ? null : Duration.between(now, then);
    }

    private static @Nullable Integer count(@Nullable String text) {
        Long number = Numbers.count(text);
        return number == null || number > Integer.MAX_VALUE ? null : (Integer) number.intValue();
    }

    private static @Nullable Instant date(@Nullable String text) {
        try {
            return text == null
                    ? null
                    : ZonedDateTime.parse(text.trim(), DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant();
        } catch (DateTimeException notADate) {
            return null;
        }
    }
}
