package io.intercomsync.internal.http;

import io.intercomsync.error.ApiException;
import io.intercomsync.error.TransportException;
import java.io.IOException;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Writes the messages of failed requests, without the token and no longer than one can read. */
final class ErrorMessages {
    private static final int LONGEST_TEXT = 300;

    private final TokenMask secret;
    private final HttpUrl baseUrl;

    ErrorMessages(String token, HttpUrl baseUrl) {
        this.secret = new TokenMask(token);
        this.baseUrl = baseUrl;
    }

    /** Makes the exception for an answer whose status is an error. */
    ApiException status(Endpoint endpoint, int status, Headers headers, ErrorBody said) {
        StringBuilder message = new StringBuilder()
                .append(endpoint)
                .append(" was refused: HTTP ")
                .append(status);
        String code = clean(said.code());
        String words = clean(said.message());
        message.append(code == null ? "" : " " + code).append(words == null ? "" : ", " + words);
        String advice =
                status >= 300 && status < 400 ? redirected(headers) : ErrorAdvice.on(endpoint, status, said, baseUrl);
        message.append(advice.isEmpty() ? "" : ". " + advice);
        return new ApiException(message.toString(), status, code, requestId(headers, said), null);
    }

    private String redirected(Headers headers) {
        HttpUrl target = baseUrl.resolve(String.valueOf(headers.get("Location")));
        return "Redirects are not followed, to keep the access token where it belongs; this one leads to "
                + (target == null ? "nowhere" : clean(target.host()));
    }

    /** Makes the exception for an answer that is larger than it may be. Its message ends with the reason's. */
    ApiException refused(Endpoint endpoint, int status, Headers headers, IOException reason) {
        return new ApiException(
                unreadable(endpoint, status), status, null, requestId(headers, ErrorBody.UNKNOWN), reason);
    }

    /** Makes the exception for an answer with a good status that cannot be understood. */
    ApiException unreadable(Endpoint endpoint, int status, Headers headers, ErrorBody said, @Nullable String reason) {
        String words = clean(said.message());
        return new ApiException(
                unreadable(endpoint, status) + ": " + reason + (words == null ? "" : ", " + words),
                status,
                clean(said.code()),
                requestId(headers, said),
                null);
    }

    private static String unreadable(Endpoint endpoint, int status) {
        return endpoint + " got an answer that cannot be read (HTTP " + status + ")";
    }

    /** Makes the exception for a request without an answer. */
    TransportException transport(Endpoint endpoint, IOException fault) {
        Throwable cause = secret.isToldBy(fault) ? new IOException(clean(fault.toString())) : fault;
        return new TransportException(
                endpoint + " got no answer from " + baseUrl.host() + "; see whether this machine can reach it", cause);
    }

    private @Nullable String requestId(Headers headers, ErrorBody said) {
        return clean(said.requestId() == null ? headers.get("X-Request-Id") : said.requestId());
    }

    /** Returns the text as one short line without the token. */
    @Nullable
    String clean(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String line = secret.masked(text).replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() <= LONGEST_TEXT ? line : line.substring(0, LONGEST_TEXT) + "...";
    }
}
