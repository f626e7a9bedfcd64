package io.intercomsync.fake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Takes a request through the gates - token, allowance, planned faults, permission, version - to its route. */
final class Handler {

    private final Workspace workspace;
    private final Routes routes;
    private final RateWindow rate;
    private final Faults faults;
    private final Journal journal;
    private final String token;
    private final String usualVersion;
    private final long latencyMillis;
    private final AtomicLong requestIds = new AtomicLong();
    private volatile @Nullable Consumer<Request> hook;

    Handler(
            Workspace workspace,
            Routes routes,
            RateWindow rate,
            Faults faults,
            Journal journal,
            String token,
            String usualVersion,
            long latencyMillis) {
        this.workspace = workspace;
        this.routes = routes;
        this.rate = rate;
        this.faults = faults;
        this.journal = journal;
        this.token = token;
        this.usualVersion = usualVersion;
        this.latencyMillis = latencyMillis;
    }

    void hook(Consumer<Request> before) {
        hook = before;
    }

    /** Headers with names in lower case. */
    Reply answer(String method, String pathAndQuery, Map<String, String> headers, String body) {
        int mark = pathAndQuery.indexOf('?');
        List<String> segments = segments(mark < 0 ? pathAndQuery : pathAndQuery.substring(0, mark));
        String path = "/" + String.join("/", segments);
        Map<String, String> query = mark < 0 ? Map.of() : query(pathAndQuery.substring(mark + 1));
        Map<String, String> shown = new HashMap<>(headers);
        shown.remove("authorization");
        Request request = new Request(method, path, query, shown, body, headers.get("intercom-version"), 0);
        Consumer<Request> before = hook;
        if (before != null) {
            before.accept(request);
        }
        Reply reply = dated(reply(request, segments, headers)).late(latencyMillis);
        journal.add(request.answered(reply.kind() == Fault.Kind.RESET ? 0 : reply.status()));
        return reply;
    }

    /** With the time of this moment, as every HTTP server tells it; a fault may have left it out. */
    private Reply dated(Reply reply) {
        if (reply.kind() == Fault.Kind.HEADERS || reply.kind() == Fault.Kind.RESET) {
            return reply;
        }
        Map<String, String> headers = new LinkedHashMap<>(reply.headers());
        headers.put(AnswerHeaders.DATE, AnswerHeaders.date(rate.now()));
        return new Reply(reply.status(), headers, reply.body(), reply.kind(), reply.delayMillis());
    }

    private Reply reply(Request request, List<String> segments, Map<String, String> headers) {
        if (!isAuthorized(headers.getOrDefault("authorization", ""))) {
            return error(new ApiError(401, "unauthorized", "Access Token Invalid"), Map.of());
        }
        RateWindow.Ticket ticket = rate.take();
        if (ticket.isTooMuch()) {
            return error(new ApiError(429, "rate_limit_exceeded", rate.message()), ticket.headers());
        }
        Fault fault = faults.next(request);
        if (fault == null) {
            return real(request, segments, headers, ticket.headers());
        }
        return reply(fault, request, segments, headers, ticket);
    }

    private Reply reply(
            Fault fault,
            Request request,
            List<String> segments,
            Map<String, String> headers,
            RateWindow.Ticket ticket) {
        return switch (fault.kind()) {
            case INSTEAD -> instead(fault, ticket.headers());
            case OF_ANOTHER -> real(request.to(fault.body()), segments(fault.body()), headers, ticket.headers());
            case RESET -> new Reply(0, Map.of(), "", Fault.Kind.RESET, 0);
            case LATE ->
                real(request, segments, headers, ticket.headers())
                        .late(fault.delay().toMillis());
            case CUT, HALF -> {
                Reply whole = real(request, segments, headers, ticket.headers());
                yield new Reply(whole.status(), whole.headers(), whole.body(), fault.kind(), 0);
            }
            case HEADERS -> {
                Reply real = dated(real(request, segments, headers, ticket.headers()));
                yield new Reply(real.status(), fault.applyTo(real.headers()), real.body(), Fault.Kind.HEADERS, 0);
            }
        };
    }

    /** Clients of the first generation, such as Intercom's own for Java, sent the token as the user of HTTP's basic scheme. */
    private boolean isAuthorized(String authorization) {
        return authorization.equals("Bearer " + token)
                || authorization.equals("Basic " + Base64.getEncoder().encodeToString((token + ":").getBytes(UTF_8)));
    }

    /** A proxy's page carries no limits, a refused token neither, and a 429 says that nothing is left. */
    private Reply instead(Fault fault, Map<String, String> rateHeaders) {
        boolean isProxys = fault.contentType().startsWith("text/html");
        Map<String, String> limits = fault.status() == 429 ? rate.spent() : rateHeaders;
        Map<String, String> headers = new LinkedHashMap<>(isProxys || fault.status() == 401 ? Map.of() : limits);
        headers.put("Content-Type", fault.contentType());
        return new Reply(fault.status(), headers, fault.body(), Fault.Kind.INSTEAD, 0);
    }

    private Reply real(
            Request request, List<String> segments, Map<String, String> headers, Map<String, String> rateHeaders) {
        try {
            String asked = request.version();
            ApiVersion version = ApiVersion.of(asked == null ? usualVersion : asked);
            String url = "http://" + headers.getOrDefault("host", "localhost");
            Call call =
                    new Call(request.method(), request.path(), segments, request.query(), request.body(), version, url);
            faults.check(call);
            Map<String, String> sent = json(rateHeaders);
            sent.put("Intercom-Version", version.text());
            return answer(routes.of(call), call, sent);
        } catch (ApiError e) {
            return error(e, rateHeaders);
        }
    }

    private Reply answer(Route route, Call call, Map<String, String> headers) {
        Supplier<String> answer = () -> Json.write(route.endpoint().answer(call));
        return switch (route.kind()) {
            case READS -> new Reply(200, headers, workspace.reading(answer), Fault.Kind.INSTEAD, 0);
            case WRITES -> new Reply(200, headers, workspace.writing(answer), Fault.Kind.INSTEAD, 0);
            case ACCEPTS -> {
                workspace.reading(answer);
                yield new Reply(202, headers, "", Fault.Kind.INSTEAD, 0);
            }
        };
    }

    private Reply error(ApiError error, Map<String, String> rateHeaders) {
        Map<String, String> headers = json(rateHeaders);
        headers.putAll(error.headers());
        String requestId = String.format(Locale.ROOT, "00fake%014d", requestIds.incrementAndGet());
        return new Reply(error.status(), headers, error.body(requestId), Fault.Kind.INSTEAD, 0);
    }

    private static Map<String, String> json(Map<String, String> rateHeaders) {
        Map<String, String> headers = new LinkedHashMap<>(rateHeaders);
        headers.put("Content-Type", "application/json; charset=utf-8");
        return headers;
    }

    private static List<String> segments(String path) {
        List<String> segments = new ArrayList<>();
        for (String segment : path.split("/", -1)) {
            if (!segment.isEmpty()) {
                segments.add(decode(segment.replace("+", "%2B")));
            }
        }
        return segments;
    }

    private static Map<String, String> query(String text) {
        Map<String, String> query = new LinkedHashMap<>();
        for (String pair : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals >= 0) {
                query.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            } else if (!pair.isEmpty()) {
                query.put(decode(pair), "");
            }
        }
        return query;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, UTF_8);
    }
}
