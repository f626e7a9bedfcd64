package io.intercomsync.internal.http;

import java.net.ProxySelector;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * The settings of connections. The builder has checked all values.
 *
 * @param proxies {@code null} for the JVM's own
 * @param sslContext {@code null} for the JVM's own
 * @param trustManager the trust manager of the context; {@code null} if there is no context
 */
public record ConnectionSettings(
        Duration connectTimeout,
        Duration readTimeout,
        @Nullable ProxySelector proxies,
        @Nullable SSLContext sslContext,
        @Nullable X509TrustManager trustManager) {

    static ConnectionSettings of(ClientSettings settings) {
        return new ConnectionSettings(
                settings.connectTimeout(),
                settings.readTimeout(),
                settings.proxies(),
                settings.sslContext(),
                settings.trustManager());
    }

    /** Starts a client with these settings, which follows no redirects. */
    OkHttpClient.Builder http() {
        OkHttpClient.Builder http = new OkHttpClient.Builder()
                .connectTimeout(connectTimeout)
                .readTimeout(readTimeout)
                .writeTimeout(readTimeout)
                .callTimeout(connectTimeout.plus(readTimeout.multipliedBy(5)))
                .followRedirects(false)
                .followSslRedirects(false);
        if (proxies != null) {
            http.proxySelector(proxies);
        }
        if (sslContext != null && trustManager != null) {
            http.sslSocketFactory(sslContext.getSocketFactory(), trustManager);
        }
        return http;
    }
}
