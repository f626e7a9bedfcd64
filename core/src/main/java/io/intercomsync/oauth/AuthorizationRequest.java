package io.intercomsync.oauth;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Instant;

/**
 * A request for consent. Send the browser to its URL, and bind its state to the browser session.
 *
 * @param url the address of Intercom's consent page, with the state in it
 * @param state the random state: letters, digits, {@code -} and {@code _}. Keep it in the session of this browser, and give it to
 *     {@link IntercomOAuth#complete}
 * @param expiresAt the time from which the state is no longer accepted
 */
public record AuthorizationRequest(URI url, String state, Instant expiresAt) {
    public AuthorizationRequest {
        requireNonNull(url, "url");
        requireNonNull(state, "state");
        requireNonNull(expiresAt, "expiresAt");
    }

    /** Does not show the state. */
    @Override
    public String toString() {
        return "AuthorizationRequest[" + url.getHost() + ", expires " + expiresAt + "]";
    }
}
