package io.intercomsync.fake;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request that is let in: what an endpoint needs to know of it. */
record Call(
        String method,
        String path,
        List<String> segments,
        Map<String, String> query,
        String text,
        ApiVersion version,
        String url) {

    boolean isGet() {
        return method.equals("GET");
    }

    String segment(int at) {
        return at < segments.size() ? segments.get(at) : "";
    }

    @Nullable
    String parameter(String name) {
        String value = query.get(name);
        return value == null || value.isEmpty() ? null : value;
    }

    /** Returns the value as text; null if there is none. */
    static @Nullable String text(Map<String, Object> object, String key) {
        Object value = object.get(key);
        return value == null ? null : value.toString();
    }

    /** The body, which has to be a JSON object. */
    Map<String, Object> body() {
        try {
            if (Json.read(text) instanceof Map<?, ?> map) {
                return Lists.object(map);
            }
        } catch (IllegalArgumentException e) {
            throw new ApiError(400, "bad_request", "The request body is not valid JSON: " + e.getMessage());
        }
        throw new ApiError(400, "bad_request", "The request body is not a JSON object");
    }
}
