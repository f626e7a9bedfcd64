package io.intercomsync.fake.internal.oauth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The access tokens that are valid. Any number of threads may use it. */
public final class AccessTokens {

    private final Set<String> valid = ConcurrentHashMap.newKeySet();

    public AccessTokens(String first) {
        valid.add(first);
    }

    /** Returns a new token in Intercom's form. */
    String issue() {
        String token = Base64.getEncoder().encodeToString(("tok:" + UUID.randomUUID() + ":1:0").getBytes(UTF_8));
        valid.add(token);
        return token;
    }

    public boolean revoke(String token) {
        return valid.remove(token);
    }

    /** Clients of API 1.x, such as Intercom's own for Java, sent the token as the user name of HTTP basic authentication. */
    public boolean isAuthorized(String authorization) {
        if (authorization.startsWith("Bearer ")) {
            return valid.contains(authorization.substring("Bearer ".length()));
        }
        return valid.stream()
                .anyMatch(token -> authorization.equals(
                        "Basic " + Base64.getEncoder().encodeToString((token + ":").getBytes(UTF_8))));
    }
}
