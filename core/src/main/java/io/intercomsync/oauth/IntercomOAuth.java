package io.intercomsync.oauth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.intercomsync.Region;
import io.intercomsync.error.OAuthException;
import io.intercomsync.error.OAuthException.Reason;
import io.intercomsync.internal.http.BaseUrl;
import io.intercomsync.internal.http.ConnectionSettings;
import io.intercomsync.internal.http.OneProxy;
import io.intercomsync.internal.http.TokenExchange;
import io.intercomsync.internal.value.ArgumentChecks;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URLEncoder;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Connects workspaces to your own Intercom app by OAuth. {@link #begin()} gives the address of Intercom's consent page;
 * {@link #complete} takes the callback and returns the access token. The same object must do both, since it remembers
 * the states of the last 10,000 requests in memory. Thread-safe.
 */
public final class IntercomOAuth {
    private final Builder settings;
    private final RememberedStates states;
    private final TokenExchange exchange;

    private IntercomOAuth(Builder settings) {
        this.settings = settings;
        this.states = new RememberedStates(settings.clock);
        this.exchange = new TokenExchange(settings.baseUrl, settings.connection());
    }

    /**
     * Starts with the values of an app in Intercom's Developer Hub.
     *
     * @param redirectUrl an address of your application, as the app has it among its redirect URLs: https, or http on this machine
     * @throws IllegalArgumentException if the id or the secret is empty or has blanks in it, or the redirect URL is plain
     *     http beyond this machine, or has a user or a fragment
     */
    public static Builder builder(String clientId, String clientSecret, URI redirectUrl) {
        return new Builder(clientId, clientSecret, redirectUrl);
    }

    /** Begins to connect a workspace. The request is good for one callback within 10 minutes. */
    public AuthorizationRequest begin() {
        RememberedStates.NewState state = states.next();
        URI url = URI.create(settings.authorizeBaseUrl + "oauth?client_id=" + encoded(settings.clientId) + "&state="
                + state.text() + "&redirect_uri=" + encoded(settings.redirectUrl.toString()));
        return new AuthorizationRequest(url, state.text(), state.expiresAt());
    }

    /**
     * Completes the connection on the callback. Sends one request, and uses the state up whether that succeeds or not.
     *
     * @param boundState the state that {@link #begin()} gave to this browser session; {@code null} if the session has none
     * @param rawQuery the query of the callback as it came, still encoded: {@code HttpServletRequest.getQueryString()} or {@code
     *     URI.getRawQuery()}
     * @throws OAuthException if the person denied consent, the state is not the bound one, is too old or was used before, or
     *     Intercom gives no token; {@link OAuthException#reason()} tells which
     */
    public AccessToken complete(@Nullable String boundState, @Nullable String rawQuery) {
        Callback callback = Callback.of(rawQuery);
        String state = callback.state();
        if (boundState == null || state == null || !isSame(boundState, state)) {
            throw new OAuthException(
                    Reason.FOREIGN_STATE,
                    "The state of the callback is not the one of this browser session: somebody else may have begun it, or"
                            + " the session was lost; connect again from the start, in one browser",
                    null);
        }
        states.use(state);
        String token = exchange.token(settings.clientId, settings.clientSecret, callback.consent());
        return new AccessToken(token, settings.baseUrl);
    }

    /** Compares in a time that does not depend on the place of the first difference. */
    private static boolean isSame(String bound, String returned) {
        return MessageDigest.isEqual(bound.getBytes(UTF_8), returned.getBytes(UTF_8));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    RememberedStates states() {
        return states;
    }

    /** Shows the hosts, without the app's values. */
    @Override
    public String toString() {
        return "IntercomOAuth[" + settings.hosts() + "]";
    }

    /** Sets up the connection of workspaces. {@link #build()} opens no connection yet. */
    public static final class Builder {
        private final String clientId;
        private final String clientSecret;
        private final URI redirectUrl;
        private URI authorizeBaseUrl = authorizeBaseUrl(Region.US);
        private URI baseUrl = Region.US.baseUrl();
        private Duration connectTimeout = Duration.ofSeconds(10);
        private Duration readTimeout = Duration.ofSeconds(60);
        private @Nullable ProxySelector proxies;
        private @Nullable SSLContext sslContext;
        private @Nullable X509TrustManager trustManager;
        private Clock clock = Clock.systemUTC();

        private Builder(String clientId, String clientSecret, URI redirectUrl) {
            this.clientId = visible(clientId, "clientId");
            this.clientSecret = visible(clientSecret, "clientSecret");
            this.redirectUrl = redirectTarget(redirectUrl);
        }

        private Builder(Builder other) {
            this(other.clientId, other.clientSecret, other.redirectUrl);
            authorizeBaseUrl = other.authorizeBaseUrl;
            baseUrl = other.baseUrl;
            connectTimeout = other.connectTimeout;
            readTimeout = other.readTimeout;
            proxies = other.proxies;
            sslContext = other.sslContext;
            trustManager = other.trustManager;
            clock = other.clock;
        }

        /** Sets the region in which Intercom hosts the workspace. The default is {@link Region#US}, which Intercom passes on. */
        public Builder region(Region region) {
            authorizeBaseUrl = authorizeBaseUrl(requireNonNull(region, "region"));
            baseUrl = region.baseUrl();
            return this;
        }

        /**
         * Sets the address of the consent page instead of a region: a fake for tests, for example.
         *
         * @throws IllegalArgumentException if it is plain http beyond this machine, or is not the address of a host
         */
        public Builder authorizeBaseUrl(URI address) {
            authorizeBaseUrl = secure(address, "authorizeBaseUrl");
            return this;
        }

        /**
         * Sets the address of the API instead of a region. The client secret is sent there.
         *
         * @throws IllegalArgumentException if it is plain http beyond this machine, or is not the address of a host
         */
        public Builder baseUrl(URI address) {
            baseUrl = secure(address, "baseUrl");
            return this;
        }

        /**
         * Limits the wait for a connection. The default is 10 seconds.
         *
         * @param timeout from a millisecond to a day
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder connectTimeout(Duration timeout) {
            connectTimeout = ArgumentChecks.timeout(timeout, "connectTimeout");
            return this;
        }

        /**
         * Limits the time for which Intercom may send nothing. The default is 60 seconds.
         *
         * @param timeout from a millisecond to a day
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder readTimeout(Duration timeout) {
            readTimeout = ArgumentChecks.timeout(timeout, "readTimeout");
            return this;
        }

        /** Chooses the proxy for each address. The default is the JVM's own choice. */
        public Builder proxy(ProxySelector proxies) {
            this.proxies = requireNonNull(proxies, "proxies");
            return this;
        }

        /** Sends the exchange through this proxy, or through none with {@link Proxy#NO_PROXY}. */
        public Builder proxy(Proxy proxy) {
            return proxy(new OneProxy(requireNonNull(proxy, "proxy")));
        }

        /**
         * Sets the TLS context where the JVM's own does not fit.
         *
         * @param trustManager the trust manager that the context was made with
         */
        public Builder sslContext(SSLContext context, X509TrustManager trustManager) {
            this.sslContext = requireNonNull(context, "context");
            this.trustManager = requireNonNull(trustManager, "trustManager");
            return this;
        }

        /** Sets the clock for tests, which must not wait. */
        Builder clock(Clock clock) {
            this.clock = clock;
            return this;
        }

        /** Makes the object; no request is sent yet. */
        public IntercomOAuth build() {
            return new IntercomOAuth(new Builder(this));
        }

        private ConnectionSettings connection() {
            return new ConnectionSettings(connectTimeout, readTimeout, proxies, sslContext, trustManager);
        }

        private String hosts() {
            return authorizeBaseUrl.getHost() + ", " + baseUrl.getHost();
        }

        /** Shows the hosts chosen so far, without the app's values. */
        @Override
        public String toString() {
            return "IntercomOAuth.Builder[" + hosts() + "]";
        }

        private static URI authorizeBaseUrl(Region region) {
            return URI.create(
                    switch (region) {
                        case US -> "https://app.intercom.com/";
                        case EU -> "https://app.eu.intercom.com/";
                        case AU -> "https://app.au.intercom.com/";
                    });
        }

        private static String visible(String value, String name) {
            requireNonNull(value, name);
            if (value.isEmpty() || !value.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
                throw new IllegalArgumentException(
                        name + " must be one line of visible ASCII characters, without blanks");
            }
            return value;
        }

        private static URI redirectTarget(URI address) {
            requireNonNull(address, "redirectUrl");
            boolean isWeb =
                    "https".equalsIgnoreCase(address.getScheme()) || "http".equalsIgnoreCase(address.getScheme());
            if (!isWeb || address.getHost() == null || BaseUrl.isOpenToReaders(address)) {
                throw new IllegalArgumentException("redirectUrl must be https, or http on this machine");
            }
            if (address.getRawUserInfo() != null || address.getRawFragment() != null) {
                throw new IllegalArgumentException("redirectUrl must have no user and no fragment");
            }
            return address;
        }

        private static URI secure(URI address, String name) {
            URI checked = BaseUrl.checked(address, name);
            if (BaseUrl.isOpenToReaders(checked)) {
                throw new IllegalArgumentException(name + " must be https, or http on this machine");
            }
            return checked;
        }
    }
}
