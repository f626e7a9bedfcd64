package io.intercomsync.internal.api;

import com.squareup.moshi.Moshi;
import java.io.IOException;
import java.net.ProxySelector;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509TrustManager;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import retrofit2.Call;
import retrofit2.Callback;
import retrofit2.Retrofit;
import retrofit2.converter.moshi.MoshiConverterFactory;

/** The connections to one host. */
final class Wire implements AutoCloseable {
    /** As many as may be under way: a new connection for each request would cost more than the request. */
    private static final int IDLE_CONNECTIONS = 128;

    /**
     * Shorter than servers keep idle connections. A request on one that the server has closed fails, and one that must not be
     * sent twice, like that for a page of a scroll, would fail the scroll each time that it starts anew after a pause.
     */
    private static final long IDLE_SECONDS = 20;

    private final OkHttpClient http;
    private final IntercomApi api;
    /** Never sends a request a second time by itself: the server may have moved on by then. */
    private final IntercomApi onceOnly;

    Wire(HttpUrl baseUrl, Settings settings) {
        http = http(baseUrl, settings);
        api = api(baseUrl, http);
        onceOnly =
                api(baseUrl, http.newBuilder().retryOnConnectionFailure(false).build());
    }

    IntercomApi api(Endpoint endpoint) {
        return endpoint.isRepeatable() ? api : onceOnly;
    }

    private static IntercomApi api(HttpUrl baseUrl, OkHttpClient http) {
        return new Retrofit.Builder()
                .baseUrl(baseUrl)
                .client(http)
                .addConverterFactory(MoshiConverterFactory.create(
                        new Moshi.Builder().add(Body.class, new Body.Adapter()).build()))
                .build()
                .create(IntercomApi.class);
    }

    private static OkHttpClient http(HttpUrl baseUrl, Settings settings) {
        OkHttpClient.Builder http = new OkHttpClient.Builder()
                .dispatcher(dispatcher())
                .connectionPool(new ConnectionPool(IDLE_CONNECTIONS, IDLE_SECONDS, TimeUnit.SECONDS))
                .connectTimeout(settings.connectTimeout())
                .readTimeout(settings.readTimeout())
                .writeTimeout(settings.readTimeout())
                .callTimeout(
                        settings.connectTimeout().plus(settings.readTimeout().multipliedBy(5)))
                .followRedirects(false)
                .followSslRedirects(false)
                .addInterceptor(new Signature(baseUrl, settings))
                .addInterceptor(new SizeLimit(settings.maxResponseBytes()))
                .addNetworkInterceptor(Wire::once);
        ProxySelector proxies = settings.proxies();
        if (proxies != null) {
            http.proxySelector(proxies);
        }
        SSLContext context = settings.sslContext();
        X509TrustManager trusted = settings.trustManager();
        if (context != null && trusted != null) {
            http.sslSocketFactory(context.getSocketFactory(), trusted);
        }
        return http.build();
    }

    /** The pacer says how many requests are under way, so this must not; and it must not keep a program from ending. */
    private static Dispatcher dispatcher() {
        Dispatcher dispatcher = new Dispatcher(
                new ThreadPoolExecutor(0, Integer.MAX_VALUE, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                    Thread thread = new Thread(task, "intercom-http");
                    thread.setDaemon(true);
                    return thread;
                }));
        dispatcher.setMaxRequests(Integer.MAX_VALUE);
        dispatcher.setMaxRequestsPerHost(Integer.MAX_VALUE);
        return dispatcher;
    }

    /** Counts a request, and keeps OkHttp from sending it again by itself: how often to ask is decided elsewhere. */
    private static Response once(okhttp3.Interceptor.Chain chain) throws IOException {
        Exchange exchange = chain.request().tag(Exchange.class);
        if (exchange != null) {
            exchange.sent();
        }
        Response response = chain.proceed(chain.request());
        // OkHttp repeats a 408, and a 503 that may be repeated at once, unless the server asks for time.
        return response.code() == 408 || response.code() == 503
                ? response.newBuilder().header("Retry-After", "1").build()
                : response;
    }

    /** Sends a request and waits for the whole answer, or for this thread to be interrupted. */
    retrofit2.Response<Body> send(Call<Body> call) throws IOException, InterruptedException {
        CompletableFuture<retrofit2.Response<Body>> answer = new CompletableFuture<>();
        call.enqueue(new Callback<>() {
            @Override
            public void onResponse(Call<Body> sent, retrofit2.Response<Body> response) {
                answer.complete(response);
            }

            @Override
            public void onFailure(Call<Body> sent, Throwable fault) {
                answer.completeExceptionally(fault);
            }
        });
        try {
            return answer.get();
        } catch (InterruptedException e) {
            call.cancel();
            throw e;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        }
    }

    boolean isClosed() {
        return http.dispatcher().executorService().isShutdown();
    }

    @Override
    public void close() {
        http.dispatcher().cancelAll();
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }
}
