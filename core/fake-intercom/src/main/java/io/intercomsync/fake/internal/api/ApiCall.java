package io.intercomsync.fake.internal.api;

import io.intercomsync.fake.internal.json.FakeJson;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request that was accepted, as its endpoint sees it. */
public record ApiCall(
        String method,
        String path,
        List<String> segments,
        Map<String, String> query,
        String text,
        ServedVersion version,
        String url) {

    public boolean isGet() {
        return method.equals("GET");
    }

    public String segment(int at) {
        return at < segments.size() ? segments.get(at) : "";
    }

    @Nullable
    public String parameter(String name) {
        String value = query.get(name);
        return value == null || value.isEmpty() ? null : value;
    }

    /** Returns the value as text; null if there is none. */
    public static @Nullable String text(Map<String, Object> object, String key) {
        Object value = object.get(key);
        return value == null ? null : value.toString();
    }

    /** Returns the body; throws ApiError if it is not a JSON object. */
    public Map<String, Object> body() {
        try {
            if (FakeJson.read(text) instanceof Map<?, ?> map) {
                return FakeJson.asObject(map);
            }
        } catch (IllegalArgumentException e) {
            throw new ApiError(400, "bad_request", "The request body is not valid JSON: " + e.getMessage());
        }
        throw new ApiError(400, "bad_request", "The request body is not a JSON object");
    }
}
