package io.intercomsync.internal.http;

import io.intercomsync.internal.pace.FakeTime;
import java.net.ProxySelector;
import java.net.URI;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509TrustManager;

/** Settings of a client for tests, with short times and small limits. */
final class TestSettings {
    private final FakeTime time;
    private String token = HttpClientTest.TOKEN;
    private URI baseUrl;
    private Duration connectTimeout = Duration.ofSeconds(5);
    private Duration readTimeout = Duration.ofSeconds(5);
    private ProxySelector proxies;
    private SSLContext sslContext;
    private X509TrustManager trustManager;
    private long maxResponseBytes = 1 << 20;
    private long answerMemory = 64 << 20;
    private Duration maxRetryDuration = Duration.ofMinutes(1);

    TestSettings(URI baseUrl, FakeTime time) {
        this.baseUrl = baseUrl;
        this.time = time;
    }

    TestSettings token(String value) {
        token = value;
        return this;
    }

    TestSettings baseUrl(URI value) {
        baseUrl = value;
        return this;
    }

    TestSettings connectTimeout(Duration value) {
        connectTimeout = value;
        return this;
    }

    TestSettings readTimeout(Duration value) {
        readTimeout = value;
        return this;
    }

    TestSettings proxies(ProxySelector value) {
        proxies = value;
        return this;
    }

    TestSettings trusting(SSLContext context, X509TrustManager manager) {
        sslContext = context;
        trustManager = manager;
        return this;
    }

    TestSettings maxResponseBytes(long value) {
        maxResponseBytes = value;
        return this;
    }

    TestSettings answerMemory(long value) {
        answerMemory = value;
        return this;
    }

    TestSettings maxRetryDuration(Duration value) {
        maxRetryDuration = value;
        return this;
    }

    ClientSettings build() {
        return new ClientSettings(
                token,
                baseUrl,
                new VersionRules("2.16", false, true, true, false),
                "test",
                connectTimeout,
                readTimeout,
                proxies,
                sslContext,
                trustManager,
                maxResponseBytes,
                answerMemory,
                1,
                maxRetryDuration,
                time,
                time);
    }
}
