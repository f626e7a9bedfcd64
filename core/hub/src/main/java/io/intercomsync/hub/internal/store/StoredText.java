package io.intercomsync.hub.internal.store;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns text into bytes and back without losing a character. The bytes are UTF-8; a half of a surrogate pair takes three bytes, as if
 * it were a character. The order of the bytes is the order of the code points.
 */
final class StoredText {
    private static final int FIRST_BYTE_OF_SURROGATES = 0xED;
    private static final int FIRST_SECOND_BYTE = 0xA0;
    private static final int ESCAPE = 0;
    private static final int ESCAPED_ZERO = 0xFF;
    private static final int END_OF_PART = 1;

    private StoredText() {}

    static byte[] bytes(String text) {
        return hasLoneSurrogate(text) ? withLoneSurrogates(text) : text.getBytes(StandardCharsets.UTF_8);
    }

    private static boolean hasLoneSurrogate(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (i + 1 >= text.length() || !Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1))) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }

    private static byte[] withLoneSurrogates(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length() + 16);
        text.codePoints().forEach(point -> {
            if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
                bytes.write(0xE0 | (point >> 12));
                bytes.write(0x80 | ((point >> 6) & 0x3F));
                bytes.write(0x80 | (point & 0x3F));
            } else {
                bytes.writeBytes(Character.toString(point).getBytes(StandardCharsets.UTF_8));
            }
        });
        return bytes.toByteArray();
    }

    static String text(byte[] bytes) {
        StringBuilder text = null;
        int done = 0;
        int end = bytes.length;
        for (int i = 0; i + 2 < end; i++) {
            if ((bytes[i] & 0xFF) == FIRST_BYTE_OF_SURROGATES && (bytes[i + 1] & 0xFF) >= FIRST_SECOND_BYTE) {
                text = text == null ? new StringBuilder(end) : text;
                text.append(new String(bytes, done, i - done, StandardCharsets.UTF_8));
                text.append((char) (0xD000 | ((bytes[i + 1] & 0x3F) << 6) | (bytes[i + 2] & 0x3F)));
                done = i + 3;
                i += 2;
            }
        }
        String rest = new String(bytes, done, end - done, StandardCharsets.UTF_8);
        return text == null ? rest : text.append(rest).toString();
    }

    /** Returns the bytes of a key. Their order is that of the keys, column by column. */
    static byte[] key(List<String> key) {
        if (key.size() == 1) {
            return bytes(key.get(0));
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String part : key) {
            for (byte b : bytes(part)) {
                bytes.write(b);
                if (b == ESCAPE) {
                    bytes.write(ESCAPED_ZERO);
                }
            }
            bytes.write(ESCAPE);
            bytes.write(END_OF_PART);
        }
        return bytes.toByteArray();
    }

    /** Returns the key with so many columns. */
    static List<String> key(byte[] bytes, int columns) {
        if (columns == 1) {
            return List.of(text(bytes));
        }
        List<String> key = new ArrayList<>(columns);
        ByteArrayOutputStream part = new ByteArrayOutputStream();
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] != ESCAPE) {
                part.write(bytes[i]);
            } else if (bytes[++i] == END_OF_PART) {
                key.add(text(part.toByteArray()));
                part.reset();
            } else {
                part.write(ESCAPE);
            }
        }
        return List.copyOf(key);
    }
}
