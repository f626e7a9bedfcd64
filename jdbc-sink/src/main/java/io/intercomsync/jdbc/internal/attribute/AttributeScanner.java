package io.intercomsync.jdbc.internal.attribute;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the members of the JSON object of custom attributes. It makes no tree, since each row that is sent has such an object. Text
 * that is no JSON object ends it early: the database refuses that row anyway. Not thread-safe.
 */
final class AttributeScanner {
    private static final String IN_NUMBERS = "+-.eE0123456789";
    private static final int LONGEST_LONG = 18;
    /** Stands for a name with a quotation mark: the JSON of other members may look the same. No text without escapes equals it. */
    private static final String UNKNOWN = "\\";

    private static final int MOST_NAMES = 1_000;

    private String json = "";
    private int at;
    /** The position of an escape at or after all that was read; no escape lies between. */
    private int nextEscape;
    /** The names of the last object in their order. Most rows have the same, so their texts need not be made anew. */
    private final List<String> names = new ArrayList<>();

    /** Takes an attribute. */
    @FunctionalInterface
    interface Visitor {
        /** Takes it; the value is a {@link String}, {@link Boolean}, {@link Long}, {@link BigDecimal} or {@link NestedJson}. */
        void attribute(String name, Object value);
    }

    /** Visits each attribute that has a value. */
    void scan(@Nullable Object object, Visitor visitor) {
        if (object instanceof String text && text.length() > 2) {
            json = text;
            at = 0;
            nextEscape = -1;
            members(visitor);
        }
    }

    private void members(Visitor visitor) {
        if (!skip('{')) {
            return;
        }
        for (int i = 0; peek() == '"'; i++) {
            String name = name(i);
            if (!skip(':')) {
                return;
            }
            int start = at;
            Object value = value();
            if (value != null) {
                visitor.attribute(name, value);
            }
            if (at == start || !skip(',')) {
                return;
            }
        }
    }

    private String name(int position) {
        boolean isKnown = position < names.size();
        if (isKnown && json.startsWith(names.get(position), at + 1)) {
            String name = names.get(position);
            int end = at + 1 + name.length();
            if (end < json.length() && json.charAt(end) == '"' && end < escape(at)) {
                at = end + 1;
                return name;
            }
        }
        String name = text();
        String known = name.indexOf('"') < 0 ? name : UNKNOWN;
        if (isKnown) {
            names.set(position, known);
        } else if (position < MOST_NAMES) {
            names.add(known);
        }
        return name;
    }

    /** Returns the next character that is no white space; 0 at the end. */
    private char peek() {
        while (at < json.length()) {
            char c = json.charAt(at);
            if (c > ' ') {
                return c;
            }
            at++;
        }
        return 0;
    }

    private boolean skip(char expected) {
        boolean isThere = peek() == expected;
        if (isThere) {
            at++;
        }
        return isThere;
    }

    private @Nullable Object value() {
        return switch (peek()) {
            case '"' -> text();
            case '{', '[' -> nested();
            case 't' -> literal("true", true);
            case 'f' -> literal("false", false);
            case 'n' -> literal("null", null);
            default -> number();
        };
    }

    private @Nullable Object literal(String spelling, @Nullable Object value) {
        if (!json.startsWith(spelling, at)) {
            return null;
        }
        at += spelling.length();
        return value;
    }

    private @Nullable Object number() {
        int start = at;
        boolean isNegative = json.startsWith("-", at);
        long digits = 0;
        int point = -1;
        for (at += isNegative ? 1 : 0; at < json.length(); at++) {
            char c = json.charAt(at);
            if (c >= '0' && c <= '9') {
                digits = 10 * digits + c - '0';
            } else if (c == '.' && point < 0) {
                point = at;
            } else {
                break;
            }
        }
        boolean isSimple =
                at > start && at - start <= LONGEST_LONG && isEndOfNumber() && Character.isDigit(json.charAt(at - 1));
        if (!isSimple) {
            at = start;
            return unusualNumber();
        }
        long number = isNegative ? -digits : digits;
        return point < 0 ? (Object) number : BigDecimal.valueOf(number, at - point - 1);
    }

    private boolean isEndOfNumber() {
        return at == json.length() || IN_NUMBERS.indexOf(json.charAt(at)) < 0;
    }

    /** Reads a number that is long, has an exponent, or is none at all. */
    private @Nullable Object unusualNumber() {
        int start = at;
        boolean isWhole = true;
        while (!isEndOfNumber()) {
            isWhole &= json.charAt(at) == '-' || Character.isDigit(json.charAt(at));
            at++;
        }
        try {
            BigDecimal number = new BigDecimal(json.substring(start, at));
            return isWhole && number.toBigInteger().bitLength() < Long.SIZE
                    ? (Object) Long.valueOf(number.longValue())
                    : number;
        } catch (NumberFormatException e) {
            at = start;
            return null;
        }
    }

    private NestedJson nested() {
        int start = at;
        int depth = 0;
        do {
            char c = json.charAt(at);
            if (c == '"') {
                skipText();
            } else {
                depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
                at++;
            }
        } while (depth > 0 && at < json.length());
        return new NestedJson(json.substring(start, at));
    }

    /** Skips a text, and returns whether it has escapes. */
    private boolean skipText() {
        int quote = json.indexOf('"', at + 1);
        boolean hasEscapes = quote < 0 || quote > escape(at);
        if (hasEscapes) {
            for (at++; at < json.length() && json.charAt(at) != '"'; at++) {
                at += json.charAt(at) == '\\' ? 1 : 0;
            }
            at = Math.min(at + 1, json.length());
        } else {
            at = quote + 1;
        }
        return hasEscapes;
    }

    /** Returns the position of the next escape from here on; the length of the JSON if there is none. */
    private int escape(int from) {
        if (nextEscape < from) {
            int next = json.indexOf('\\', from);
            nextEscape = next < 0 ? json.length() : next;
        }
        return nextEscape;
    }

    private String text() {
        int start = at + 1;
        boolean hasEscapes = skipText();
        String raw = json.substring(Math.min(start, at), Math.max(start, at - 1));
        return hasEscapes ? unescaped(raw) : raw;
    }

    private static String unescaped(String raw) {
        StringBuilder text = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c != '\\' || i + 1 == raw.length()) {
                text.append(c);
                continue;
            }
            char escape = raw.charAt(++i);
            switch (escape) {
                case 'b' -> text.append('\b');
                case 'f' -> text.append('\f');
                case 'n' -> text.append('\n');
                case 'r' -> text.append('\r');
                case 't' -> text.append('\t');
                case 'u' -> {
                    text.append(code(raw, i + 1));
                    i += 4;
                }
                default -> text.append(escape);
            }
        }
        return text.toString();
    }

    private static char code(String raw, int from) {
        try {
            return (char) Integer.parseInt(raw, from, Math.min(from + 4, raw.length()), 16);
        } catch (NumberFormatException e) {
            return '\uFFFD';
        }
    }
}
