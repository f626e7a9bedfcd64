package io.intercomsync.internal.http;

import java.io.IOException;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/** Says with each request who asks and for which version. The token goes to the configured host and to no other. */
final class RequestHeaders implements Interceptor {
    private final HttpUrl baseUrl;
    private final ClientSettings settings;

    RequestHeaders(HttpUrl baseUrl, ClientSettings settings) {
        this.baseUrl = baseUrl;
        this.settings = settings;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        HttpUrl url = chain.request().url();
        if (!url.host().equals(baseUrl.host()) || url.port() != baseUrl.port() || url.isHttps() != baseUrl.isHttps()) {
            throw new IOException("Refusing to send the access token to " + url.host());
        }
        Request signed = chain.request()
                .newBuilder()
                .header("Authorization", "Bearer " + settings.token())
                .header("Accept", "application/json")
                .header("Intercom-Version", settings.version().name())
                .header("User-Agent", settings.userAgent())
                .build();
        return chain.proceed(signed);
    }
}
