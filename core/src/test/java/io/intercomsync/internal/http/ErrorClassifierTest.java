package io.intercomsync.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.squareup.moshi.JsonEncodingException;
import io.intercomsync.error.ApiException;
import io.intercomsync.error.TransportException;
import io.intercomsync.internal.pace.FakeTime;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A failure that may pass is told from one that stays. */
class ErrorClassifierTest {
    private static final Duration PAUSE = Duration.ofSeconds(3);

    private final ErrorClassifier classifier =
            new ErrorClassifier(new ErrorMessages("token", HttpUrl.get("http://127.0.0.1/")));

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 599, 408, 429})
    void a_server_that_is_in_trouble_or_busy_may_recover(int status) {
        TransientException fault =
                classifier.onStatus(Endpoint.TAGS, exchange(status, null, null), ErrorBody.UNKNOWN, PAUSE);

        assertThat(fault.pause()).isEqualTo(PAUSE);
        assertThat(fault.error()).isInstanceOf(ApiException.class).hasMessageContaining("HTTP " + status);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 400, 401, 403, 404, 410, 422, 499})
    void a_refusal_stays(int status) {
        Exchange exchange = exchange(status, null, null);

        assertThatThrownBy(() -> classifier.onStatus(Endpoint.TAGS, exchange, ErrorBody.UNKNOWN, null))
                .isInstanceOf(ApiException.class);
    }

    @Test
    void an_error_whose_body_breaks_off_is_told_by_its_status() {
        TransientException fault =
                classifier.onFault(Endpoint.TAGS, exchange(300, null, null), new EOFException(), PAUSE);

        assertThat(fault.error()).hasMessageContaining("was refused: HTTP 300");
        assertThat(fault.pause()).isEqualTo(PAUSE);
        assertThat(told(299, null, null, new EOFException())).contains("cannot be read (HTTP 299)");
    }

    @Test
    void an_answer_that_breaks_off_or_is_no_json_is_unreadable() {
        String unreadable = "it is empty, cut off, or no JSON";

        assertThat(told(200, null, null, new EOFException())).endsWith(unreadable);
        assertThat(told(200, null, null, new ProtocolException("unexpected end")))
                .endsWith(unreadable);
        assertThat(told(200, null, "application/json", new JsonEncodingException("no JSON")))
                .endsWith(unreadable);
    }

    @Test
    void a_page_of_a_proxy_is_told_as_such() {
        assertThat(told(200, null, "TEXT/HTML; charset=utf-8", new JsonEncodingException("no JSON")))
                .contains("HTML page");
    }

    @Test
    void a_false_encoding_is_told_unless_the_connection_broke() {
        assertThat(told(200, "gzip", null, new IOException("not in GZIP format")))
                .contains("Content-Encoding says gzip");
        assertThat(told(200, "gzip", null, new SocketException("reset"))).contains("got no answer");
        assertThat(told(200, "gzip", null, new SocketTimeoutException("timeout")))
                .contains("got no answer");
    }

    @Test
    void a_connection_that_breaks_has_given_no_answer() {
        TransientException before =
                classifier.onFault(Endpoint.TAGS, exchange(0, null, null), new EOFException(), null);

        assertThat(before.error()).isInstanceOf(TransportException.class).hasMessageContaining("got no answer");
        assertThat(told(200, null, "text/html", new IOException("reset"))).contains("got no answer");
    }

    @Test
    void a_certificate_that_is_not_trusted_stays_so() {
        Exchange exchange = exchange(0, null, null);

        assertThatThrownBy(
                        () -> classifier.onFault(Endpoint.TAGS, exchange, new SSLHandshakeException("untrusted"), null))
                .isInstanceOf(TransportException.class);
        assertThatThrownBy(() ->
                        classifier.onFault(Endpoint.TAGS, exchange, new SSLPeerUnverifiedException("other"), null))
                .isInstanceOf(TransportException.class);
    }

    @Test
    void an_answer_that_is_too_large_is_not_asked_for_again() {
        Exchange exchange = exchange(200, "gzip", null);

        assertThatThrownBy(() ->
                        classifier.onFault(Endpoint.TAGS, exchange, new AnswerTooLargeException("too large"), null))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("cannot be read (HTTP 200)");
    }

    private String told(int status, @Nullable String encoding, @Nullable String type, IOException fault) {
        TransientException passing = classifier.onFault(Endpoint.TAGS, exchange(status, encoding, type), fault, null);
        return String.valueOf(passing.error().getMessage());
    }

    private static Exchange exchange(int status, @Nullable String encoding, @Nullable String type) {
        Exchange exchange = new Exchange(new RequestMeter(new Budget(null, null, new FakeTime()), 1));
        if (status > 0) {
            exchange.answered(status, type == null ? Headers.of() : Headers.of("Content-Type", type));
        }
        exchange.encoded(encoding);
        return exchange;
    }
}
