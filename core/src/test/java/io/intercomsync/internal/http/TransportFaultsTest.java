package io.intercomsync.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.intercomsync.error.ApiException;
import io.intercomsync.error.TransportException;
import io.intercomsync.internal.api.Lookup;
import io.intercomsync.internal.api.Search;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransportFaultsTest extends HttpClientTest {
    private static final String TAGS =
            "{\"type\":\"list\",\"data\":[{\"type\":\"tag\",\"id\":\"1\",\"name\":\"one\"}]}";
    private static final String FAULT =
            "{\"type\":\"error.list\",\"request_id\":\"req-1\",\"errors\":[{\"code\":\"%s\",\"message\":\"said so\"}]}";

    @ParameterizedTest
    @ValueSource(ints = {408, 500, 502, 503, 504})
    void asks_again_after_a_passing_fault(int status) {
        server.then(status, "<html>oops</html>").then(TAGS);

        assertThat(calls.tags().items()).hasSize(1);

        assertThat(server.asked()).hasSize(2);
        assertThat(calls.requests()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>busy</html>", "{\"type\":\"list\",\"data\":[", "[]", "{\"type\":\"list\"}"})
    void K59_asks_again_after_a_200_that_is_no_answer(String body) {
        server.then(body).then(TAGS);

        assertThat(calls.tags().items()).hasSize(1);
    }

    @Test
    void asks_again_when_the_connection_breaks_off() {
        server.thenHangUp().thenCutOff(200, TAGS).then(TAGS);

        assertThat(calls.tags().items()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 400, 401, 403, 404, 409, 422, 429, 500, 503})
    void asks_again_when_an_error_breaks_off_in_its_middle(int status) {
        server.thenCutOff(status, FAULT.formatted("some_code")).then(TAGS);

        assertThat(calls.tags().items()).hasSize(1);

        assertThat(server.asked()).hasSize(2);
    }

    @Test
    void asks_again_whether_an_object_is_gone_when_that_breaks_off() {
        server.thenCutOff(404, FAULT.formatted("not_found")).then(404, FAULT.formatted("not_found"));

        assertThat(calls.contact("1").outcome()).isEqualTo(Lookup.Outcome.GONE);

        assertThat(server.asked()).hasSize(2);
    }

    @Test
    void tells_the_status_of_an_error_that_breaks_off_each_time() {
        server.thenCutOff(403, FAULT.formatted("some_code"));

        assertThatThrownBy(calls::tags)
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.status()).isEqualTo(403));
    }

    @Test
    void K60_asks_again_for_a_search_although_it_is_a_post() {
        Search search = new Search(Search.field("created_at", ">", 0L), "created_at");
        String none = "{\"type\":\"list\",\"data\":[]}";
        server.then(503, "").then(none).then(503, "").then(none);

        calls.searchContacts(search, 150, null);
        calls.searchConversations(search, 150, null);

        assertThat(server.asked()).hasSize(4);
    }

    @Test
    void K18_does_not_ask_again_for_a_page_of_a_scroll() {
        server.then(500, FAULT.formatted("server_error")).then(TAGS);

        assertThatThrownBy(() -> calls.scrollCompanies("param"))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.status()).isEqualTo(500));

        assertThat(server.asked()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 422})
    void does_not_ask_again_after_a_fault_that_stays(int status) {
        server.then(status, FAULT.formatted("some_code")).then(TAGS);

        assertThatThrownBy(calls::tags).isInstanceOfSatisfying(ApiException.class, e -> {
            assertThat(e.status()).isEqualTo(status);
            assertThat(e.code()).isEqualTo("some_code");
            assertThat(e.requestId()).isEqualTo("req-1");
            assertThat(e.isRetryable()).isFalse();
        });

        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void tells_a_missing_permission_from_a_wrong_token() {
        server.then(401, FAULT.formatted("token_unauthorized")).then(401, FAULT.formatted("unauthorized"));

        assertThatThrownBy(calls::tags)
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.isForbidden()).isTrue());
        assertThatThrownBy(calls::tags)
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.isUnauthorized()).isTrue());
    }

    @Test
    void gives_up_in_the_end() {
        for (int i = 0; i < 200; i++) {
            server.then(500, "");
        }

        assertThatThrownBy(calls::tags)
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.isRetryable()).isTrue());

        assertThat(server.asked()).hasSizeBetween(3, 100);
    }

    @Test
    void never_tells_the_token() {
        server.then(500, "").thenHangUp().then(403, FAULT.formatted("forbidden").replace("said so", "no " + TOKEN));

        assertThatThrownBy(calls::tags).satisfies(TransportFaultsTest::doesNotTellTheToken);
        server.close();
        assertThatThrownBy(calls::tags)
                .isInstanceOf(TransportException.class)
                .satisfies(TransportFaultsTest::doesNotTellTheToken);

        assertThat(logged.list).extracting(ILoggingEvent::getFormattedMessage).noneMatch(line -> line.contains(TOKEN));
        assertThat(logged.list).isNotEmpty();
    }

    private static void doesNotTellTheToken(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        assertThat(text.toString()).doesNotContain(TOKEN);
    }
}
