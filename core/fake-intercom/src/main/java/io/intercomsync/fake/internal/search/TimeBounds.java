package io.intercomsync.fake.internal.search;

import io.intercomsync.fake.internal.json.FakeJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The range of one time field that contains everything that a query can find.
 *
 * @param isExact whether the query finds everything in the range
 */
record TimeBounds(SecondRange span, boolean isExact) {

    private static final TimeBounds NONE = new TimeBounds(SecondRange.ALL, false);

    /** Returns the bounds of a query that the filter accepts. */
    static TimeBounds of(@Nullable Object query, String field, SearchFilter filter) {
        if (query == null) {
            return new TimeBounds(SecondRange.ALL, true);
        }
        Object operator = FakeJson.get(query, "operator");
        if (FakeJson.get(query, "value") instanceof List<?> parts
                && ("AND".equals(operator) || "OR".equals(operator))) {
            return parts.stream()
                    .map(part -> of(part, field, filter))
                    .reduce("AND".equals(operator) ? TimeBounds::and : TimeBounds::or)
                    .orElse(NONE);
        }
        SecondRange span = field.equals(FakeJson.get(query, "field"))
                ? filter.span(field, String.valueOf(operator), FakeJson.get(query, "value"))
                : null;
        return span == null ? NONE : new TimeBounds(span, true);
    }

    private TimeBounds and(TimeBounds other) {
        return new TimeBounds(span.and(other.span), isExact && other.isExact);
    }

    private TimeBounds or(TimeBounds other) {
        return new TimeBounds(span.around(other.span), isExact && other.isExact && span.touches(other.span));
    }
}
