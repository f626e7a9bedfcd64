package io.intercomsync;

import static java.util.Objects.requireNonNull;

import io.intercomsync.internal.api.Connection;
import io.intercomsync.internal.http.BaseUrl;
import io.intercomsync.internal.http.ClientSettings;
import io.intercomsync.internal.http.OneProxy;
import io.intercomsync.internal.http.VersionRules;
import io.intercomsync.internal.pace.Sleeper;
import io.intercomsync.internal.run.AccessChecker;
import io.intercomsync.internal.value.ArgumentChecks;
import io.intercomsync.report.AccessCheck;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * A client for one Intercom workspace: its token, region, API version, rate limit and retries. All engines of one client
 * share its pace, so make one client for each workspace. Thread-safe.
 */
public final class IntercomClient implements AutoCloseable {
    private final ClientSettings settings;
    private final Connection connection;

    private IntercomClient(ClientSettings settings) {
        this.settings = settings;
        this.connection = new Connection(settings);
    }

    /**
     * Starts a client with the defaults, which are right for most.
     *
     * @param accessToken the access token of an app in Intercom's Developer Hub, or one that OAuth gave
     * @throws IllegalArgumentException if it cannot be a token: empty, or with blanks or line breaks in it
     */
    public static Builder builder(String accessToken) {
        return new Builder(accessToken);
    }

    Connection connection() {
        return connection;
    }

    /**
     * Checks the access token: the workspace, its rate limit, and which of the nine collections the token may read, with the
     * permission to give the app where one is missing. Makes about ten small requests side by side, at the pace of the client,
     * and repeats them for at most a minute. Starts no scroll, stores nothing and writes nothing to Intercom.
     *
     * <p>A collection that cannot be read is part of the result, also if the reason is no permission: an exception tells only
     * that no collection can be read.
     *
     * @throws io.intercomsync.error.ApiException if Intercom does not accept the token, or if the base URL is not the address of
     *     Intercom's API
     * @throws io.intercomsync.error.TransportException if Intercom cannot be reached, or this thread is interrupted; its flag is
     *     set then
     */
    public AccessCheck checkAccess() {
        URI url = settings.baseUrl();
        return new AccessChecker(connection, url.getHost(), Region.nameOf(url)).check();
    }

    /** Closes all connections. A run that still uses them fails. */
    @Override
    public void close() {
        connection.close();
    }

    /** Shows the base URL and the API version, without the token. */
    @Override
    public String toString() {
        return "IntercomClient[" + settings + "]";
    }

    /** Sets up a client. {@link #build()} opens no connection yet. */
    public static final class Builder {
        private static final long LARGEST_RESPONSE = 64L << 20;
        /** The part of the heap that all large answers together may take. */
        private static final int SHARE_OF_HEAP = 4;

        private final String token;
        private URI baseUrl = Region.US.baseUrl();
        private ApiVersion version = ApiVersion.V2_16;
        private String userAgent = "intercom-sync";
        private Duration connectTimeout = Duration.ofSeconds(10);
        private Duration readTimeout = Duration.ofSeconds(60);
        private @Nullable ProxySelector proxies;
        private @Nullable SSLContext sslContext;
        private @Nullable X509TrustManager trustManager;
        private long maxResponseBytes = LARGEST_RESPONSE;
        private double shareOfRateLimit = 1;
        private Duration maxRetryDuration = Duration.ofMinutes(5);
        private Clock clock = Clock.systemUTC();
        private Sleeper sleeper = Sleeper.system();
        private boolean isPlainHttpAllowed;

        private Builder(String accessToken) {
            requireNonNull(accessToken, "accessToken");
            if (accessToken.isEmpty() || !accessToken.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
                throw new IllegalArgumentException(
                        "The access token must be one line of visible ASCII characters, without"
                                + " blanks; this one is " + (accessToken.isBlank() ? "empty" : "not"));
            }
            token = accessToken;
        }

        /** Sets the region in which Intercom hosts the workspace. The default is {@link Region#US}. */
        public Builder region(Region region) {
            baseUrl = requireNonNull(region, "region").baseUrl();
            return this;
        }

        /**
         * Sets the address of the API instead of a region: a gateway of your own, or a fake for tests. The token is
         * sent there, so an address beyond this machine must be https, unless {@link #allowPlainHttp()} is called.
         *
         * @throws IllegalArgumentException if it is not the address of a host, has a port that cannot be, or has a user, a
         *     query or a fragment in it
         */
        public Builder baseUrl(URI baseUrl) {
            this.baseUrl = BaseUrl.checked(baseUrl, "baseUrl");
            return this;
        }

        /**
         * Allows a {@link #baseUrl(URI)} of plain http beyond this machine. Everybody on the way can then read the
         * access token and all data: use it only in a network that you trust.
         */
        public Builder allowPlainHttp() {
            isPlainHttpAllowed = true;
            return this;
        }

        /** Sets the version of the API. The default is {@link ApiVersion#V2_16}. */
        public Builder apiVersion(ApiVersion version) {
            this.version = requireNonNull(version, "version");
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
         * Limits the time for which Intercom may send nothing; a whole answer may take five times as long. The
         * default is 60 seconds.
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

        /**
         * Sends all requests through this proxy, or through none with {@link Proxy#NO_PROXY}. The default is the
         * JVM's own choice.
         */
        public Builder proxy(Proxy proxy) {
            return proxy(new OneProxy(requireNonNull(proxy, "proxy")));
        }

        /**
         * Sets the TLS context where the JVM's own does not fit: behind a proxy that opens connections, for example.
         *
         * @param trustManager the trust manager that the context was made with
         */
        public Builder sslContext(SSLContext context, X509TrustManager trustManager) {
            this.sslContext = requireNonNull(context, "context");
            this.trustManager = requireNonNull(trustManager, "trustManager");
            return this;
        }

        /**
         * Sets the header {@code User-Agent} of each request. The default is {@code intercom-sync}.
         *
         * @throws IllegalArgumentException if it is blank, or is not one line of ASCII
         */
        public Builder userAgent(String userAgent) {
            requireNonNull(userAgent, "userAgent");
            if (userAgent.isBlank() || !userAgent.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
                throw new IllegalArgumentException("userAgent must be one line of visible ASCII characters");
            }
            this.userAgent = userAgent;
            return this;
        }

        /**
         * Limits the size of an answer in bytes, after decompression. A larger page is asked for again with fewer
         * objects; a single object that is larger is kept out and reported. The default is 64 MB.
         *
         * @throws IllegalArgumentException if it is zero or negative
         */
        public Builder maxResponseBytes(long bytes) {
            if (bytes <= 0) {
                throw new IllegalArgumentException("maxResponseBytes must be positive: " + bytes);
            }
            maxResponseBytes = bytes;
            return this;
        }

        /**
         * Spends at most this share of the workspace's rate limit and leaves the rest to other integrations. The default is 1.
         *
         * @param share more than 0, at most 1
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder shareOfRateLimit(double share) {
            if (!(share > 0 && share <= 1)) {
                throw new IllegalArgumentException("share must be more than 0 and at most 1: " + share);
            }
            shareOfRateLimit = share;
            return this;
        }

        /**
         * Limits the time for which a request is repeated after faults that may pass. Waiting for the rate limit does
         * not count. The default is 5 minutes.
         *
         * @param duration zero to repeat nothing; {@code ChronoUnit.FOREVER.getDuration()} to repeat it until it succeeds
         * @throws IllegalArgumentException if it is negative
         */
        public Builder maxRetryDuration(Duration duration) {
            maxRetryDuration = ArgumentChecks.notNegative(duration, "maxRetryDuration");
            return this;
        }

        /** Sets the time for tests, which must not wait. */
        Builder time(Clock clock, Sleeper sleeper) {
            this.clock = clock;
            this.sleeper = sleeper;
            return this;
        }

        /**
         * Makes the client; no request is sent yet.
         *
         * @throws IllegalStateException if the base URL is plain http beyond this machine, and that is not allowed
         */
        public IntercomClient build() {
            if (!isPlainHttpAllowed && BaseUrl.isOpenToReaders(baseUrl)) {
                throw new IllegalStateException("baseUrl would send the access token unencrypted to "
                        + baseUrl.getHost() + ": use https, or call allowPlainHttp() if you trust the network");
            }
            return new IntercomClient(settings());
        }

        private ClientSettings settings() {
            return new ClientSettings(
                    token,
                    baseUrl,
                    new VersionRules(
                            version.toString(),
                            version.isAtLeast(ApiVersion.V2_17),
                            version.isAtLeast(ApiVersion.V2_16),
                            version.isAtLeast(ApiVersion.V2_16),
                            version.isFirstGeneration()),
                    userAgent,
                    connectTimeout,
                    readTimeout,
                    proxies,
                    sslContext,
                    trustManager,
                    maxResponseBytes,
                    Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP,
                    shareOfRateLimit,
                    maxRetryDuration,
                    clock,
                    sleeper);
        }

        /** Shows the base URL and the API version chosen so far, without the token. */
        @Override
        public String toString() {
            return "IntercomClient.Builder[" + settings() + "]";
        }
    }
}
