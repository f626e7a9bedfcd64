package io.intercomsync.internal.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A search. Its order is ascending: objects that change during a walk move ahead of it, never behind.
 *
 * @param query an expression of {@link #field}, {@link #and} and {@link #or}
 * @param sortField the field by which the results are ordered
 * @param isDescending {@code true} if the latest comes first; only for a search of one page
 */
public record Search(Map<String, Object> query, String sortField, boolean isDescending) {
    /** The most expressions that one AND or OR may join. */
    private static final int WIDEST_GROUP = 15;

    /** Makes a search in ascending order. */
    public Search(Map<String, Object> query, String sortField) {
        this(query, sortField, false);
    }

    /** Returns a comparison: {@code field("created_at", ">", 1700000000)}. */
    public static Map<String, Object> field(String name, String operator, Object value) {
        Map<String, Object> comparison = new LinkedHashMap<>();
        comparison.put("field", name);
        comparison.put("operator", operator);
        comparison.put("value", value);
        return comparison;
    }

    /** Joins up to 15 expressions. All of them must match. */
    public static Map<String, Object> and(List<Map<String, Object>> expressions) {
        return group("AND", expressions);
    }

    /** Joins up to 15 expressions. At least one of them must match. */
    public static Map<String, Object> or(List<Map<String, Object>> expressions) {
        return group("OR", expressions);
    }

    private static Map<String, Object> group(String operator, List<Map<String, Object>> expressions) {
        if (expressions.isEmpty() || expressions.size() > WIDEST_GROUP) {
            throw new IllegalArgumentException(operator + " joins 1 to 15 expressions: " + expressions.size());
        }
        Map<String, Object> group = new LinkedHashMap<>();
        group.put("operator", operator);
        group.put("value", expressions);
        return group;
    }

    /** Returns the body of the request for one page. */
    public Map<String, @Nullable Object> body(int perPage, @Nullable String cursor) {
        Map<String, @Nullable Object> pagination = new LinkedHashMap<>();
        pagination.put("per_page", perPage);
        if (cursor != null) {
            pagination.put("starting_after", cursor);
        }
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("query", query);
        body.put("sort", Map.of("field", sortField, "order", isDescending ? "descending" : "ascending"));
        body.put("pagination", pagination);
        return body;
    }
}
