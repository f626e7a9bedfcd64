package io.intercomsync.jdbc;

import io.intercomsync.collection.ColumnType;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Copies rows into a table of PostgreSQL by COPY in its binary format. */
final class CopyLoader {
    private static final byte[] SIGNATURE = "PGCOPY\n\u00ff\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final int JSONB_FORMAT = 1;
    private static final int CHUNK = 1 << 16;
    private static final long MICROS_FROM_1970_TO_2000 = 946_684_800_000_000L;

    private final CopyIn copy;
    private byte[] bytes = new byte[2 * CHUNK];
    private int size;

    private CopyLoader(CopyIn copy) {
        this.copy = copy;
    }

    static void run(PGConnection connection, String table, List<TableColumn> columns, List<@Nullable Object[]> rows)
            throws SQLException {
        CopyIn copy = connection.getCopyAPI().copyIn("COPY " + table + " FROM STDIN (FORMAT binary)");
        try {
            new CopyLoader(copy).send(columns, rows);
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private void send(List<TableColumn> columns, List<@Nullable Object[]> rows) throws SQLException {
        append(SIGNATURE);
        append(0, 4);
        append(0, 4);
        for (@Nullable Object[] row : rows) {
            append(row.length, 2);
            for (int i = 0; i < row.length; i++) {
                append(columns.get(i).type() == ColumnType.JSON, row[i]);
            }
            if (size >= CHUNK) {
                flush();
            }
        }
        append(-1, 2);
        flush();
    }

    private void flush() throws SQLException {
        copy.writeToCopy(bytes, 0, size);
        size = 0;
    }

    private void append(boolean isJson, @Nullable Object value) {
        if (value == null) {
            append(-1, 4);
        } else if (value instanceof Long number) {
            append(8, 4);
            append(number, 8);
        } else if (value instanceof Boolean flag) {
            append(1, 4);
            append(flag ? 1 : 0, 1);
        } else if (value instanceof OffsetDateTime time) {
            append(8, 4);
            append(Times.micros(time.toInstant()) - MICROS_FROM_1970_TO_2000, 8);
        } else {
            byte[] text = value.toString().getBytes(StandardCharsets.UTF_8);
            append(isJson ? text.length + 1L : text.length, 4);
            if (isJson) {
                append(JSONB_FORMAT, 1);
            }
            append(text);
        }
    }

    private void append(long number, int length) {
        reserve(length);
        for (int shift = 8 * (length - 1); shift >= 0; shift -= 8) {
            bytes[size++] = (byte) (number >> shift);
        }
    }

    private void append(byte[] more) {
        reserve(more.length);
        System.arraycopy(more, 0, bytes, size, more.length);
        size += more.length;
    }

    private void reserve(int length) {
        if (bytes.length - size < length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + length));
        }
    }
}
