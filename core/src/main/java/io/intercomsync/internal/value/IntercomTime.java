package io.intercomsync.internal.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads a point in time in any of the forms in which Intercom sends one: seconds or milliseconds since 1970, as a number
 * or as digits in a text, or an ISO 8601 text.
 */
public final class IntercomTime {
    /** The smallest number of milliseconds; as seconds it would lie beyond the year 33,000. */
    private static final BigDecimal FIRST_MILLISECONDS = BigDecimal.valueOf(1_000_000_000_000L);

    private static final BigDecimal NANOS_OF_A_SECOND = BigDecimal.valueOf(1_000_000_000L);
    private static final DateTimeFormatter ISO = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd['T'][' '][HH:mm[:ss][.SSSSSSSSS][.SSSSSS][.SSS]][' ']['UTC'][XXX][XX][X]", Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);
    /**
     * The first time. No database holds less than the years 1 to 9999, and nothing that Intercom knows lies outside.
     */
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant AFTER_LAST = FIRST.plus(Duration.ofDays(3_652_059));

    private IntercomTime() {}

    /**
     * Reads a time. Numbers whose absolute value is at least 10<sup>12</sup> are milliseconds, others are seconds; 0
     * is 1970 and negative numbers lie before it. A text without an offset is in UTC. Times outside of the years 1 to
     * 9999 count as none, since databases refuse them.
     *
     * @param value a {@link Number}, a {@link CharSequence}, an {@link Instant} or {@code null}
     * @return the time, or {@code null} if the value is {@code null} or is no time
     */
    public static @Nullable Instant read(@Nullable Object value) {
        Instant time = readAny(value);
        return time == null || time.isBefore(FIRST) || !time.isBefore(AFTER_LAST) ? null : time;
    }

    private static @Nullable Instant readAny(@Nullable Object value) {
        if (value instanceof Instant instant) {
            return instant;
        }
        if (value instanceof Long seconds && seconds > -1_000_000_000_000L && seconds < 1_000_000_000_000L) {
            return Instant.ofEpochSecond(seconds);
        }
        if (value instanceof Number || value instanceof CharSequence) {
            return readText(value.toString().trim());
        }
        return null;
    }

    private static @Nullable Instant readText(String text) {
        try {
            return looksLikeNumber(text) ? ofNumber(new BigDecimal(text)) : ofIso(text);
        } catch (NumberFormatException | DateTimeException | ArithmeticException e) {
            return null;
        }
    }

    private static boolean looksLikeNumber(String text) {
        return text.indexOf('-', 1) < 0 && text.indexOf(':') < 0 && !text.isEmpty() && text.length() <= 40;
    }

    private static @Nullable Instant ofNumber(BigDecimal number) {
        if (number.precision() > 40 || Math.abs((long) number.scale()) > 40) {
            return null; // an exponent of a billion would be written out to a billion digits below
        }
        BigDecimal seconds = number.abs().compareTo(FIRST_MILLISECONDS) >= 0 ? number.movePointLeft(3) : number;
        BigInteger whole = seconds.setScale(0, RoundingMode.FLOOR).toBigIntegerExact();
        long nanos = seconds.subtract(new BigDecimal(whole))
                .multiply(NANOS_OF_A_SECOND)
                .longValue();
        return Instant.ofEpochSecond(whole.longValueExact(), nanos);
    }

    private static @Nullable Instant ofIso(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException notTheCommonForm) {
            TemporalAccessor time = ISO.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
            if (time instanceof OffsetDateTime withOffset) {
                return withOffset.toInstant();
            }
            LocalDateTime local = time instanceof LocalDateTime dateTime ? dateTime : ((LocalDate) time).atStartOfDay();
            return local.toInstant(ZoneOffset.UTC);
        }
    }
}
