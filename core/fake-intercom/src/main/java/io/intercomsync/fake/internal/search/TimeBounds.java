package io.intercomsync.fake;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Between which times of one field everything lies that a query can find.
 *
 * @param isExact whether everything in between is found
 */
record Bounds(Span span, boolean isExact) {

    private static final Bounds NONE = new Bounds(Span.ALL, false);

    /** The query has to be one that the filter takes. */
    static Bounds of(@Nullable Object query, String field, Filter filter) {
        if (query == null) {
            return new Bounds(Span.ALL, true);
        }
        Object operator = Json.get(query, "operator");
        if (Json.get(query, "value") instanceof List<?> parts && ("AND".equals(operator) || "OR".equals(operator))) {
            return parts.stream()
                    .map(part -> of(part, field, filter))
                    .reduce("AND".equals(operator) ? Bounds::and : Bounds::or)
                    .orElse(NONE);
        }
        Span span = field.equals(Json.get(query, "field"))
                ? filter.span(field, String.valueOf(operator), Json.get(query, "value"))
                : null;
        return span == null ? NONE : new Bounds(span, true);
    }

    private Bounds and(Bounds other) {
        return new Bounds(span.and(other.span), isExact && other.isExact);
    }

    private Bounds or(Bounds other) {
        return new Bounds(span.around(other.span), isExact && other.isExact && span.touches(other.span));
    }
}
