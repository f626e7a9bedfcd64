package io.intercomsync.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.intercomsync.error.OAuthException;
import io.intercomsync.oauth.AccessToken;
import io.intercomsync.oauth.AuthorizationRequest;
import io.intercomsync.oauth.IntercomOAuth;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Connects a workspace in the browser: /connect leads to Intercom's consent page, which leads back to /callback. */
final class ConnectWorkspace {
    private static final String COOKIE = "intercom_state=";

    private final IntercomOAuth oauth;
    private final Consumer<AccessToken> connected;

    /** @param connected stores the token as passwords are stored */
    ConnectWorkspace(IntercomOAuth oauth, Consumer<AccessToken> connected) {
        this.oauth = oauth;
        this.connected = connected;
    }

    void addTo(HttpServer server) {
        server.createContext("/connect", this::connect);
        server.createContext("/callback", this::callback);
    }

    private void connect(HttpExchange exchange) throws IOException {
        AuthorizationRequest request = oauth.begin();
        // HttpOnly hides it from scripts, Lax lets it return with Intercom's redirect; with https, add Secure
        exchange.getResponseHeaders()
                .set("Set-Cookie", COOKIE + request.state() + "; Path=/callback; HttpOnly; SameSite=Lax");
        exchange.getResponseHeaders().set("Location", request.url().toString());
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    private void callback(HttpExchange exchange) throws IOException {
        try {
            connected.accept(oauth.complete(
                    boundState(exchange), exchange.getRequestURI().getRawQuery()));
            answer(exchange, 200, "The workspace is connected.");
        } catch (OAuthException e) {
            answer(exchange, 400, e.getMessage()); // says what to do, and no secret
        }
    }

    private static @Nullable String boundState(HttpExchange exchange) {
        for (String header : exchange.getRequestHeaders().getOrDefault("Cookie", List.of())) {
            for (String cookie : header.split("; *", -1)) {
                if (cookie.startsWith(COOKIE)) {
                    return cookie.substring(COOKIE.length());
                }
            }
        }
        return null;
    }

    private static void answer(HttpExchange exchange, int status, @Nullable String text) throws IOException {
        byte[] body = String.valueOf(text).getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
