package io.intercomsync.fake;

import java.util.List;
import java.util.Map;

/** An answer that is an error of Intercom's. */
final class ApiError extends RuntimeException {

    private final int status;
    private final String code;
    private final Map<String, String> headers;

    ApiError(int status, String code, String message) {
        this(status, code, message, Map.of());
    }

    ApiError(int status, String code, String message, Map<String, String> headers) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.headers = headers;
    }

    static ApiError invalid(String message) {
        return new ApiError(400, "parameter_invalid", message);
    }

    static ApiError missing(String what) {
        return new ApiError(400, "parameter_missing", what + " is required");
    }

    static ApiError notInVersion() {
        return new ApiError(
                400, "intercom_version_invalid", "Requested resource is not available in current API version.");
    }

    /** Intercom may serve it; a test that needs it is to fail with this, not with a 404 that it could take for an answer. */
    static ApiError notServed(Call call) {
        return new ApiError(
                501, "not_implemented", "the fake does not serve this: " + call.method() + " " + call.path());
    }

    static ApiError notFound() {
        return new ApiError(404, "not_found", "Resource Not Found");
    }

    int status() {
        return status;
    }

    Map<String, String> headers() {
        return headers;
    }

    /** The body, in Intercom's envelope. */
    String body(String requestId) {
        return envelope(requestId, code, String.valueOf(getMessage()));
    }

    static String envelope(String requestId, String code, String message) {
        return Json.write(Json.object(
                "type",
                "error.list",
                "request_id",
                requestId,
                "errors",
                List.of(Json.object("code", code, "message", message))));
    }
}
