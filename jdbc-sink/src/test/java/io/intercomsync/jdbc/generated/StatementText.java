package io.intercomsync.jdbc.generated;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes statements apart, as far as the sink's own ones need it. */
final class StatementText {
    private static final Pattern QUOTES = Pattern.compile("[\"`\\[\\]]");

    private StatementText() {}

    /** Returns the statement on one line, without quotes around names: names of the sink need none. */
    static String plain(String sql) {
        return QUOTES.matcher(sql.replaceAll("\\s+", " ").strip()).replaceAll("");
    }

    /** Returns the last part of a qualified name, in lower case. */
    static String name(String qualified) {
        return qualified.substring(qualified.lastIndexOf('.') + 1).toLowerCase(java.util.Locale.ROOT);
    }

    /** Splits a text at a separator that stands outside of parentheses and of texts in quotes. */
    static List<String> split(String text, String separator) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        boolean isQuoted = false;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            isQuoted ^= c == '\'';
            if (isQuoted) {
                continue;
            }
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth == 0 && text.startsWith(separator, i)) {
                parts.add(text.substring(start, i).strip());
                start = i + separator.length();
                i = start - 1;
            }
        }
        parts.add(text.substring(start).strip());
        return parts;
    }

    /** Returns what stands in the parentheses that open at this position. */
    static String inParentheses(String text, int open) {
        int depth = 0;
        for (int i = open; i < text.length(); i++) {
            depth += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
            if (depth == 0) {
                return text.substring(open + 1, i);
            }
        }
        throw new IllegalArgumentException("No end of parentheses: " + text);
    }

    static Matcher match(String regex, String text) {
        return Pattern.compile(regex).matcher(text);
    }
}
