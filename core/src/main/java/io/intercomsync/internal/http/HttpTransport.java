package io.intercomsync.internal.http;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import retrofit2.Call;
import retrofit2.Retrofit;

/** Sends requests to one host and receives the answers whole. */
final class HttpTransport implements AutoCloseable {
    /** The most idle connections: as many as calls may be under way. A new connection costs more than a request. */
    private static final int IDLE_CONNECTIONS = 128;

    /**
     * The time for which idle connections are kept: less than servers keep them. A request on a connection that the server has
     * closed fails, and no page of a scroll is requested twice, so a scroll would fail after each pause.
     */
    private static final long IDLE_SECONDS = 20;

    private final OkHttpClient http;
    private final IntercomApi api;
    /** Never repeats a request by itself, since the server may have handled the first one. */
    private final IntercomApi onceOnly;

    private final CallCanceller canceller = new CallCanceller();

    /** @param memory bounds the memory that answers take */
    HttpTransport(HttpUrl baseUrl, ClientSettings settings, AnswerMemory memory) {
        http = http(baseUrl, settings);
        api = api(baseUrl, http, memory);
        onceOnly =
                api(baseUrl, http.newBuilder().retryOnConnectionFailure(false).build(), memory);
    }

    IntercomApi api(Endpoint endpoint) {
        return endpoint.isRepeatable() ? api : onceOnly;
    }

    private static IntercomApi api(HttpUrl baseUrl, OkHttpClient http, AnswerMemory memory) {
        return new Retrofit.Builder()
                .baseUrl(baseUrl)
                .client(http)
                .addConverterFactory(new JsonBody.Converters(memory))
                .build()
                .create(IntercomApi.class);
    }

    private static OkHttpClient http(HttpUrl baseUrl, ClientSettings settings) {
        SizeLimit sizeLimit = new SizeLimit(settings.maxResponseBytes());
        return ConnectionSettings.of(settings)
                .http()
                .connectionPool(new ConnectionPool(IDLE_CONNECTIONS, IDLE_SECONDS, TimeUnit.SECONDS))
                .addInterceptor(HttpTransport::attempt)
                .addInterceptor(chain -> signed(chain, baseUrl, settings))
                .addInterceptor(sizeLimit)
                .addNetworkInterceptor(sizeLimit::beforeDecompression)
                .addNetworkInterceptor(HttpTransport::once)
                .build();
    }

    /** Counts an attempt, also one that finds no connection. */
    private static Response attempt(Interceptor.Chain chain) throws IOException {
        Exchange exchange = chain.request().tag(Exchange.class);
        if (exchange != null) {
            exchange.attempted();
        }
        return chain.proceed(chain.request());
    }

    /** Adds the headers. The token goes to the configured host and to no other. */
    private static Response signed(Interceptor.Chain chain, HttpUrl baseUrl, ClientSettings settings)
            throws IOException {
        HttpUrl url = chain.request().url();
        if (!url.host().equals(baseUrl.host()) || url.port() != baseUrl.port() || url.isHttps() != baseUrl.isHttps()) {
            throw new IOException("Refusing to send the access token to " + url.host());
        }
        return chain.proceed(chain.request()
                .newBuilder()
                .header("Authorization", "Bearer " + settings.token())
                .header("Accept", "application/json")
                .header("Intercom-Version", settings.version().name())
                .header("User-Agent", settings.userAgent())
                .build());
    }

    /** Counts a request that is sent once more. Keeps OkHttp from repeating it by itself, since {@link ApiCaller} decides that. */
    static Response once(Interceptor.Chain chain) throws IOException {
        Exchange exchange = chain.request().tag(Exchange.class);
        if (exchange != null) {
            exchange.sending();
        }
        Response response = chain.proceed(chain.request());
        if (exchange != null) {
            exchange.encoded(response.header("Content-Encoding"));
        }
        // OkHttp repeats a 408, and a 503 that may be repeated at once, unless the server asks for time.
        return response.code() == 408 || response.code() == 503
                ? response.newBuilder().header("Retry-After", "1").build()
                : response;
    }

    /** Sends a request and waits for the whole answer, or for this thread to be interrupted. */
    retrofit2.Response<JsonBody> send(Call<JsonBody> call) throws IOException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        try {
            return canceller.execute(call);
        } catch (BudgetReachedException e) {
            throw e;
        } catch (RuntimeException unreadable) {
            // its message may repeat the answer
            throw new IOException(
                    "reading the answer failed with a " + unreadable.getClass().getName(), unreadable);
        }
    }

    boolean isClosed() {
        return canceller.isClosed();
    }

    @Override
    public void close() {
        canceller.close();
        http.connectionPool().evictAll();
    }
}
