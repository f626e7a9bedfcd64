package io.intercomsync.jdbc.generated;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/** A table in memory, with the columns and rows that statements have given it. */
final class ScriptedTable {
    /** The types of the columns, in order. */
    final Map<String, String> columns = new LinkedHashMap<>();

    final List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    private final List<String> key = new ArrayList<>();

    /** Takes the list of columns of CREATE TABLE. */
    void define(String list) {
        for (String part : StatementText.split(list, ",")) {
            if (part.startsWith("PRIMARY KEY")) {
                String names = StatementText.inParentheses(part, part.indexOf('('));
                StatementText.split(names, ",").forEach(each -> key.add(StatementText.name(each)));
            } else {
                add(part);
            }
        }
    }

    /** Takes a name and its type. */
    void add(String definition) {
        int space = definition.indexOf(' ');
        columns.put(
                StatementText.name(definition.substring(0, space)),
                definition.substring(space + 1).replaceAll(" (NOT )?NULL$| COLLATE .*| CHARACTER SET .*", ""));
    }

    void drop(String column) {
        columns.remove(StatementText.name(column));
        rows.forEach(row -> row.remove(StatementText.name(column)));
    }

    void rename(String from, String to) {
        String old = StatementText.name(from);
        columns.put(StatementText.name(to), Objects.requireNonNull(columns.remove(old)));
        rows.forEach(row -> row.put(StatementText.name(to), row.remove(old)));
    }

    void insert(List<String> names, List<? extends @Nullable Object> values) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            row.put(StatementText.name(names.get(i)), values.get(i));
        }
        rows.add(row);
    }

    /** Gives the row with the key of this one its values, and returns whether there was one. */
    boolean replace(Map<String, @Nullable Object> changed) {
        for (Map<String, @Nullable Object> row : rows) {
            if (isSame(row, changed)) {
                row.putAll(changed);
                return true;
            }
        }
        return false;
    }

    boolean isSame(Map<String, @Nullable Object> one, Map<String, @Nullable Object> other) {
        return key.stream().allMatch(column -> Objects.equals(one.get(column), other.get(column)));
    }

    /** Returns the rows that meet a condition; all for an empty one. */
    List<Map<String, @Nullable Object>> find(String condition, List<@Nullable Object> parameters) {
        return rows.stream()
                .filter(row -> meets(row, condition, new ArrayDeque<>(wrapped(parameters))))
                .toList();
    }

    /** A queue holds no nulls. */
    static List<List<@Nullable Object>> wrapped(List<@Nullable Object> values) {
        List<List<@Nullable Object>> wrapped = new ArrayList<>();
        for (Object value : values) {
            List<@Nullable Object> one = new ArrayList<>();
            one.add(value);
            wrapped.add(one);
        }
        return wrapped;
    }

    private static boolean meets(
            Map<String, @Nullable Object> row, String condition, Deque<List<@Nullable Object>> parameters) {
        if (condition.isEmpty() || condition.equals("TRUE")) {
            return true;
        }
        for (String separator : List.of(" OR ", " AND ")) {
            List<String> parts = StatementText.split(condition, separator);
            if (parts.size() > 1) {
                long met = parts.stream()
                        .map(part -> meets(row, part, parameters)) // each takes its parameters
                        .toList()
                        .stream()
                        .filter(each -> each)
                        .count();
                return separator.equals(" OR ") ? met > 0 : met == parts.size();
            }
        }
        return condition.startsWith("(")
                ? meets(row, StatementText.inParentheses(condition, 0), parameters)
                : meetsOne(row, condition, parameters);
    }

    private static boolean meetsOne(
            Map<String, @Nullable Object> row, String condition, Deque<List<@Nullable Object>> parameters) {
        Matcher parts = StatementText.match("(\\S+) (IS NULL|IS NOT NULL|=|<>|>|IN) ?(.*)", condition);
        if (!parts.matches()) {
            throw new IllegalArgumentException("Unknown condition: " + condition);
        }
        Object held =
                parts.group(1).equals("?") ? parameters.remove().get(0) : row.get(StatementText.name(parts.group(1)));
        return switch (parts.group(2)) {
            case "IS NULL" -> held == null;
            case "IS NOT NULL" -> held != null;
            case "IN" ->
                StatementText.split(StatementText.inParentheses(parts.group(3), 0), ",").stream()
                        .map(each -> parameters.remove().get(0))
                        .toList()
                        .contains(held);
            case ">" ->
                String.valueOf(held)
                                .compareTo(String.valueOf(parameters.remove().get(0)))
                        > 0;
            default ->
                Objects.equals(held, parameters.remove().get(0))
                        == parts.group(2).equals("=");
        };
    }
}
