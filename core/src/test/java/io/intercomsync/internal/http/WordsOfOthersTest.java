package io.intercomsync.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.intercomsync.error.ApiException;
import io.intercomsync.error.IntercomSyncException;
import io.intercomsync.internal.api.Calls;
import io.intercomsync.internal.foreign.RedactedTrace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** K111: data in an answer never reaches a message or a log, in whatever part of the answer it is. */
class WordsOfOthersTest extends HttpClientTest {
    private static final String PLANTED = "planted.person";
    private static final String LIST = "{\"type\":\"list\",\"data\":[]}";
    private static final String ERROR = "{\"type\":\"error.list\",\"errors\":[{\"code\":\"%s\",\"message\":\"%s\"}]}";

    static Stream<String> noHttp() {
        String row = "{\"name\":\"" + PLANTED + "\"}";
        String head = "HTTP/1.1 200 OK\r\n";
        return Stream.of(
                row + "\r\n",
                "HTTP/1.1 2x0 " + PLANTED + "\r\n\r\n",
                "HTTP/1.1 -99 " + PLANTED + "\r\nContent-Length: 0\r\n\r\n",
                head + "Content-Length: " + PLANTED + "\r\n\r\n" + row,
                head + "Content-Length: -5\r\nX: " + PLANTED + "\r\n\r\n" + row,
                head + PLANTED + "\r\n\r\n" + row,
                head + "Transfer-Encoding: chunked\r\n\r\n" + PLANTED + "\r\n" + row,
                head + "Transfer-Encoding: chunked\r\n\r\n5\r\n" + row,
                head + "Content-Encoding: gzip\r\nContent-Length: " + row.length() + "\r\n\r\n" + row,
                head + "Content-Encoding: " + PLANTED + "@a.example\r\nContent-Length: " + row.length() + "\r\n\r\n"
                        + row,
                "HTTP/1.1 204 None\r\nContent-Length: " + row.length() + "\r\n\r\n" + row);
    }

    @ParameterizedTest
    @MethodSource("noHttp")
    void an_answer_that_is_no_http_is_not_repeated(String answer) throws IOException {
        try (RawServer raw = RawServer.of(answer)) {
            Calls mine = callsTo(raw);

            IntercomSyncException thrown = catchThrowableOfType(IntercomSyncException.class, mine::tags);

            assertThat(thrown).hasMessageStartingWith("GET /tags got ").hasMessageNotContaining(PLANTED);
        }
    }

    @Test
    void a_body_that_is_longer_than_it_says_is_not_repeated_by_the_next_call() throws IOException {
        String answer = "HTTP/1.1 200 OK\r\nContent-Length: " + LIST.length() + "\r\n\r\n" + LIST + "{\"name\":\""
                + PLANTED + "\"}\r\n";
        try (RawServer raw = new RawServer((line, out) -> out.write(answer.getBytes(StandardCharsets.UTF_8)))) {
            Calls mine = callsTo(raw);

            mine.tags();
            mine.segments(false);

            assertThat(logged.list)
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .anyMatch(line -> line.contains("is no HTTP"));
        }
    }

    private Calls callsTo(RawServer raw) {
        return connection(settings -> settings.baseUrl(raw.url()).readTimeout(Duration.ofMillis(500)))
                .calls();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "No user with the email planted.person@shop.example exists",
                "Several users match (planted.person@shop.example)",
                "email=planted.person%40shop.example is taken",
                "'planted.person+tag@shop.example': no",
                "<planted.person@[10.0.0.1]> is unknown",
                "planted.person@localhost"
            })
    void an_email_address_in_intercoms_message_is_masked(String words) {
        server.then(409, ERROR.formatted("conflict", words));

        IntercomSyncException thrown = catchThrowableOfType(IntercomSyncException.class, calls::tags);

        assertThat(thrown).hasMessageContaining("HTTP 409 conflict").hasMessageNotContaining(PLANTED);
    }

    @Test
    void an_email_address_in_the_code_or_in_an_answer_that_cannot_be_read_is_masked() {
        server.then(422, ERROR.formatted("planted.person@shop.example", "No"))
                .then(200, ERROR.formatted("x", "planted.person@shop.example"));

        ApiException refused = catchThrowableOfType(ApiException.class, calls::tags);
        ApiException unread = catchThrowableOfType(ApiException.class, calls::tags);

        assertThat(refused.getMessage() + refused.code()).doesNotContain(PLANTED);
        assertThat(unread.getMessage() + unread.code()).doesNotContain(PLANTED);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 403})
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void a_message_that_is_one_endless_word_takes_no_time(int status) {
        server.then(status, ERROR.formatted("x", "x".repeat(2_000_000) + "planted.person@shop.example"));

        ApiException thrown = catchThrowableOfType(ApiException.class, calls::tags);

        assertThat(thrown.getMessage()).hasSizeLessThan(1_000);
    }

    @Test
    void no_character_of_an_answer_breaks_a_line() {
        server.then(422, ERROR.formatted("a\u0085b", "c\u2028d\u2029e\u202ef\ng"));

        ApiException refused = catchThrowableOfType(ApiException.class, calls::tags);

        assertThat(refused).hasMessageContaining("a b, c d e f g");
        assertThat(refused.code()).isEqualTo("a b");
    }

    @AfterEach
    void nothing_is_logged_of_it() {
        assertThat(logged.list)
                .filteredOn(event -> event.getLoggerName().startsWith("io.intercomsync"))
                .extracting(ILoggingEvent::getFormattedMessage)
                .noneMatch(line -> line.contains(PLANTED))
                .noneMatch(line ->
                        line.codePoints().anyMatch(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x202E));
    }

    @Test
    void a_trace_of_ours_repeats_nothing_either() throws IOException {
        try (RawServer raw = RawServer.of(PLANTED + "\r\n")) {
            Throwable thrown = catchThrowable(callsTo(raw)::tags);

            assertThat(String.valueOf(RedactedTrace.of(thrown))).doesNotContain(PLANTED);
            assertThat(thrown.getMessage().getBytes(StandardCharsets.UTF_8).length)
                    .isLessThan(500);
        }
    }
}
