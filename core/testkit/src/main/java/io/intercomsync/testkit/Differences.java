package io.intercomsync.testkit;

import io.intercomsync.collection.Column;
import io.intercomsync.collection.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Collects the columns in which stored rows differ from the written rows. Its message has one line for each column. */
final class Differences {
    private static final int SHOWN = 40;

    private final String table;
    private final Map<String, String> examples = new LinkedHashMap<>();
    private final Map<String, Integer> counts = new LinkedHashMap<>();
    private int rows;

    Differences(String table) {
        this.table = table;
    }

    /** Compares these columns of two rows. */
    void compare(Row written, Row found, List<String> columns) {
        rows++;
        Map<String, @Nullable Object> expected = Sameness.of(written, written);
        Map<String, @Nullable Object> actual = Sameness.of(found, written);
        for (String column : columns) {
            if (!actual.containsKey(column)) {
                note(column, "found no such column, first in row " + name(written));
            } else if (!Objects.equals(expected.get(column), actual.get(column))) {
                note(column, "in row " + name(written) + " " + shown(written.value(column), found.value(column)));
            }
        }
    }

    private void note(String column, String example) {
        examples.putIfAbsent(column, example);
        counts.merge(column, 1, Integer::sum);
    }

    /** Throws if there are differences. */
    void fail() {
        if (examples.isEmpty()) {
            return;
        }
        List<String> lines = new ArrayList<>();
        lines.add(table + ": " + examples.size() + (examples.size() == 1 ? " column differs" : " columns differ")
                + " from what was written");
        examples.forEach((column, example) -> lines.add("  " + column + " in " + counts.get(column) + " of " + rows
                + (rows == 1 ? " row; " : " rows; ") + example));
        throw new AssertionError(String.join("\n", lines));
    }

    /** Returns the names of the columns of a row. */
    static List<String> columns(Row row) {
        return row.columns().stream().map(Column::name).toList();
    }

    private static String name(Row row) {
        return "[" + printable(String.join(" ", row.key())) + "]";
    }

    private static String shown(@Nullable Object written, @Nullable Object found) {
        int from = written instanceof String one && found instanceof String other ? firstDifference(one, other) : 0;
        return "written " + shown(written, from) + ", found " + shown(found, from);
    }

    private static int firstDifference(String one, String other) {
        int at = 0;
        while (at < one.length() && at < other.length() && one.charAt(at) == other.charAt(at)) {
            at++;
        }
        return at;
    }

    /** Returns a value for the message; of a long text only the part that differs. */
    private static String shown(@Nullable Object value, int from) {
        if (!(value instanceof String text)) {
            return String.valueOf(value);
        }
        int start = from < SHOWN ? 0 : from - SHOWN / 2;
        int end = Math.min(text.length(), Math.max(start, from) + SHOWN);
        String part = text.substring(Math.min(start, end), end);
        return "\"" + (start > 0 ? "..." : "") + printable(part) + (end < text.length() ? "..." : "") + "\""
                + (text.length() > 2 * SHOWN ? " (" + text.length() + " characters)" : "");
    }

    /** Returns the text on one line. Characters that cannot be printed are shown as numbers. */
    private static String printable(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.chars().forEach(c -> {
            if (Character.isISOControl(c) || Character.isSurrogate((char) c) || c == '\u2028' || c == '\u2029') {
                shown.append(String.format(Locale.ROOT, "\\u%04x", c));
            } else {
                shown.append((char) c);
            }
        });
        return shown.toString();
    }
}
