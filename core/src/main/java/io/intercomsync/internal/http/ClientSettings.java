package io.intercomsync.internal.http;

import io.intercomsync.internal.pace.Sleeper;
import java.net.ProxySelector;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a client. The builder has checked all values.
 *
 * @param proxies {@code null} for the JVM's own
 * @param sslContext {@code null} for the JVM's own
 * @param trustManager what the context trusts; {@code null} if there is no context
 * @param answerMemory the bytes that large answers may take together, as objects
 */
public record ClientSettings(
        String token,
        URI baseUrl,
        VersionRules version,
        String userAgent,
        Duration connectTimeout,
        Duration readTimeout,
        @Nullable ProxySelector proxies,
        @Nullable SSLContext sslContext,
        @Nullable X509TrustManager trustManager,
        long maxResponseBytes,
        long answerMemory,
        double shareOfRateLimit,
        Duration maxRetryDuration,
        Clock clock,
        Sleeper sleeper) {

    /** Does not show the token. */
    @Override
    public String toString() {
        return baseUrl + " (Intercom-Version " + version.name() + ")";
    }
}
