package io.intercomsync.internal.http;

import com.squareup.moshi.JsonEncodingException;
import io.intercomsync.error.ApiException;
import io.intercomsync.error.TransportException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import okhttp3.Headers;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;
import retrofit2.Response;

/** Returns transient failures for a retry, and throws permanent ones. */
final class ErrorClassifier {
    private final ErrorMessages messages;

    ErrorClassifier(ErrorMessages messages) {
        this.messages = messages;
    }

    /** Classifies an answer whose status is an error. */
    TransientException onStatus(Endpoint endpoint, Exchange exchange, ErrorBody errorBody, @Nullable Duration pause) {
        ApiException error = messages.status(endpoint, exchange.status(), exchange.headers(), errorBody);
        if (mayPass(exchange.status())) {
            return new TransientException(error, pause);
        }
        throw error;
    }

    /** Returns whether an error of this status may pass by itself. */
    static boolean mayPass(int status) {
        return status >= 500 || status == 408 || status == 429;
    }

    /** Classifies an answer that did not arrive whole, or is no JSON. */
    TransientException onFault(Endpoint endpoint, Exchange exchange, IOException fault, @Nullable Duration pause) {
        int status = exchange.status();
        if (status >= 300) { // the body with the reason did not arrive
            return new TransientException(
                    messages.status(endpoint, status, exchange.headers(), ErrorBody.UNKNOWN), pause);
        }
        if (fault instanceof AnswerTooLargeException) {
            throw messages.refused(endpoint, status, exchange.headers(), fault);
        }
        String flaw = flawOfAnswer(exchange, fault);
        if (flaw != null) {
            return onUnreadable(endpoint, exchange, flaw, null);
        }
        TransportException error = messages.transport(endpoint, fault);
        if (fault instanceof SSLHandshakeException || fault instanceof SSLPeerUnverifiedException) {
            throw error;
        }
        return new TransientException(error);
    }

    /** Returns the flaw of an answer that began to arrive; {@code null} if the connection failed. */
    private static @Nullable String flawOfAnswer(Exchange exchange, IOException fault) {
        if (fault instanceof AnswerMemoryFullException) {
            return fault.getMessage();
        }
        if (exchange.status() == 0) {
            return null;
        }
        String encoding = exchange.encoding();
        if (encoding != null && !(fault instanceof SocketException || fault instanceof InterruptedIOException)) {
            return ErrorAdvice.encoding(encoding);
        }
        if (!isNoAnswer(fault)) {
            return null;
        }
        return isHtml(exchange.headers()) ? ErrorAdvice.HTML : "it is empty, cut off, or no JSON";
    }

    private static boolean isHtml(Headers headers) {
        String type = headers.get("Content-Type");
        return type != null && type.toLowerCase(Locale.ROOT).startsWith("text/html");
    }

    private static boolean isNoAnswer(IOException fault) {
        return fault instanceof EOFException
                || fault instanceof ProtocolException
                || fault instanceof JsonEncodingException;
    }

    /** Classifies an answer that is not the expected one. */
    TransientException onUnreadable(
            Endpoint endpoint, Exchange exchange, @Nullable String reason, @Nullable JsonBody body) {
        ErrorBody errorBody =
                body != null && body.json() instanceof Map<?, ?> object ? ErrorBody.of(object) : ErrorBody.UNKNOWN;
        return new TransientException(
                messages.unreadable(endpoint, exchange.status(), exchange.headers(), errorBody, reason));
    }

    /** Reads the body of an error. */
    static ErrorBody bodyOf(Response<?> response) {
        try (ResponseBody body = response.errorBody()) {
            return ErrorBody.of(body == null ? null : body.string());
        } catch (IOException cannotBe) { // the body is in memory
            return ErrorBody.UNKNOWN;
        }
    }
}
