package io.intercomsync.internal.pace;

import java.time.Duration;
import java.time.Instant;
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
    /** Seconds until beyond the year 5000, so that nothing can overflow. */
    private static final int MOST_DIGITS = 11;

    /**
     * Reads them by name.
     *
     * @param dates what reads dates
     */
    public static RateHeaders of(Function<String, @Nullable String> headers, HttpDates dates) {
        Instant date = dates.read(headers.apply("Date"));
        Long reset = number(headers.apply("X-RateLimit-Reset"));
        return new RateHeaders(
                date,
                count(headers.apply("X-RateLimit-Limit")),
                count(headers.apply("X-RateLimit-Remaining")),
                reset == null ? null : Instant.ofEpochSecond(reset),
                retryAfter(headers.apply("Retry-After"), date, dates));
    }

    private static @Nullable Duration retryAfter(@Nullable String text, @Nullable Instant now, HttpDates dates) {
        Long seconds = number(text);
        if (seconds != null) {
            return Duration.ofSeconds(seconds);
        }
        Instant then = dates.read(text);
        return then == null || now == null || then.isBefore(now) ? null : Duration.between(now, then);
    }

    private static @Nullable Integer count(@Nullable String text) {
        Long number = number(text);
        return number == null || number > Integer.MAX_VALUE ? null : (Integer) number.intValue();
    }

    private static @Nullable Long number(@Nullable String text) {
        String digits = text == null ? "" : text.trim();
        if (digits.isEmpty() || digits.length() > MOST_DIGITS) {
            return null;
        }
        long number = 0;
        for (int i = 0; i < digits.length(); i++) {
            char digit = digits.charAt(i);
            if (digit < '0' || digit > '9') {
                return null;
            }
            number = 10 * number + (digit - '0');
        }
        return number;
    }
}
