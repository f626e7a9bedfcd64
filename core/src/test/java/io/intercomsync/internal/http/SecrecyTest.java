package io.intercomsync.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.intercomsync.error.ApiException;
import io.intercomsync.error.IntercomSyncException;
import io.intercomsync.internal.api.Calls;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The token stands in no exception and in no line of the log, whatever a server makes of it. */
class SecrecyTest extends HttpClientTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"error.list\",\"errors\":[{\"code\":\"x\",\"message\":\"Bearer TOKEN is bad\"}]}",
                "{\"type\":\"error.list\",\"errors\":[{\"code\":\"TOKEN\",\"message\":\"bad\"}]}",
                "{\"type\":\"error.list\",\"errors\":[{\"type\":\"TOKEN\"}],\"request_id\":\"TOKEN\"}",
                "{\"type\":\"error.list\",\"errors\":[{\"code\":\"x\",\"message\":\"TOKEN\\nTOKEN\"}],\"request_id\":\"a TOKEN\"}",
                "<html>TOKEN</html>",
                "TOKEN"
            })
    void a_server_that_echoes_the_token_does_not_make_us_tell_it(String body) {
        String echo = body.replace("TOKEN", TOKEN);
        for (int status : new int[] {400, 401, 403, 404, 422, 500, 503, 302}) {
            server.then(status, echo, "X-Request-Id", TOKEN, "Location", "https://" + TOKEN + ".example/" + TOKEN);
        }
        server.then(200, "{\"type\":\"error.list\"," + (echo.startsWith("{\"") ? echo.substring(1) : "\"a\":1}"));

        for (int i = 0; i < 8; i++) {
            assertTellsNothing(calls::tags);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"%3D", "%253D", "&#61;", "&#x3D;", "\\\\u003d"})
    void K90_a_token_that_comes_back_encoded_is_masked(String end) {
        StringBuilder encoded = new StringBuilder();
        TOKEN.replace("=", "").chars().forEach(c -> encoded.append(String.format(Locale.ROOT, "%%%02x", c)));
        for (String echo : new String[] {TOKEN.replace("=", end), encoded + end}) {
            server.then(
                    422,
                    "{\"errors\":[{\"code\":\"x\",\"message\":\"not for https://a.example/?token=" + echo + "&b\"}]}");

            assertThat(catchThrowable(calls::tags)).hasMessageContaining("token=***&b");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"wrong", "token", "answer", "is", "e"})
    void K90_our_own_words_stay_whatever_the_token_is(String token) {
        Calls mine = connection(settings -> settings.token(token)).calls();
        server.then(401, "{\"type\":\"error.list\",\"errors\":[{\"code\":\"unauthorized\",\"message\":\"Hi\"}]}")
                .then(403, "{\"type\":\"error.list\",\"errors\":[{\"code\":\"forbidden\"}]}")
                .then("{\"type\":\"list\",\"data\":[{\"id\":\"1\"}],\"x\":\"" + "y".repeat(1 << 20) + "\"}");

        assertThat(catchThrowable(mine::tags)).hasMessageContaining("The access token is wrong, or is no longer valid");
        assertThat(catchThrowable(mine::tags)).hasMessageContaining("The access token does not allow this");
        assertThat(catchThrowable(mine::tags))
                .hasMessageContaining("GET /tags got an answer that cannot be read (HTTP 200): it is larger than");
    }

    @Test
    void K90_a_token_is_masked_in_what_was_suppressed_and_in_causes_that_lead_in_a_circle() {
        TokenMask secret = new TokenMask(TOKEN);
        IOException suppressed = new IOException("a");
        suppressed.addSuppressed(new IOException("b " + TOKEN));
        IOException one = new IOException("one");
        IOException other = new IOException("other", one);
        one.initCause(other);

        assertThat(secret.isIn(suppressed)).isTrue();
        assertThat(secret.isIn(other)).isFalse();
    }

    @Test
    void a_page_of_hostile_text_does_not_make_us_tell_the_token() {
        server.then("{\"type\":\"list\",\"data\":[],\"pages\":{\"next\":\"https://" + TOKEN.replace("=", "")
                + ".example/?page=2\"}}");

        assertTellsNothing(calls::tags);
    }

    @Test
    void a_header_or_a_line_that_cannot_be_read_does_not_make_us_tell_the_token() {
        server.then(exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            byte[] notGzip = TOKEN.getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(200, notGzip.length);
            exchange.getResponseBody().write(notGzip);
            exchange.close();
        });

        assertTellsNothing(calls::tags);
    }

    @Test
    void an_error_is_one_short_line() {
        server.then(
                422,
                "{\"type\":\"error.list\",\"errors\":[{\"code\":\"x\",\"message\":\"a\\nb\\u0000\\u001b[31m"
                        + "y".repeat(9_999) + "\"}]}");

        assertThat(catchThrowable(calls::tags))
                .isInstanceOf(ApiException.class)
                .extracting(Throwable::getMessage)
                .asString()
                .startsWith("GET /tags was refused: HTTP 422 x, a b [31myyy")
                .hasSizeLessThan(500);
    }

    @Test
    void nothing_that_holds_the_token_shows_it() {
        connection(settings -> {
            assertThat(settings.build().toString()).contains("127.0.0.1").doesNotContain(TOKEN);
            return settings;
        });
    }

    private static void assertTellsNothing(ThrowingCallable call) {
        StringWriter text = new StringWriter();
        IntercomSyncException thrown = (IntercomSyncException) catchThrowable(call);
        thrown.printStackTrace(new PrintWriter(text));
        if (thrown instanceof ApiException api) {
            text.append(api.code()).append(api.requestId());
        }
        assertThat(text.toString().replaceAll("=", "")).doesNotContainIgnoringCase(TOKEN.replace("=", ""));
    }

    @AfterEach
    void nothing_is_logged_of_it() {
        assertThat(logged.list).extracting(ILoggingEvent::getFormattedMessage).noneMatch(line -> line.contains(TOKEN));
    }
}
