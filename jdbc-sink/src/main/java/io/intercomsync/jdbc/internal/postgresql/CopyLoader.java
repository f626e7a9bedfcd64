package io.intercomsync.jdbc.internal.postgresql;

import io.intercomsync.collection.ColumnType;
import io.intercomsync.jdbc.dialect.TargetColumn;
import io.intercomsync.jdbc.internal.value.SqlTimes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Copies rows into a table of PostgreSQL by COPY in its binary format. */
final class CopyLoader {
    private static final byte[] SIGNATURE = "PGCOPY\n\u00ff\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte JSONB_FORMAT = 1;
    private static final int CHUNK = 1 << 16;
    private static final long MICROS_FROM_1970_TO_2000 = 946_684_800_000_000L;

    private final CopyIn copy;
    private ByteBuffer bytes = ByteBuffer.allocate(2 * CHUNK);

    private CopyLoader(CopyIn copy) {
        this.copy = copy;
    }

    static void run(
            PGConnection connection, String table, List<TargetColumn> columns, Iterator<@Nullable Object[]> rows)
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

    private void send(List<TargetColumn> columns, Iterator<@Nullable Object[]> rows) throws SQLException {
        bytes.put(SIGNATURE).putInt(0).putInt(0);
        while (rows.hasNext()) {
            @Nullable Object[] row = rows.next();
            room(Short.BYTES).putShort((short) row.length);
            for (int i = 0; i < row.length; i++) {
                append(columns.get(i).type() == ColumnType.JSON, row[i]);
            }
            if (bytes.position() >= CHUNK) {
                flush();
            }
        }
        room(Short.BYTES).putShort((short) -1);
        flush();
    }

    private void flush() throws SQLException {
        copy.writeToCopy(bytes.array(), 0, bytes.position());
        bytes.clear();
    }

    private void append(boolean isJson, @Nullable Object value) {
        if (value == null) {
            room(Integer.BYTES).putInt(-1);
        } else if (value instanceof Long number) {
            room(12).putInt(Long.BYTES).putLong(number);
        } else if (value instanceof Boolean flag) {
            room(5).putInt(1).put((byte) (flag ? 1 : 0));
        } else if (value instanceof Instant time) {
            room(12).putInt(Long.BYTES).putLong(SqlTimes.micros(time) - MICROS_FROM_1970_TO_2000);
        } else {
            byte[] text = value.toString().getBytes(StandardCharsets.UTF_8);
            room(text.length + 5).putInt(isJson ? text.length + 1 : text.length);
            if (isJson) {
                bytes.put(JSONB_FORMAT);
            }
            bytes.put(text);
        }
    }

    /** Returns the buffer with room for so many more bytes. */
    private ByteBuffer room(int length) {
        if (bytes.remaining() < length) {
            ByteBuffer larger = ByteBuffer.allocate(Math.max(2 * bytes.capacity(), bytes.position() + length));
            bytes = larger.put(bytes.flip());
        }
        return bytes;
    }
}
