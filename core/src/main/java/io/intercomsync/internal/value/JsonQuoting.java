package io.intercomsync.internal.value;

import java.util.Locale;

/** Quotes and escapes text as JSON does. */
public final class JsonQuoting {
    private JsonQuoting() {}

    /**
     * Appends a text in quotes. Escapes characters that are no text by themselves (half of a surrogate pair), so none
     * is lost.
     */
    public static void appendQuoted(String text, StringBuilder json) {
        json.append('"');
        int done = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isPlain(c)) {
                continue;
            }
            if (isPair(text, i)) {
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

    /**
     * Escapes the halves of surrogate pairs in JSON text, which an encoder to UTF-8 would turn into question marks. A
     * half after a backslash is no JSON and becomes U+FFFD.
     */
    public static String escapeLoneSurrogates(String json) {
        int half = nextHalf(json, 0);
        if (half < 0) {
            return json;
        }
        StringBuilder escaped = new StringBuilder(json.length() + 16);
        int done = 0;
        for (; half >= 0; half = nextHalf(json, half + 1)) {
            escaped.append(json, done, half);
            if (isEscaped(json, half)) {
                escaped.append('\uFFFD');
            } else {
                escape(json.charAt(half), escaped);
            }
            done = half + 1;
        }
        return escaped.append(json, done, json.length()).toString();
    }

    private static int nextHalf(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (!isPair(text, i)) {
                    return i;
                }
                i++;
            }
        }
        return -1;
    }

    private static boolean isPair(String text, int at) {
        return at + 1 < text.length() && Character.isSurrogatePair(text.charAt(at), text.charAt(at + 1));
    }

    /** Returns whether an odd number of backslashes stands before the character. */
    private static boolean isEscaped(String json, int at) {
        int backslashes = at;
        while (backslashes > 0 && json.charAt(backslashes - 1) == '\\') {
            backslashes--;
        }
        return (at - backslashes) % 2 == 1;
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
