package io.intercomsync.fake.http;

import static java.util.Objects.requireNonNull;

import io.intercomsync.fake.internal.api.AnswerHeaders;
import io.intercomsync.fake.internal.api.ApiError;
import java.time.Duration;
import java.util.Map;

/** A fault in an answer of the fake: an error in its place, a broken body, a delay, or wrong headers. */
public final class InjectedFault {

    /** The effect of a fault on the real answer. */
    public enum Kind {
        /** The fault replaces the answer. */
        INSTEAD,
        /** The fake sends the answer to a request for another path. */
        OF_ANOTHER,
        /** The connection closes after half of the body. */
        CUT,
        /** The answer is complete HTTP with half of the JSON. */
        HALF,
        /** The connection is reset without an answer. */
        RESET,
        /** The answer comes late. */
        LATE,
        /** Some headers are wrong or missing. */
        HEADERS
    }

    private static final Map<Integer, String> CODES = Map.of(
            400, "parameter_invalid",
            401, "unauthorized",
            403, "forbidden",
            404, "not_found",
            408, "request_timeout",
            409, "conflict",
            429, "rate_limit_exceeded",
            503, "service_unavailable");

    private final Kind kind;
    private final int status;
    private final String contentType;
    private final String body;
    private final Duration delay;
    private final Map<String, String> headers;

    private InjectedFault(Kind kind, int status, String contentType, String body, Duration delay) {
        this(kind, status, contentType, body, delay, Map.of());
    }

    private InjectedFault(
            Kind kind, int status, String contentType, String body, Duration delay, Map<String, String> headers) {
        this.kind = kind;
        this.status = status;
        this.contentType = contentType;
        this.body = body;
        this.delay = delay;
        this.headers = Map.copyOf(headers);
    }

    /** Returns an error in Intercom's JSON form, with the code that Intercom uses for that status. */
    public static InjectedFault status(int status) {
        String code = CODES.getOrDefault(status, status >= 500 ? "server_error" : "client_error");
        return status(status, code, "Fault planned by the test");
    }

    /** Returns an error in Intercom's JSON form. */
    public static InjectedFault status(int status, String code, String message) {
        requireNonNull(code, "code");
        requireNonNull(message, "message");
        return answer(status, "application/json; charset=utf-8", ApiError.envelope("fault", code, message));
    }

    /** Returns the 403 that Intercom sends if the app has no such permission, for example {@code read_conversations}. */
    public static InjectedFault missingScope(String scope) {
        requireNonNull(scope, "scope");
        return status(403, "forbidden", "You do not have the required scope (" + scope + ") to access this resource");
    }

    /** Returns a fault that sends the real answer for another path, like a cache that mixes up answers. */
    public static InjectedFault answerOf(String path) {
        requireNonNull(path, "path");
        return new InjectedFault(Kind.OF_ANOTHER, 0, "", path, Duration.ZERO);
    }

    /** Returns an HTML page as proxies send it. The status may also be 200. */
    public static InjectedFault html(int status) {
        String page = """
                <html>
                <head><title>{status}</title></head>
                <body>
                <center><h1>{status}</h1></center>
                <hr><center>nginx</center>
                </body>
                </html>
                """;
        return answer(status, "text/html", page.replace("{status}", String.valueOf(status)));
    }

    /** Returns an answer with status 200 and no body. */
    public static InjectedFault emptyBody() {
        return answer(200, "application/json; charset=utf-8", "");
    }

    /** Returns any answer. */
    public static InjectedFault answer(int status, String contentType, String body) {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("status must be from 200 to 599: " + status);
        }
        return new InjectedFault(
                Kind.INSTEAD,
                status,
                requireNonNull(contentType, "contentType"),
                requireNonNull(body, "body"),
                Duration.ZERO);
    }

    /** Returns a fault that closes the connection after half of the real body. */
    public static InjectedFault cutBody() {
        return new InjectedFault(Kind.CUT, 0, "", "", Duration.ZERO);
    }

    /** Returns a fault that sends the real status and headers with half of the real JSON, as complete HTTP. */
    public static InjectedFault malformedJson() {
        return new InjectedFault(Kind.HALF, 0, "", "", Duration.ZERO);
    }

    /** Returns a fault that resets the connection without an answer. The request does not move a scroll. */
    public static InjectedFault reset() {
        return new InjectedFault(Kind.RESET, 0, "", "", Duration.ZERO);
    }

    /** Returns a fault that delays the real answer. */
    public static InjectedFault delay(Duration delay) {
        if (delay.isNegative()) {
            throw new IllegalArgumentException("delay must not be negative: " + delay);
        }
        return new InjectedFault(Kind.LATE, 0, "", "", delay);
    }

    /**
     * Returns a fault that replaces headers of the real answer, for example by a wrong {@code Date}, {@code
     * X-RateLimit-Reset} or {@code Retry-After}. An empty value removes the header. In a {@code fast()} fake the JDK's
     * server writes {@code Date} itself, so that header is always right there.
     */
    public static InjectedFault headers(Map<String, String> headers) {
        return new InjectedFault(Kind.HEADERS, 0, "", "", Duration.ZERO, headers);
    }

    /**
     * Returns a fault that sends the real answer as a server with a wrong clock would send it: {@code Date} and
     * {@code X-RateLimit-Reset} are ahead by this duration, or behind if it is negative.
     */
    public static InjectedFault clock(Duration ahead) {
        return new InjectedFault(Kind.HEADERS, 0, "", "", requireNonNull(ahead, "ahead"));
    }

    /** Returns the effect of the fault. */
    public Kind kind() {
        return kind;
    }

    /** Returns the headers of an answer with this fault. */
    public Map<String, String> applyTo(Map<String, String> real) {
        return AnswerHeaders.replaced(AnswerHeaders.ahead(real, delay), headers);
    }

    /** Returns the delay of the answer, or the error of the clock. */
    public Duration delay() {
        return delay;
    }

    /** Returns the status of the answer that replaces the real one. */
    public int status() {
        return status;
    }

    /** Returns the content type of the answer that replaces the real one. */
    public String contentType() {
        return contentType;
    }

    /** Returns the body of the answer that replaces the real one, or the other path. */
    public String body() {
        return body;
    }
}
