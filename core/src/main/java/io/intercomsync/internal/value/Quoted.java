package io.intercomsync.internal.value;

import java.util.Locale;

/** Text as JSON writes it. */
public final class Quoted {
    private Quoted() {}

    /**
     * Appends a text in quotes. Characters that are not text by themselves (half of a surrogate pair) are escaped, so none is
     * lost.
     */
    public static void append(String text, StringBuilder json) {
        json.append('"');
        int done = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isPlain(c)) {
                continue;
            }
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
                continue;
            }
            json.append(text, done, i);
            escape(c, json);
            done = i + 1;
        }
        if (done == 0) {
            json.append(text); // much faster than a part, and most often all
        } else {
            json.append(text, done, text.length());
        }
        json.append('"');
    }

    private static boolean isPlain(char c) {
        return c >= ' ' && c != '"' && c != '\\' && !Character.isSurrogate(c);
    }

    private static void escape(char c, StringBuilder json) {
        switch (c) {
            case '"' -> json.append("\\\"");
            case '\\' -> json.append("\\\\");
            case '\n' -> json.append("\\n");
            case '\r' -> json.append("\\r");
            case '\t' -> json.append("\\t");
            default -> json.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
        }
    }
}
