package io.intercomsync.jdbc.internal.bigquery;

import io.intercomsync.collection.ColumnType;
import io.intercomsync.jdbc.dialect.Dialect;
import io.intercomsync.jdbc.internal.value.SqlTimes;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Iterator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Spells rows as a JSON array of arrays of texts, a few megabytes at a time: a request may have 10 MB. */
final class RowsAsJson {
    private static final int MOST_CHARACTERS = 2 << 20;

    private final Dialect dialect;
    private final Iterator<@Nullable Object[]> rows;

    RowsAsJson(Dialect dialect, Iterator<@Nullable Object[]> rows) {
        this.dialect = dialect;
        this.rows = rows;
    }

    /** Returns the next rows: at least one. */
    String next() {
        StringBuilder json = new StringBuilder("[");
        do {
            json.append(json.length() == 1 ? "[" : ",[");
            @Nullable Object[] row = rows.next();
            for (int i = 0; i < row.length; i++) {
                json.append(i == 0 ? "" : ",");
                append(json, row[i]);
            }
            json.append(']');
        } while (rows.hasNext() && json.length() < MOST_CHARACTERS);
        return json.append(']').toString();
    }

    private void append(StringBuilder json, @Nullable Object value) {
        if (value == null) {
            json.append("null");
            return;
        }
        json.append('"');
        String text = text(value);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        json.append('"');
    }

    private String text(Object value) {
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        return value instanceof Instant time
                ? dialect.bindable(ColumnType.TIMESTAMP, SqlTimes.utc(time)).toString()
                : value.toString();
    }
}
