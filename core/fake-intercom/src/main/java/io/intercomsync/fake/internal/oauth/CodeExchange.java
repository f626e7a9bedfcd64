package io.intercomsync.fake.internal.oauth;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.intercomsync.fake.internal.api.ApiError;
import io.intercomsync.fake.internal.json.FakeJson;
import java.net.URLEncoder;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives codes to the browsers of people who approve, and tokens for codes. */
public final class CodeExchange {

    /** Names the calls of OAuth that the fake serves, whatever the version. */
    public static final List<String> CALLS = List.of("GET /oauth", "POST /oauth", "POST /auth/eagle/token");

    private static final Duration LIFETIME = Duration.ofMinutes(5);

    private final @Nullable RegisteredApp app;
    private final AccessTokens tokens;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Instant> issued = new HashMap<>();

    public CodeExchange(@Nullable RegisteredApp app, AccessTokens tokens, Clock clock) {
        this.app = app;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** Returns why Intercom would show an error page instead of a consent page; null if it would not. */
    public @Nullable String flaw(Map<String, String> query) {
        if (app == null || !app.clientId().equals(query.get("client_id"))) {
            return "There is no app with this client_id";
        }
        return app.redirectUrl().equals(redirectUrl(query))
                ? null
                : "The redirect_uri is none of the app's redirect URLs";
    }

    private String redirectUrl(Map<String, String> query) {
        return query.getOrDefault("redirect_uri", app == null ? "" : app.redirectUrl());
    }

    /** Returns the address to which the browser of somebody who has decided is sent. */
    public synchronized String decide(Map<String, String> query, boolean isApproved) {
        String target = redirectUrl(query);
        String state = query.get("state");
        return target
                + (target.contains("?") ? "&" : "?")
                + (isApproved ? "code=" + spelled(code()) : "error=access_denied")
                + (state == null ? "" : "&state=" + spelled(state));
    }

    /** Returns a new code, which ends with two equals signs. */
    private String code() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        String code = Base64.getEncoder().encodeToString(bytes);
        issued.put(code, clock.instant());
        return code;
    }

    /** Encodes all but the equals sign, which Intercom sends as it is. */
    private static String spelled(String value) {
        return URLEncoder.encode(value, UTF_8).replace("%3D", "=");
    }

    /** Answers a request for a token; throws ApiError if it gets none. */
    public synchronized Map<String, Object> exchange(Map<String, String> form) {
        if (app == null
                || !app.clientId().equals(form.get("client_id"))
                || !app.clientSecret().equals(form.get("client_secret"))) {
            throw new ApiError(401, "unauthorized", "Unauthorized Client");
        }
        Instant since = issued.remove(form.getOrDefault("code", ""));
        if (since == null || !clock.instant().isBefore(since.plus(LIFETIME))) {
            throw new ApiError(401, "unauthorized", "Unauthorized Code");
        }
        String token = tokens.issue();
        return FakeJson.object("token_type", "Bearer", "token", token, "access_token", token);
    }
}
