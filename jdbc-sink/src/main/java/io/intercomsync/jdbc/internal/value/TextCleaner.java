package io.intercomsync.jdbc.internal.value;

/**
 * Replaces what a database cannot hold as a character by U+FFFD: halves of surrogate pairs and, for some databases, U+0000. It
 * counts the replacements.
 */
public final class TextCleaner {
    private static final char REPLACEMENT = '\uFFFD';

    private final boolean keepsNul;
    private long replaced;

    public TextCleaner(boolean keepsNul) {
        this.keepsNul = keepsNul;
    }

    public long replaced() {
        return replaced;
    }

    /** Returns whether the text certainly needs no replacement. Text with surrogates never counts as clean, even in pairs. */
    public boolean isClean(String text) {
        return firstInDoubt(text) == text.length();
    }

    public String text(String text) {
        int inDoubt = firstInDoubt(text);
        return inDoubt == text.length() ? text : clean(text, inDoubt);
    }

    private int firstInDoubt(String text) {
        int i = 0;
        while (i < text.length() && !isInDoubt(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private boolean isInDoubt(char c) {
        return c == 0 ? !keepsNul : Character.isSurrogate(c);
    }

    private String clean(String text, int from) {
        StringBuilder clean = new StringBuilder(text.length()).append(text, 0, from);
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                clean.append(c).append(text.charAt(++i));
            } else if (Character.isSurrogate(c) || (c == 0 && !keepsNul)) {
                clean.append(REPLACEMENT);
                replaced++;
            } else {
                clean.append(c);
            }
        }
        return clean.toString();
    }

    /** Returns JSON whose characters and escapes the database can hold. */
    public String json(String json) {
        String clean = text(json);
        int escape = clean.indexOf("\\u");
        return escape < 0 ? clean : cleanEscapes(clean);
    }

    private String cleanEscapes(String json) {
        StringBuilder clean = new StringBuilder(json.length());
        int i = 0;
        while (i < json.length()) {
            int length = 1;
            if (json.charAt(i) == '\\') {
                length = isEscape(json, i) ? 6 : 2;
                if (length == 6 && isPair(json, i)) {
                    length = 12;
                } else if (length == 6 && isNoCharacter(code(json, i))) {
                    clean.append("\\ufffd");
                    replaced++;
                    i += length;
                    continue;
                }
            }
            clean.append(json, i, Math.min(i + length, json.length()));
            i += length;
        }
        return clean.toString();
    }

    private boolean isNoCharacter(char c) {
        return Character.isSurrogate(c) || (c == 0 && !keepsNul);
    }

    private static boolean isPair(String json, int i) {
        return Character.isHighSurrogate(code(json, i))
                && isEscape(json, i + 6)
                && Character.isLowSurrogate(code(json, i + 6));
    }

    private static boolean isEscape(String json, int i) {
        return i + 6 <= json.length()
                && json.charAt(i) == '\\'
                && json.charAt(i + 1) == 'u'
                && json.substring(i + 2, i + 6).chars().allMatch(c -> Character.digit(c, 16) >= 0);
    }

    private static char code(String json, int i) {
        return (char) Integer.parseInt(json, i + 2, i + 6, 16);
    }
}
