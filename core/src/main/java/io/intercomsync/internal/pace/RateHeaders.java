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
 * What an answer says about the rate limit and the time. Each component is {@code null} where it says nothing, or nothing
 * that can be understood.
 *
 * @param date when it was made by the server's clock, cut to the second
 * @param limit how many requests a window allows
 * @param remaining how many of them are left
 * @param reset when the window ends by the server's clock
 * @param retryAfter how long to wait, where the server says so
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
