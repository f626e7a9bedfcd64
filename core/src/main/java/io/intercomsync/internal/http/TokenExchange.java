package io.intercomsync.internal.http;

import io.intercomsync.error.OAuthException;
import io.intercomsync.error.OAuthException.Reason;
import io.intercomsync.internal.json.Json;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import okhttp3.ConnectionPool;
import okhttp3.Interceptor;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;
import retrofit2.Response;
import retrofit2.Retrofit;

/**
 * Exchanges an authorization code for an access token. Sends each request once, because a code is good for one exchange.
 * Messages contain no word of an answer, since it may repeat a secret.
 */
public final class TokenExchange {
    private static final long LONGEST_ANSWER = 64 << 10;
    private static final Pattern ABOUT_CODE = Pattern.compile("(?i)\\bcode\\b|\\binvalid_grant\\b");
    private static final Pattern ABOUT_CLIENT = Pattern.compile("(?i)\\b(?:client|secret|invalid_client)\\b");
    private static final String AGAIN = "connect again from the start with a new begin()";

    private final String host;
    private final OAuthApi api;
    private final CallCanceller canceller = new CallCanceller();

    /** @param baseUrl the address of the API, with a slash at its end */
    public TokenExchange(URI baseUrl, ConnectionSettings settings) {
        host = baseUrl.getHost();
        api = new Retrofit.Builder()
                .baseUrl(baseUrl.toString())
                .client(settings.http()
                        .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
                        .retryOnConnectionFailure(false)
                        .addInterceptor(TokenExchange::cut)
                        .addNetworkInterceptor(HttpTransport::once)
                        .build())
                .build()
                .create(OAuthApi.class);
    }

    /** Cuts the answer, whose beginning says all. */
    private static okhttp3.Response cut(Interceptor.Chain chain) throws IOException {
        try (okhttp3.Response whole = chain.proceed(chain.request())) {
            return whole.newBuilder().body(whole.peekBody(LONGEST_ANSWER)).build();
        }
    }

    /**
     * Returns the access token.
     *
     * @throws OAuthException if Intercom gives none
     */
    public String token(String clientId, String clientSecret, String code) {
        try {
            Response<ResponseBody> answer = answer(api.exchange(code, clientId, clientSecret));
            if (!answer.isSuccessful()) {
                throw refusal(answer.code(), ErrorClassifier.bodyOf(answer));
            }
            ResponseBody body = answer.body();
            return token(answer.code(), body == null ? "" : body.string());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OAuthException(Reason.UNAVAILABLE, "The exchange of the code was interrupted: " + AGAIN, null);
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    private Response<ResponseBody> answer(Call<ResponseBody> call) throws IOException, InterruptedException {
        try {
            return canceller.execute(call);
        } catch (RuntimeException noHttp) {
            // OkHttp throws one for a negative length or status, and its message repeats the answer
            throw new ProtocolException();
        }
    }

    private static String token(int status, String text) {
        Object token = null;
        try {
            Map<String, @Nullable Object> answer = Json.readObject(text);
            token = answer.get("access_token") == null ? answer.get("token") : answer.get("access_token");
        } catch (IllegalArgumentException noJson) {
            // its words may repeat the answer
        }
        if (token instanceof String found && !found.isEmpty() && found.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            return found;
        }
        throw unreadable(status, "there is no access token in it");
    }

    private static OAuthException refusal(int status, ErrorBody errorBody) {
        String words = errorBody.code() + " " + errorBody.message();
        if (ErrorClassifier.mayPass(status)) {
            return new OAuthException(
                    Reason.UNAVAILABLE,
                    "Intercom cannot exchange the code now (HTTP " + status + "): wait a little, then " + AGAIN,
                    null);
        }
        if (status < 400) {
            return unreadable(status, "redirects are not followed, to keep the client secret where it belongs");
        }
        if (errorBody.code() == null) {
            return unreadable(status, "it does not have the form of Intercom's errors");
        }
        return refusalByIntercom(status, words);
    }

    private static OAuthException refusalByIntercom(int status, String words) {
        if (ABOUT_CODE.matcher(words).find()) {
            return new OAuthException(
                    Reason.INVALID_CODE,
                    "Intercom refused the code (HTTP " + status + "): a code is good for one exchange, within about 5"
                            + " minutes, and must arrive unchanged, with the \"=\" at its end; " + AGAIN,
                    null);
        }
        String remedy =
                "compare the client id and the client secret with those in Intercom's Developer Hub > your app >"
                        + " Configure > Basic information";
        return ABOUT_CLIENT.matcher(words).find()
                ? new OAuthException(
                        Reason.INVALID_CLIENT, "Intercom refused the app (HTTP " + status + "): " + remedy, null)
                : new OAuthException(
                        Reason.REFUSED,
                        "Intercom refused to exchange the code (HTTP " + status + "): " + remedy + "; then " + AGAIN,
                        null);
    }

    private static OAuthException unreadable(int status, String why) {
        return new OAuthException(
                Reason.UNREADABLE_ANSWER,
                "The exchange of the code got an answer that cannot be used (HTTP " + status + "): " + why
                        + ". See whether a proxy is on the way, or the base URL is wrong; then " + AGAIN,
                null);
    }

    /** Keeps the cause only if this machine made its words: others may repeat an answer. */
    private OAuthException unreachable(IOException fault) {
        boolean isOurs = fault instanceof ConnectException
                || fault instanceof NoRouteToHostException
                || fault instanceof UnknownHostException
                || fault instanceof SocketTimeoutException
                || fault instanceof SSLException;
        return new OAuthException(
                Reason.UNAVAILABLE,
                "The exchange of the code got no answer from " + host + ": see whether this machine can reach it, then "
                        + AGAIN + " (" + fault.getClass().getSimpleName() + ")",
                isOurs ? fault : null);
    }
}
