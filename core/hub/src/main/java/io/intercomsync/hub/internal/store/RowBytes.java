package io.intercomsync.hub.internal.store;

import io.intercomsync.collection.Column;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns the values of a row into bytes and back. Equal rows of the same columns give equal bytes. */
final class RowBytes {
    private static final int NULL = 0;
    private static final int TRUE = 1;
    private static final int FALSE = 2;
    private static final int INTEGER = 3;
    private static final int DECIMAL = 4;
    private static final int TIME = 5;
    private static final int TEXT = 6;

    private RowBytes() {}

    static byte[] write(Row row) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        for (Object value : row.values()) {
            write(value, bytes);
        }
        return bytes.toByteArray();
    }

    private static void write(@Nullable Object value, ByteArrayOutputStream bytes) {
        if (value == null) {
            bytes.write(NULL);
        } else if (value instanceof Boolean flag) {
            bytes.write(flag ? TRUE : FALSE);
        } else if (value instanceof Long number) {
            bytes.write(INTEGER);
            bytes.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
        } else if (value instanceof BigDecimal number) {
            bytes.write(DECIMAL);
            writeText(number.toString(), bytes);
        } else if (value instanceof Instant time) {
            bytes.write(TIME);
            bytes.writeBytes(ByteBuffer.allocate(Long.BYTES + Integer.BYTES)
                    .putLong(time.getEpochSecond())
                    .putInt(time.getNano())
                    .array());
        } else {
            bytes.write(TEXT);
            writeText((String) value, bytes);
        }
    }

    private static void writeText(String text, ByteArrayOutputStream bytes) {
        byte[] encoded = StoredText.bytes(text);
        int rest = encoded.length;
        for (; rest > 0x7F; rest >>>= 7) {
            bytes.write((rest & 0x7F) | 0x80);
        }
        bytes.write(rest);
        bytes.writeBytes(encoded);
    }

    /** @param columns the columns of the row; {@code null} for one that this version of the library does not know */
    static Row read(IntercomCollection collection, List<@Nullable Column> columns, byte[] bytes) {
        ByteBuffer from = ByteBuffer.wrap(bytes);
        List<@Nullable Object> values = new ArrayList<>(columns.size());
        for (Column column : columns) {
            Object value = read(from);
            if (column != null) {
                values.add(value);
            }
        }
        List<Column> known = known(collection, columns);
        return Row.of(collection, known, values);
    }

    /** Returns the list that the collection itself has, where it is the same: rows are then quicker to use. */
    private static List<Column> known(IntercomCollection collection, List<@Nullable Column> columns) {
        if (columns.equals(collection.columns())) {
            return collection.columns();
        }
        List<Column> known = new ArrayList<>(columns.size());
        for (Column column : columns) {
            if (column != null) {
                known.add(column);
            }
        }
        return List.copyOf(known);
    }

    private static @Nullable Object read(ByteBuffer from) {
        int type = from.get();
        return switch (type) {
            case NULL -> null;
            case TRUE -> true;
            case FALSE -> false;
            case INTEGER -> from.getLong();
            case DECIMAL -> new BigDecimal(readText(from));
            case TIME -> Instant.ofEpochSecond(from.getLong(), from.getInt());
            case TEXT -> readText(from);
            default ->
                throw new IllegalStateException("A row in the file of the hub has a value of the unknown type " + type
                        + ". The file is damaged: restore it from a backup");
        };
    }

    private static String readText(ByteBuffer from) {
        int length = 0;
        int part;
        int shift = 0;
        do {
            part = from.get();
            length |= (part & 0x7F) << shift;
            shift += 7;
        } while (part < 0);
        byte[] text = new byte[length];
        from.get(text);
        return StoredText.text(text);
    }
}
