package io.intercomsync.internal.http;

import io.intercomsync.error.ApiException;
import io.intercomsync.error.TransportException;
import io.intercomsync.internal.value.OneLine;
import java.io.IOException;
import java.net.ProtocolException;
import java.util.regex.Pattern;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Writes the messages of failed requests, each of a readable length. Masks the token and e-mail addresses in the words of a
 * server, since Intercom's messages may contain them.
 */
final class ErrorMessages {
    private static final int LONGEST_TEXT = 300;
    /** Begins at the start of a word only: a match tried from each letter of a long word would take quadratic time. */
    private static final Pattern EMAIL =
            Pattern.compile("(?<![^\\s<>\"'(),;:=])[^\\s<>\"'(),;:=]+(?:@|%40)[^\\s<>\"'(),;]+");

    private final TokenMask secret;
    private final HttpUrl baseUrl;

    ErrorMessages(String token, HttpUrl baseUrl) {
        this.secret = new TokenMask(token);
        this.baseUrl = baseUrl;
    }

    /** Makes the exception for an answer whose status is an error. */
    ApiException status(Endpoint endpoint, int status, Headers headers, ErrorBody errorBody) {
        StringBuilder message = new StringBuilder()
                .append(endpoint)
                .append(" was refused: HTTP ")
                .append(status);
        String code = clean(errorBody.code());
        String words = clean(errorBody.message());
        message.append(code == null ? "" : " " + code).append(words == null ? "" : ", " + words);
        String advice = status >= 300 && status < 400
                ? redirected(headers)
                : ErrorAdvice.on(endpoint, status, errorBody, baseUrl);
        message.append(advice.isEmpty() ? "" : ". " + advice);
        return new ApiException(message.toString(), status, code, requestId(headers, errorBody), null);
    }

    private String redirected(Headers headers) {
        HttpUrl target = baseUrl.resolve(String.valueOf(headers.get("Location")));
        return "Redirects are not followed, to keep the access token where it belongs; this one leads to "
                + (target == null ? "nowhere" : clean(target.host()));
    }

    /** Makes the exception for an answer that is larger than it may be. Its message ends with the message of the reason. */
    ApiException refused(Endpoint endpoint, int status, Headers headers, IOException reason) {
        return new ApiException(
                unreadable(endpoint, status), status, null, requestId(headers, ErrorBody.UNKNOWN), reason);
    }

    /** Makes the exception for an answer with a good status that cannot be understood. */
    ApiException unreadable(
            Endpoint endpoint, int status, Headers headers, ErrorBody errorBody, @Nullable String reason) {
        String words = clean(errorBody.message());
        return new ApiException(
                unreadable(endpoint, status) + ": " + reason + (words == null ? "" : ", " + words),
                status,
                clean(errorBody.code()),
                requestId(headers, errorBody),
                null);
    }

    private static String unreadable(Endpoint endpoint, int status) {
        return endpoint + " got an answer that cannot be read (HTTP " + status + ")";
    }

    /** Makes the exception for a request without an answer. */
    TransportException transport(Endpoint endpoint, IOException fault) {
        if (fault instanceof ProtocolException) {
            return noHttp(endpoint, fault);
        }
        Throwable cause = secret.isIn(fault) ? new IOException(clean(fault.toString())) : fault;
        return new TransportException(
                endpoint + " got no answer from " + baseUrl.host() + "; see whether this machine can reach it", cause);
    }

    /** Leaves out the words of the fault: they repeat the answer, or the rest of an earlier one. */
    private TransportException noHttp(Endpoint endpoint, IOException fault) {
        IOException cause = secret.isIn(fault)
                ? new IOException("the answer is no HTTP")
                : new IOException("the answer is no HTTP", fault);
        return new TransportException(
                endpoint + " got an answer of " + baseUrl.host()
                        + " that cannot be read; see whether a proxy or a firewall on the way changes answers",
                cause);
    }

    private @Nullable String requestId(Headers headers, ErrorBody errorBody) {
        return clean(errorBody.requestId() == null ? headers.get("X-Request-Id") : errorBody.requestId());
    }

    /** Returns the text as one short line without the token and without e-mail addresses. */
    @Nullable
    String clean(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String masked = EMAIL.matcher(secret.masked(text)).replaceAll("***");
        String line = OneLine.of(masked).replaceAll("\\s+", " ").strip();
        return line.length() <= LONGEST_TEXT ? line : line.substring(0, LONGEST_TEXT) + "...";
    }
}
