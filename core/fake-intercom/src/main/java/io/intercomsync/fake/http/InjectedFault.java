package io.intercomsync.fake.http;

import static java.util.Objects.requireNonNull;

import io.intercomsync.fake.internal.api.AnswerHeaders;
import io.intercomsync.fake.internal.api.ApiError;
import java.time.Duration;
import java.util.Map;

/** A way in which an answer goes wrong. */
public final class InjectedFault {

    /** What becomes of the real answer. */
    public enum Kind {
        /** It is replaced. */
        INSTEAD,
        /** It is the answer to a request for another path. */
        OF_ANOTHER,
        /** It breaks off after half of its body, and so does the connection. */
        CUT,
        /** It is complete as HTTP, but half of the JSON is missing. */
        HALF,
        /** There is none: the connection is reset. */
        RESET,
        /** It comes late. */
        LATE,
        /** Some of its headers are wrong or missing. */
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

    /** An error in Intercom's JSON envelope, with the code that Intercom uses for that status. */
    public static InjectedFault status(int status) {
        String code = CODES.getOrDefault(status, status >= 500 ? "server_error" : "client_error");
        return status(status, code, "Fault planned by the test");
    }

    /** An error in Intercom's JSON envelope. */
    public static InjectedFault status(int status, String code, String message) {
        requireNonNull(code, "code");
        requireNonNull(message, "message");
        return answer(status, "application/json; charset=utf-8", ApiError.envelope("fault", code, message));
    }

    /** A 403 as Intercom sends it where the app lacks a permission, {@code read_conversations} for example. */
    public static InjectedFault lackingScope(String scope) {
        requireNonNull(scope, "scope");
        return status(403, "forbidden", "You do not have the required scope (" + scope + ") to access this resource");
    }

    /** The real answer to a request for that path, as a cache that mixes up answers sends it. */
    public static InjectedFault answerOf(String path) {
        requireNonNull(path, "path");
        return new InjectedFault(Kind.OF_ANOTHER, 0, "", path, Duration.ZERO);
    }

    /** An HTML page as proxies send it; also with status 200. */
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

    /** Status 200 without a body. */
    public static InjectedFault emptyBody() {
        return answer(200, "application/json; charset=utf-8", "");
    }

    /** Any answer at all. */
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

    /** The real answer, but the connection closes after half of its body. */
    public static InjectedFault cutBody() {
        return new InjectedFault(Kind.CUT, 0, "", "", Duration.ZERO);
    }

    /** The real status and headers with half of the real JSON, complete as far as HTTP can tell. */
    public static InjectedFault malformedJson() {
        return new InjectedFault(Kind.HALF, 0, "", "", Duration.ZERO);
    }

    /** No answer: the connection is reset. What was asked for has no effect on scrolls either. */
    public static InjectedFault reset() {
        return new InjectedFault(Kind.RESET, 0, "", "", Duration.ZERO);
    }

    /** The real answer, so much later. */
    public static InjectedFault delay(Duration delay) {
        if (delay.isNegative()) {
            throw new IllegalArgumentException("delay must not be negative: " + delay);
        }
        return new InjectedFault(Kind.LATE, 0, "", "", delay);
    }

    /**
     * The real answer, but with these headers instead of its own of the same names: a wrong {@code Date},
     * {@code X-RateLimit-Reset} or {@code Retry-After}, say. An empty value leaves the header out. In a fast fake the JDK's
     * server writes {@code Date} itself, so that header is always right there.
     */
    public static InjectedFault headers(Map<String, String> headers) {
        return new InjectedFault(Kind.HEADERS, 0, "", "", Duration.ZERO, headers);
    }

    /**
     * The real answer from a node whose clock is ahead by that much, or behind if it is negative: its {@code Date} and its
     * {@code X-RateLimit-Reset} are by that clock.
     */
    public static InjectedFault clock(Duration ahead) {
        return new InjectedFault(Kind.HEADERS, 0, "", "", requireNonNull(ahead, "ahead"));
    }

    public Kind kind() {
        return kind;
    }

    /** The headers of an answer with this fault, by the ones it has without. */
    public Map<String, String> applyTo(Map<String, String> real) {
        return AnswerHeaders.replaced(AnswerHeaders.ahead(real, delay), headers);
    }

    public Duration delay() {
        return delay;
    }

    public int status() {
        return status;
    }

    public String contentType() {
        return contentType;
    }

    public String body() {
        return body;
    }
}
