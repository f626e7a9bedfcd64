package io.intercomsync.internal.http;

import io.intercomsync.internal.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer that is an error.
 *
 * @param source the writer of the body
 * @param code Intercom's code, {@code not_found} for example; {@code null} if there is none, or Intercom did not write it
 * @param message the message; {@code null} if there is none
 * @param requestId the id of the request; {@code null} if there is none
 */
public record ErrorBody(
        Source source,
        @Nullable String code,
        @Nullable String message,
        @Nullable String requestId) {

    /** The writers of errors. */
    public enum Source {
        /** Intercom: the body has Intercom's envelope and a code. */
        INTERCOM,
        /** A proxy, firewall or login page on the way: the body is an HTML page. */
        HTML,
        /** Something else on the way: the body is empty, or other text or JSON. */
        OTHER,
        /** Unknown: the body did not arrive whole. */
        UNKNOWN
    }

    /** A body that did not arrive. */
    static final ErrorBody UNKNOWN = new ErrorBody(Source.UNKNOWN, null, null, null);

    /** Codes that end like those about objects but are about the request. */
    private static final Set<String> NO_OBJECTS = Set.of("token_not_found", "parameter_not_found");

    /** Reads any text, also an empty one and a proxy's HTML. */
    static ErrorBody of(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return of(Source.OTHER);
        }
        try {
            return Json.read(text) instanceof Map<?, ?> envelope ? of(envelope) : of(Source.OTHER);
        } catch (RuntimeException notJson) {
            return of(text.stripLeading().startsWith("<") ? Source.HTML : Source.OTHER);
        }
    }

    private static ErrorBody of(Source source) {
        return new ErrorBody(source, null, null, null);
    }

    static ErrorBody of(Map<?, ?> envelope) {
        Map<?, ?> first = Map.of();
        if (envelope.get("errors") instanceof List<?> errors
                && !errors.isEmpty()
                && errors.get(0) instanceof Map<?, ?> error) {
            first = error;
        }
        String code = text(first.get("code"));
        code = code == null ? text(first.get("type")) : code; // older versions call it so
        boolean isIntercoms = "error.list".equals(envelope.get("type")) && code != null;
        return new ErrorBody(
                isIntercoms ? Source.INTERCOM : Source.OTHER,
                isIntercoms ? code : null,
                text(first.get("message")),
                text(envelope.get("request_id")));
    }

    /** Returns whether Intercom says that there is no such object. */
    public boolean saysNotFound() {
        return code != null && code.endsWith("not_found") && !NO_OBJECTS.contains(code);
    }

    /** Returns whether Intercom says that the contact was merged into another one. */
    public boolean saysMerged() {
        return "contact_merged".equals(code);
    }

    private static @Nullable String text(@Nullable Object value) {
        return value instanceof String || value instanceof Number ? value.toString() : null;
    }
}
