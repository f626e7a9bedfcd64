package io.intercomsync.fake.internal.api;

import static java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;

/** Writes the headers that tell the time. It ignores the case of header names. */
public final class AnswerHeaders {
    public static final String DATE = "Date";
    private static final String RESET = "X-RateLimit-Reset";

    private AnswerHeaders() {}

    /** Returns a time in the form of HTTP headers, cut to the second. */
    public static String date(Instant time) {
        return RFC_1123_DATE_TIME.format(time.truncatedTo(ChronoUnit.SECONDS).atZone(ZoneOffset.UTC));
    }

    /** Returns the headers as a server with a wrong clock would send them. */
    public static Map<String, String> ahead(Map<String, String> real, Duration by) {
        Map<String, String> wrong = ofAnyCase(real);
        wrong.computeIfPresent(
                DATE,
                (name, date) -> date(ZonedDateTime.parse(date, RFC_1123_DATE_TIME)
                        .toInstant()
                        .plus(by)));
        wrong.computeIfPresent(RESET, (name, reset) -> Long.toString(Long.parseLong(reset) + by.toSeconds()));
        return wrong;
    }

    /** Returns the headers with replacements. An empty replacement removes the header. */
    public static Map<String, String> replaced(Map<String, String> real, Map<String, String> others) {
        Map<String, String> replaced = ofAnyCase(real);
        replaced.putAll(others);
        replaced.values().removeIf(String::isEmpty);
        return replaced;
    }

    private static Map<String, String> ofAnyCase(Map<String, String> headers) {
        Map<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        copy.putAll(headers);
        return copy;
    }
}
