package io.intercomsync.internal.resource;

import static io.intercomsync.collection.IntercomCollection.COMPANIES;

import io.intercomsync.error.ApiException;
import io.intercomsync.internal.api.ObjectCalls;
import io.intercomsync.internal.feed.FeedContext;
import io.intercomsync.internal.feed.ItemMapper;
import io.intercomsync.internal.feed.ReadResult;
import io.intercomsync.internal.value.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Maps companies. If Intercom sends the segments of a company without names, takes the names from the list of segments, which
 * it reads once at most. Thread-safe.
 */
final class CompanySegments {
    private final FeedContext context;
    private final ItemMapper items;
    private final boolean isWanted;
    private @Nullable Names names;

    CompanySegments(FeedContext context, ItemMapper items) {
        this.context = context;
        this.items = items;
        this.isWanted = context.selection().has(COMPANIES, "segments");
    }

    /**
     * Holds the names of segments by id.
     *
     * @param gap the reason why Intercom did not list them; {@code null} if it did
     */
    private record Names(Map<String, Object> byId, @Nullable String gap) {}

    /** Maps a company with the names of its segments. If Intercom refuses the list of segments, the result has a gap. */
    ReadResult read(Map<String, @Nullable Object> company) {
        Object segments = isWanted ? company.get("segments") : null;
        List<?> sent = items(segments);
        if (sent.stream().noneMatch(CompanySegments::lacksName)) {
            return items.map(company);
        }
        Names known = names();
        List<@Nullable Object> named = new ArrayList<>();
        sent.forEach(item -> named.add(lacksName(item) ? named((Map<?, ?>) item, known.byId()) : item));
        Object list = segments instanceof Map<?, ?> object
                ? JsonObject.of(JsonObject.cast(object)).with("segments", named)
                : named;
        ReadResult result = items.map(JsonObject.of(company).with("segments", list));
        return known.gap() == null ? result : result.withGap(COMPANIES, known.gap());
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

    private synchronized Names names() {
        if (names == null) {
            names = listed();
        }
        return names;
    }

    private Names listed() {
        Map<String, Object> byId = new HashMap<>();
        try {
            for (Map<String, @Nullable Object> segment :
                    context.calls().segments(false).items()) {
                Object name = segment.get("name");
                if (name != null) {
                    byId.put(String.valueOf(segment.get("id")), name);
                }
            }
            return new Names(byId, null);
        } catch (ApiException e) {
            if (!new ObjectCalls(context.calls()).isOwnRefusal(e)) {
                throw e;
            }
            return new Names(Map.of(), "the segments of companies have no names: " + e.getMessage());
        }
    }
}
