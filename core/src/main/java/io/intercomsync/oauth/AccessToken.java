package io.intercomsync.oauth;

import io.intercomsync.IntercomClient;
import java.net.URI;

/**
 * The access token of a connected workspace. It does not expire; it ends when somebody revokes it. Store its value as
 * you store passwords.
 */
public final class AccessToken {
    private final String value;
    private final URI baseUrl;

    AccessToken(String value, URI baseUrl) {
        this.value = value;
        this.baseUrl = baseUrl;
    }

    /** Returns the token itself, to store it or to give it to {@link IntercomClient#builder(String)}. */
    public String value() {
        return value;
    }

    /** Starts a client with this token and the region or base URL of the {@link IntercomOAuth} that got it. */
    public IntercomClient.Builder client() {
        return IntercomClient.builder(value).baseUrl(baseUrl);
    }

    /** Does not show the token. */
    @Override
    public String toString() {
        return "AccessToken[***]";
    }
}
