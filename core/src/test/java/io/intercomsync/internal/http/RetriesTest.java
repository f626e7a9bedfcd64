package io.intercomsync.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.error.ApiException;
import io.intercomsync.error.TransportException;
import io.intercomsync.internal.api.Calls;
import io.intercomsync.internal.api.Search;
import io.intercomsync.internal.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The number of attempts of a request, and the waits between them. */
class RetriesTest extends HttpClientTest {
    private static final String NOTHING = "{\"type\":\"list\",\"data\":[]}";
    private static final Search ALL = new Search(Search.field("role", "=", "user"), "created_at");
    private final Calls once =
            connection(settings -> settings.maxRetryDuration(Duration.ZERO)).calls();

    @ParameterizedTest
    @CsvSource({"408,", "408, 0", "500,", "502,", "503,", "503, 0", "504,", "599,"})
    void sends_one_request_for_one_attempt(int status, String retryAfter) {
        server.then(status, "", retryAfter == null ? new String[0] : new String[] {"Retry-After", retryAfter});

        assertThatThrownBy(once::tags).isInstanceOf(ApiException.class);

        assertThat(server.asked()).hasSize(1);
        assertThat(once.requests()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"408,", "503, 0"})
    void K18_never_sends_the_same_scroll_request_twice(int status, String retryAfter) {
        server.then(status, "", retryAfter == null ? new String[0] : new String[] {"Retry-After", retryAfter});

        assertThatThrownBy(() -> calls.scrollCompanies("param")).isInstanceOf(ApiException.class);

        assertThat(server.asked()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 500, 503})
    void backs_off_longer_each_time(int status) {
        IntStream.range(0, 4).forEach(i -> server.then(status, ""));
        server.then(NOTHING);

        calls.tags();

        assertThat(server.asked()).hasSize(5);
        assertThat(calls.requests()).isEqualTo(5);
        assertThat(time.sleeps()).hasSize(4);
        for (int i = 0; i < 4; i++) {
            assertThat(time.sleeps().get(i)).isBetween(Duration.ofMillis(750L << i), Duration.ofMillis(1250L << i));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 402, 403, 404, 405, 406, 409, 415, 422})
    void K61_neither_waits_nor_asks_again_where_that_is_of_no_use(int status) {
        server.then(status, "<html>no</html>");

        assertThatThrownBy(calls::tags)
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.status()).isEqualTo(status));

        assertThat(server.asked()).hasSize(1);
        assertThat(time.sleeps()).isEmpty();
    }

    @Test
    void waits_for_the_reset_after_a_429_however_often_and_asks_again_then() {
        Instant start = time.instant();
        for (int i = 1; i <= 20; i++) {
            String reset = String.valueOf(start.getEpochSecond() + 10L * i);
            server.then(429, "", "X-RateLimit-Reset", reset, "X-RateLimit-Remaining", "0", "X-RateLimit-Limit", "9");
        }
        server.then(NOTHING);

        calls.tags();

        assertThat(server.asked()).hasSize(21);
        assertThat(Duration.between(start, time.instant())).isBetween(Duration.ofSeconds(199), Duration.ofSeconds(202));
    }

    @Test
    void waits_as_long_as_a_429_says_in_seconds() {
        server.then(429, "", "Retry-After", "23").then(NOTHING);

        calls.tags();

        assertThat(time.sleeps()).containsExactly(Duration.ofSeconds(23));
    }

    @Test
    void waits_a_window_after_a_429_that_says_nothing() {
        server.then(429, "").then(NOTHING);

        calls.tags();

        assertThat(time.sleeps()).containsExactly(Duration.ofSeconds(10));
        assertThat(server.asked()).hasSize(2);
    }

    @Test
    void waits_for_the_limit_in_a_scroll_too_since_it_has_not_moved_on() {
        server.then(429, "", "Retry-After", "5").then("{\"type\":\"list\",\"data\":[],\"scroll_param\":\"p\"}");

        assertThat(calls.scrollCompanies("p").scrollParam()).isEqualTo("p");

        assertThat(server.asked()).hasSize(2);
    }

    @Test
    void gives_up_when_the_limit_lets_nothing_through_for_an_hour() {
        server.then(
                429, "{\"type\":\"error.list\",\"errors\":[{\"code\":\"rate_limit_exceeded\"}]}", "Retry-After", "120");

        assertThatThrownBy(calls::tags).isInstanceOfSatisfying(ApiException.class, e -> {
            assertThat(e.code()).isEqualTo("rate_limit_exceeded");
            assertThat(e.isRetryable()).isTrue();
        });

        assertThat(server.asked()).hasSize(31);
    }

    @Test
    void K60_asks_again_for_a_search_that_timed_out_although_it_is_a_post() {
        Calls hasty = connection(settings -> settings.readTimeout(Duration.ofMillis(300)))
                .calls();
        server.thenNothing().then(NOTHING);

        hasty.searchContacts(ALL, 150, null);

        assertThat(server.asked()).extracting(TestServer.Asked::method).containsExactly("POST", "POST");
        assertThat(hasty.requests()).isEqualTo(2);
    }

    @Test
    void a_server_that_is_silent_is_not_waited_for_longer_than_allowed() {
        Calls hasty = connection(
                        settings -> settings.readTimeout(Duration.ofMillis(300)).maxRetryDuration(Duration.ZERO))
                .calls();
        server.thenNothing();

        assertThatThrownBy(hasty::tags)
                .isInstanceOf(TransportException.class)
                .hasCauseInstanceOf(SocketTimeoutException.class)
                .hasMessageStartingWith("GET /tags got no answer from 127.0.0.1");

        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void a_server_that_does_not_let_anybody_in_is_not_waited_for_longer_than_allowed() throws IOException {
        List<SocketChannel> crowd = new ArrayList<>();
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            for (int i = 0; i < 8; i++) {
                SocketChannel one = SocketChannel.open();
                one.configureBlocking(false);
                one.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), full.getLocalPort()));
                crowd.add(one);
            }
            Calls hasty = connection(settings -> settings.connectTimeout(Duration.ofMillis(300))
                            .baseUrl(URI.create("http://127.0.0.1:" + full.getLocalPort() + "/"))
                            .maxRetryDuration(Duration.ZERO))
                    .calls();

            assertThatThrownBy(hasty::tags)
                    .isInstanceOf(TransportException.class)
                    .hasCauseInstanceOf(SocketTimeoutException.class);
        } finally {
            for (SocketChannel one : crowd) {
                one.close();
            }
        }
    }

    @Test
    void K57_halves_the_page_that_fails_twice_and_asks_for_whole_ones_again_later() {
        Calls patient = connection(settings -> settings.maxRetryDuration(Duration.ofHours(1)))
                .calls();
        IntStream.range(0, 4).forEach(i -> server.then(502, ""));
        server.then(NOTHING);

        for (int i = 0; i < 40; i++) {
            patient.searchConversations(ALL, 150, null);
        }

        List<Integer> sizes = server.asked().stream().map(RetriesTest::perPage).toList();
        assertThat(sizes.subList(0, 5)).containsExactly(150, 150, 75, 37, 18);
        assertThat(sizes.subList(5, 15)).containsOnly(18);
        assertThat(sizes.subList(15, 25)).containsOnly(36);
        assertThat(sizes.get(43)).isEqualTo(144);
    }

    @Test
    void a_small_page_that_was_wanted_makes_no_other_smaller() {
        server.then(NOTHING);

        calls.searchConversations(ALL, 1, null);
        calls.searchConversations(ALL, 150, null);

        assertThat(server.asked()).extracting(RetriesTest::perPage).containsExactly(1, 150);
    }

    private static int perPage(TestServer.Asked asked) {
        Map<?, ?> pagination = (Map<?, ?>) Json.readObject(asked.body()).get("pagination");
        return ((Long) pagination.get("per_page")).intValue();
    }
}
