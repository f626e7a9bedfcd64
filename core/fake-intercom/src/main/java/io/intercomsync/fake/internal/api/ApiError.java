package io.intercomsync.fake.internal.api;

import io.intercomsync.fake.internal.json.FakeJson;
import java.util.List;
import java.util.Map;

/** An error answer in Intercom's form. */
public final class ApiError extends RuntimeException {

    private final int status;
    private final String code;
    private final Map<String, String> headers;

    public ApiError(int status, String code, String message) {
        this(status, code, message, Map.of());
    }

    public ApiError(int status, String code, String message, Map<String, String> headers) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.headers = headers;
    }

    public static ApiError invalid(String message) {
        return new ApiError(400, "parameter_invalid", message);
    }

    public static ApiError missing(String what) {
        return new ApiError(400, "parameter_missing", what + " is required");
    }

    static ApiError notInVersion() {
        return new ApiError(
                400, "intercom_version_invalid", "Requested resource is not available in current API version.");
    }

    /** Intercom may serve this call. A test that needs it must fail with this error, not with a 404 that looks like an answer. */
    public static ApiError notServed(String method, String path) {
        return new ApiError(501, "not_implemented", "the fake does not serve this: " + method + " " + path);
    }

    public static ApiError notFound() {
        return new ApiError(404, "not_found", "Resource Not Found");
    }

    public int status() {
        return status;
    }

    public Map<String, String> headers() {
        return headers;
    }

    /** Returns the body in Intercom's form. */
    public String body(String requestId) {
        return envelope(requestId, code, String.valueOf(getMessage()));
    }

    public static String envelope(String requestId, String code, String message) {
        return FakeJson.write(FakeJson.object(
                "type",
                "error.list",
                "request_id",
                requestId,
                "errors",
                List.of(FakeJson.object("code", code, "message", message))));
    }
}
