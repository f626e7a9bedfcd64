package io.intercomsync.fake.internal.server;

import io.intercomsync.fake.http.InjectedFault;
import io.intercomsync.fake.http.Request;
import io.intercomsync.fake.internal.api.ApiError;
import io.intercomsync.fake.internal.json.FakeJson;
import io.intercomsync.fake.internal.oauth.CodeExchange;
import java.util.Map;

/** Serves the consent page and the exchange of codes, which need no access token and have no rate limit. */
final class OAuthHandler {

    private static final String CONSENT = "/oauth";
    private static final String EXCHANGE = "/auth/eagle/token";
    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="en">
            <head><title>Authorize access</title></head>
            <body>
            <h1>An app asks for access to the fake workspace</h1>
            <form method="post" action="/oauth">
            {fields}<button name="decision" value="approve">Authorize access</button>
            <button name="decision" value="deny">Cancel</button>
            </form>
            </body>
            </html>
            """;

    private final CodeExchange codes;

    OAuthHandler(CodeExchange codes) {
        this.codes = codes;
    }

    boolean serves(Request request) {
        return request.path().equals(CONSENT) || request.path().equals(EXCHANGE);
    }

    /** Answers a request; throws ApiError if it is refused. */
    HttpReply answer(Request request) {
        if (!CodeExchange.CALLS.contains(request.method() + " " + request.path())) {
            throw ApiError.notServed(request.method(), request.path());
        }
        if (request.method().equals("GET")) {
            return consent(request.query());
        }
        Map<String, String> form = QueryText.parse(request.body());
        return request.path().equals(CONSENT) ? decision(form) : json(FakeJson.write(codes.exchange(form)));
    }

    private HttpReply consent(Map<String, String> query) {
        String flaw = codes.flaw(query);
        if (flaw != null) {
            return html(400, "<!DOCTYPE html>\n<html lang=\"en\"><body><p>" + flaw + "</p></body></html>\n");
        }
        StringBuilder fields = new StringBuilder();
        query.forEach((name, value) -> fields.append("<input type=\"hidden\" name=\"")
                .append(escaped(name))
                .append("\" value=\"")
                .append(escaped(value))
                .append("\">\n"));
        return html(200, PAGE.replace("{fields}", fields));
    }

    private HttpReply decision(Map<String, String> form) {
        String flaw = codes.flaw(form);
        if (flaw != null) {
            return consent(form);
        }
        String target = codes.decide(form, "approve".equals(form.get("decision")));
        return new HttpReply(302, Map.of("Location", target), "", InjectedFault.Kind.INSTEAD, 0);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("\"", "&quot;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
    }

    private static HttpReply html(int status, String body) {
        return new HttpReply(
                status, Map.of("Content-Type", "text/html; charset=utf-8"), body, InjectedFault.Kind.INSTEAD, 0);
    }

    private static HttpReply json(String body) {
        return new HttpReply(
                200, Map.of("Content-Type", "application/json; charset=utf-8"), body, InjectedFault.Kind.INSTEAD, 0);
    }
}
