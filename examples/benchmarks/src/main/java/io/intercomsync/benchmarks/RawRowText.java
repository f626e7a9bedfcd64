package io.intercomsync.benchmarks;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes rows as lines with tabs, as COPY and LOAD DATA take them. */
final class RawRowText extends InputStream {
    private static final int CHUNK = 1 << 16;

    private final Iterator<@Nullable Object[]> rows;
    private final Function<Object, String> spelling;
    private final StringBuilder text = new StringBuilder(2 * CHUNK);
    private byte[] bytes = {};
    private int position;

    /** @param spelling spells values that are no text */
    RawRowText(List<@Nullable Object[]> rows, Function<Object, String> spelling) {
        this.rows = rows.iterator();
        this.spelling = spelling;
    }

    @Override
    public int read() {
        return isAtEnd() ? -1 : bytes[position++] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
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
            Object value = row[i];
            if (value == null) {
                text.append("\\N");
            } else if (value instanceof String string) {
                append(string);
            } else {
                text.append(spelling.apply(value));
            }
            text.append(i == row.length - 1 ? '\n' : '\t');
        }
    }

    private void append(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> text.append("\\\\");
                case '\t' -> text.append("\\t");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                default -> text.append(c);
            }
        }
    }
}
