package io.intercomsync.model;

import io.intercomsync.internal.value.JsonObject;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Copies the containers that records hold. */
final class Containers {
    private Containers() {}

    /** Returns an unmodifiable copy; {@code null} becomes empty. */
    static Map<String, @Nullable Object> object(@Nullable Map<String, ? extends @Nullable Object> json) {
        return json == null || json.isEmpty() ? Collections.emptyMap() : JsonObject.of(json);
    }

    /** Returns an unmodifiable copy; {@code null} becomes empty. */
    static <T> List<T> list(@Nullable List<? extends T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }
}
