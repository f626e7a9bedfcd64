package io.intercomsync.jdbc.internal.sql;

import io.intercomsync.jdbc.internal.value.SqlTimes;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows as lines of UTF-8 with a tab between two values, {@code \\N} for null, and a backslash before special characters. Both
 * {@code COPY} and {@code LOAD DATA} read it. It makes the text of the next rows when it is read.
 */
public final class RowText extends InputStream {
    private static final int CHUNK = 1 << 16;
    private static final long MICROS = 1_000_000;

    private final Iterator<@Nullable Object[]> rows;
    private final String zone;
    private final Function<BigDecimal, String> decimals;
    private final StringBuilder text = new StringBuilder(2 * CHUNK);
    private byte[] bytes = {};
    private int position;

    /**
     * @param zone what follows each time, which is in UTC
     * @param decimals spells decimals
     */
    public RowText(Iterator<@Nullable Object[]> rows, String zone, Function<BigDecimal, String> decimals) {
        this.rows = rows;
        this.zone = zone;
        this.decimals = decimals;
    }

    @Override
    public int read() {
        return isAtEnd() ? -1 : bytes[position++] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        if (isAtEnd()) {
            return -1;
        }
        int count = Math.min(length, bytes.length - position);
        System.arraycopy(bytes, position, buffer, offset, count);
        position += count;
        return count;
    }

    private boolean isAtEnd() {
        if (position == bytes.length) {
            text.setLength(0);
            while (text.length() < CHUNK && rows.hasNext()) {
                append(rows.next());
            }
            bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            position = 0;
        }
        return bytes.length == 0;
    }

    private void append(@Nullable Object[] row) {
        for (int i = 0; i < row.length; i++) {
            append(row[i]);
            text.append(i == row.length - 1 ? '\n' : '\t');
        }
    }

    private void append(@Nullable Object value) {
        if (value == null) {
            text.append("\\N");
        } else if (value instanceof String string) {
            append(string);
        } else if (value instanceof Long number) {
            text.append(number.longValue());
        } else if (value instanceof Boolean flag) {
            text.append(flag ? '1' : '0');
        } else if (value instanceof Instant time) {
            append(time);
        } else if (value instanceof BigDecimal number) {
            text.append(decimals.apply(number));
        } else {
            text.append(value);
        }
    }

    private void append(String value) {
        int from = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\' || c < ' ') {
                text.append(value, from, i).append(escaped(c));
                from = i + 1;
            }
        }
        text.append(value, from, value.length());
    }

    private static String escaped(char c) {
        return switch (c) {
            case '\\' -> "\\\\";
            case '\t' -> "\\t";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\0' -> "\\0";
            default -> String.valueOf(c);
        };
    }

    /** Spells a time of the years 1 to 9999 to the microsecond. */
    private void append(Instant instant) {
        long micros = SqlTimes.micros(instant);
        LocalDateTime time = LocalDateTime.ofEpochSecond(Math.floorDiv(micros, MICROS), 0, ZoneOffset.UTC);
        digits(time.getYear(), 1_000);
        text.append('-');
        digits(time.getMonthValue(), 10);
        text.append('-');
        digits(time.getDayOfMonth(), 10);
        text.append(' ');
        digits(time.getHour(), 10);
        text.append(':');
        digits(time.getMinute(), 10);
        text.append(':');
        digits(time.getSecond(), 10);
        int fraction = (int) Math.floorMod(micros, MICROS);
        if (fraction > 0) {
            text.append('.');
            digits(fraction, 100_000);
        }
        text.append(zone);
    }

    private void digits(int number, int highest) {
        for (int unit = highest; unit > 0; unit /= 10) {
            text.append((char) ('0' + number / unit % 10));
        }
    }
}
