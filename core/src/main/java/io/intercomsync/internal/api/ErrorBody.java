package io.intercomsync.internal.api;

import io.intercomsync.internal.json.Json;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What Intercom says of an error.
 *
 * @param code its code, {@code not_found} for example; {@code null} if it says none
 * @param message its words; {@code null} if it says none
 * @param requestId its id of the request; {@code null} if it says none
 */
record ErrorBody(
        @Nullable String code,
        @Nullable String message,
        @Nullable String requestId) {
    private static final ErrorBody NONE = new ErrorBody(null, null, null);

    /** Reads any text, also none and a proxy's HTML. */
    static ErrorBody of(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return NONE;
        }
        try {
            return Json.read(text) instanceof Map<?, ?> envelope ? of(envelope) : NONE;
        } catch (RuntimeException notJson) {
            return NONE;
        }
    }

    static ErrorBody of(Map<?, ?> envelope) {
        Map<?, ?> first = Map.of();
        if (envelope.get("errors") instanceof List<?> errors
                && !errors.isEmpty()
                && errors.get(0) instanceof Map<?, ?> error) {
            first = error;
        }
        String code = text(first.get("code"));
        return new ErrorBody(
                code == null ? text(first.get("type")) : code, // older versions call it so
                text(first.get("message")),
                text(envelope.get("request_id")));
    }

    private static @Nullable String text(@Nullable Object value) {
        return value instanceof String || value instanceof Number ? value.toString() : null;
    }
}
