package io.intercomsync.jdbc.engines.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.collection.Column;
import io.intercomsync.collection.ColumnType;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.internal.json.Json;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Compares all rows of a table with the objects of the workspace: each column with the member of its name or of the path
 * that its name tells. What Intercom sends under another name is said in {@link #renamed}; a column for which an object has
 * nothing must be empty, unless it is compared {@link #apart}. A member that no column shows must be in {@code extra}, unless it is {@link #elsewhere}, and nothing
 * else may be there.
 */
final class TableComparison {
    private final IntercomCollection collection;
    private final Map<String, String> names = new HashMap<>();
    private final Set<String> elsewhere = new TreeSet<>(Set.of("type"));
    private final Set<String> apart = new TreeSet<>(Set.of("extra"));

    TableComparison(IntercomCollection collection) {
        this.collection = collection;
    }

    TableComparison renamed(String column, String path) {
        names.put(column, path);
        return this;
    }

    /** Members of an object that columns of other names show. */
    TableComparison elsewhere(String... members) {
        elsewhere.addAll(List.of(members));
        return this;
    }

    /** Columns that are compared apart. */
    TableComparison apart(String... columns) {
        apart.addAll(List.of(columns));
        return this;
    }

    /** A difference for each column that has any. */
    Collection<String> differences(List<Row> rows, Stream<Map<String, Object>> objects) {
        Map<String, Map<String, Object>> byId =
                objects.collect(Collectors.toMap(object -> String.valueOf(object.get("id")), object -> object));
        assertThat(rows).extracting(row -> row.value("id")).doesNotHaveDuplicates();
        assertThat(rows).extracting(row -> (String) row.value("id")).containsExactlyInAnyOrderElementsOf(byId.keySet());
        Map<String, String> differences = new TreeMap<>();
        for (Row row : rows) {
            Map<String, Object> object = byId.get(row.value("id"));
            for (Column column : collection.columns()) {
                if (!apart.contains(column.name())) {
                    compare(row, column, object, differences);
                }
            }
            compareExtra(row, object, differences);
        }
        return differences.values();
    }

    private void compare(Row row, Column column, Map<String, Object> object, Map<String, String> differences) {
        Object stored = row.value(column.name());
        boolean isJson = column.type() == ColumnType.JSON;
        Object given = find(object, names.getOrDefault(column.name(), column.name()));
        boolean isEmpty = stored == null || (isJson && Set.of("[]", "{}").contains(stored));
        if (!(isEmpty && isNothing(given)) && !SameValue.value(stored, isJson, given)) {
            differences.putIfAbsent(
                    column.name(), row + " " + column.name() + ": " + stored + ", but Intercom has " + given);
        }
    }

    private void compareExtra(Row row, Map<String, Object> object, Map<String, String> differences) {
        Map<?, ?> extra = (Map<?, ?>) Json.read(String.valueOf(row.value("extra")));
        Map<String, Object> expected = new TreeMap<>(object);
        expected.entrySet().removeIf(member -> isShown(member.getKey()) || isNothing(member.getValue()));
        Set<Object> names = new HashSet<>(extra.keySet());
        names.addAll(expected.keySet());
        for (Object name : names) {
            if (!SameValue.json(extra.get(name), expected.get(name))) {
                differences.putIfAbsent(
                        "extra." + name,
                        row + " extra." + name + ": " + extra.get(name) + ", but Intercom has " + object.get(name));
            }
        }
    }

    private boolean isShown(String member) {
        return elsewhere.contains(member)
                || collection.columns().stream()
                        .anyMatch(column -> column.name().equals(member))
                || names.values().stream().anyMatch(path -> path.equals(member) || path.startsWith(member + "."));
    }

    private static boolean isNothing(@Nullable Object given) {
        return given == null
                || (given instanceof List<?> list && list.isEmpty())
                || (given instanceof Map<?, ?> map && map.values().stream().allMatch(value -> value == null));
    }

    /** Returns the value at a path that is spelt with dots or, after a member's name, with underscores. */
    private static @Nullable Object find(Map<?, ?> object, String path) {
        if (object.containsKey(path)) {
            return object.get(path);
        }
        for (int i = 0; i < path.length(); i++) {
            boolean isBorder = path.charAt(i) == '_' || path.charAt(i) == '.';
            if (isBorder && object.get(path.substring(0, i)) instanceof Map<?, ?> inner) {
                Object found = find(inner, path.substring(i + 1));
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }
}
