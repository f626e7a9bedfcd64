package io.intercomsync.internal.resource;

import static io.intercomsync.collection.IntercomCollection.COMPANIES;

import io.intercomsync.error.ApiException;
import io.intercomsync.internal.api.ObjectCalls;
import io.intercomsync.internal.feed.FeedContext;
import io.intercomsync.internal.feed.Output;
import io.intercomsync.internal.value.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Adds the names of segments to companies whose segments Intercom sends without names. Reads the list of segments once, and only if a
 * name is missing. Thread-safe.
 */
final class CompanySegments {
    private final FeedContext context;
    private final boolean isWanted;
    private @Nullable Map<String, Object> names;
    /** The reason why names are missing; {@code null} if they are not. */
    private @Nullable String gap;

    CompanySegments(FeedContext context) {
        this.context = context;
        this.isWanted = context.selection().has(COMPANIES, "segments");
    }

    /** Reports the names that are missing. */
    synchronized void tell(Output out) {
        if (gap != null) {
            out.unknownGap(COMPANIES, gap);
        }
    }

    /** Returns the company with the names of its segments. */
    Map<String, @Nullable Object> named(Map<String, @Nullable Object> company) {
        Object segments = isWanted ? company.get("segments") : null;
        List<?> items = items(segments);
        if (items.stream().noneMatch(CompanySegments::lacksName)) {
            return company;
        }
        List<@Nullable Object> named = new ArrayList<>();
        items.forEach(item -> named.add(lacksName(item) ? named((Map<?, ?>) item, names()) : item));
        Object list = segments instanceof Map<?, ?> object
                ? JsonObject.of(JsonObject.cast(object)).with("segments", named)
                : named;
        return JsonObject.of(company).with("segments", list);
    }

    /** Returns the segments, sent as a list object or as a plain list. */
    private static List<?> items(@Nullable Object segments) {
        Object items = segments instanceof Map<?, ?> object ? object.get("segments") : segments;
        return items instanceof List<?> list ? list : List.of();
    }

    private static boolean lacksName(@Nullable Object item) {
        return item instanceof Map<?, ?> segment && segment.get("id") != null && segment.get("name") == null;
    }

    private static Object named(Map<?, ?> segment, Map<String, Object> names) {
        Object name = names.get(String.valueOf(segment.get("id")));
        return name == null ? segment : JsonObject.of(JsonObject.cast(segment)).with("name", name);
    }

    private synchronized Map<String, Object> names() {
        if (names == null) {
            names = read();
        }
        return names;
    }

    private Map<String, Object> read() {
        Map<String, Object> read = new HashMap<>();
        try {
            for (Map<String, @Nullable Object> segment :
                    context.calls().segments(false).items()) {
                Object name = segment.get("name");
                if (name != null) {
                    read.put(String.valueOf(segment.get("id")), name);
                }
            }
        } catch (ApiException e) {
            if (!new ObjectCalls(context.calls()).isOwnRefusal(e)) {
                throw e;
            }
            gap = "the segments of companies have no names: " + e.getMessage();
        }
        return read;
    }
}
