package io.intercomsync.fake.internal.server;

import io.intercomsync.fake.http.InjectedFault;
import io.intercomsync.fake.http.Request;
import io.intercomsync.fake.internal.api.AnswerHeaders;
import io.intercomsync.fake.internal.api.ApiCall;
import io.intercomsync.fake.internal.api.ApiError;
import io.intercomsync.fake.internal.api.Route;
import io.intercomsync.fake.internal.api.Router;
import io.intercomsync.fake.internal.api.ServedVersion;
import io.intercomsync.fake.internal.json.FakeJson;
import io.intercomsync.fake.internal.oauth.AccessTokens;
import io.intercomsync.fake.internal.oauth.CodeExchange;
import io.intercomsync.fake.internal.workspace.Workspace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Answers a request: checks token, rate limit, planned faults, permission and version, and then calls the route. */
public final class RequestHandler {

    private final Workspace workspace;
    private final Router routes;
    private final RateLimit rate;
    private final FaultPlan faults;
    private final RequestJournal journal;
    private final AccessTokens tokens;
    private final OAuthHandler oauth;
    private final String usualVersion;
    private final long latencyMillis;
    private final AtomicLong requestIds = new AtomicLong();
    private volatile @Nullable Consumer<Request> hook;

    public RequestHandler(
            Workspace workspace,
            Router routes,
            RateLimit rate,
            FaultPlan faults,
            RequestJournal journal,
            AccessTokens tokens,
            CodeExchange codes,
            String usualVersion,
            long latencyMillis) {
        this.workspace = workspace;
        this.routes = routes;
        this.rate = rate;
        this.faults = faults;
        this.journal = journal;
        this.tokens = tokens;
        this.oauth = new OAuthHandler(codes);
        this.usualVersion = usualVersion;
        this.latencyMillis = latencyMillis;
    }

    public void hook(Consumer<Request> before) {
        hook = before;
    }

    /** Answers a request. The names of its headers are in lower case. */
    HttpReply answer(String method, String pathAndQuery, Map<String, String> headers, String body) {
        int mark = pathAndQuery.indexOf('?');
        List<String> segments = segments(mark < 0 ? pathAndQuery : pathAndQuery.substring(0, mark));
        String path = "/" + String.join("/", segments);
        Map<String, String> query = mark < 0 ? Map.of() : QueryText.parse(pathAndQuery.substring(mark + 1));
        Map<String, String> shown = new HashMap<>(headers);
        shown.remove("authorization");
        Request request = new Request(method, path, query, shown, body, headers.get("intercom-version"), 0);
        Consumer<Request> before = hook;
        if (before != null) {
            before.accept(request);
        }
        HttpReply reply = dated(reply(request, segments, headers)).late(latencyMillis);
        journal.add(answered(request, reply.kind() == InjectedFault.Kind.RESET ? 0 : reply.status()));
        return reply;
    }

    private static Request answered(Request request, int status) {
        return new Request(
                request.method(),
                request.path(),
                request.query(),
                request.headers(),
                request.body(),
                request.version(),
                status);
    }

    private static Request to(String otherPath, Request request) {
        return new Request(
                request.method(),
                otherPath,
                request.query(),
                request.headers(),
                request.body(),
                request.version(),
                request.status());
    }

    /** Adds the current time, as every HTTP server does, unless a fault has replaced the headers. */
    private HttpReply dated(HttpReply reply) {
        if (reply.kind() == InjectedFault.Kind.HEADERS || reply.kind() == InjectedFault.Kind.RESET) {
            return reply;
        }
        Map<String, String> headers = new LinkedHashMap<>(reply.headers());
        headers.put(AnswerHeaders.DATE, AnswerHeaders.date(rate.now()));
        return new HttpReply(reply.status(), headers, reply.body(), reply.kind(), reply.delayMillis());
    }

    private HttpReply reply(Request request, List<String> segments, Map<String, String> headers) {
        boolean isOAuth = oauth.serves(request);
        if (!isOAuth && !tokens.isAuthorized(headers.getOrDefault("authorization", ""))) {
            return error(new ApiError(401, "unauthorized", "Access Token Invalid"), Map.of());
        }
        RateLimit.Ticket ticket = isOAuth ? new RateLimit.Ticket(false, Map.of()) : rate.take();
        if (ticket.isTooMuch()) {
            return error(new ApiError(429, "rate_limit_exceeded", rate.message()), ticket.headers());
        }
        InjectedFault fault = faults.next(request);
        if (fault == null) {
            return real(request, segments, headers, ticket.headers());
        }
        return reply(fault, request, segments, headers, ticket);
    }

    private HttpReply reply(
            InjectedFault fault,
            Request request,
            List<String> segments,
            Map<String, String> headers,
            RateLimit.Ticket ticket) {
        return switch (fault.kind()) {
            case INSTEAD -> instead(fault, ticket.headers());
            case OF_ANOTHER -> real(to(fault.body(), request), segments(fault.body()), headers, ticket.headers());
            case RESET -> new HttpReply(0, Map.of(), "", InjectedFault.Kind.RESET, 0);
            case LATE ->
                real(request, segments, headers, ticket.headers())
                        .late(fault.delay().toMillis());
            case CUT, HALF -> {
                HttpReply whole = real(request, segments, headers, ticket.headers());
                yield new HttpReply(whole.status(), whole.headers(), whole.body(), fault.kind(), 0);
            }
            case HEADERS -> {
                HttpReply real = dated(real(request, segments, headers, ticket.headers()));
                yield new HttpReply(
                        real.status(), fault.applyTo(real.headers()), real.body(), InjectedFault.Kind.HEADERS, 0);
            }
        };
    }

    /** A page of a proxy and a refused token have no rate limit headers; a 429 says that nothing is left. */
    private HttpReply instead(InjectedFault fault, Map<String, String> rateHeaders) {
        boolean isProxys = fault.contentType().startsWith("text/html");
        Map<String, String> limits = fault.status() == 429 ? rate.spent() : rateHeaders;
        Map<String, String> headers = new LinkedHashMap<>(isProxys || fault.status() == 401 ? Map.of() : limits);
        headers.put("Content-Type", fault.contentType());
        return new HttpReply(fault.status(), headers, fault.body(), InjectedFault.Kind.INSTEAD, 0);
    }

    private HttpReply real(
            Request request, List<String> segments, Map<String, String> headers, Map<String, String> rateHeaders) {
        try {
            if (oauth.serves(request)) {
                return oauth.answer(request);
            }
            String asked = request.version();
            ServedVersion version = ServedVersion.of(asked == null ? usualVersion : asked);
            String url = "http://" + headers.getOrDefault("host", "localhost");
            ApiCall call = new ApiCall(
                    request.method(), request.path(), segments, request.query(), request.body(), version, url);
            faults.check(call);
            Map<String, String> sent = json(rateHeaders);
            sent.put("Intercom-Version", version.text());
            return answer(routes.of(call), call, sent);
        } catch (ApiError e) {
            return error(e, rateHeaders);
        }
    }

    private HttpReply answer(Route route, ApiCall call, Map<String, String> headers) {
        Supplier<String> answer = () -> FakeJson.write(route.endpoint().answer(call));
        return switch (route.kind()) {
            case READS -> new HttpReply(200, headers, workspace.reading(answer), InjectedFault.Kind.INSTEAD, 0);
            case WRITES -> new HttpReply(200, headers, workspace.writing(answer), InjectedFault.Kind.INSTEAD, 0);
            case ACCEPTS -> {
                workspace.reading(answer);
                yield new HttpReply(202, headers, "", InjectedFault.Kind.INSTEAD, 0);
            }
        };
    }

    private HttpReply error(ApiError error, Map<String, String> rateHeaders) {
        Map<String, String> headers = json(rateHeaders);
        headers.putAll(error.headers());
        String requestId = String.format(Locale.ROOT, "00fake%014d", requestIds.incrementAndGet());
        return new HttpReply(error.status(), headers, error.body(requestId), InjectedFault.Kind.INSTEAD, 0);
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
                segments.add(QueryText.decode(segment.replace("+", "%2B")));
            }
        }
        return segments;
    }
}
