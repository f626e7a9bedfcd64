package io.intercomsync.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.error.ApiException;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The token goes to the host that the client was made for, and nowhere else. */
class RedirectsTest extends HttpClientTest {
    private final TestServer elsewhere = new TestServer().then("{\"type\":\"list\",\"data\":[]}");

    @AfterEach
    void stopElsewhere() {
        elsewhere.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void follows_no_redirect_to_another_host_or_port(int status) {
        server.then(status, "", "Location", elsewhere.url() + "tags")
                .then(status, "", "Location", "http://localhost:" + elsewhere.port() + "/tags");

        assertIsRefused(status, "leads to 127.0.0.1");
        assertIsRefused(status, "leads to localhost");

        assertThat(elsewhere.asked()).isEmpty();
    }

    @Test
    void follows_no_redirect_to_another_scheme() {
        server.then(301, "", "Location", "https://127.0.0.1:" + server.port() + "/tags");

        assertIsRefused(301, "leads to 127.0.0.1");
    }

    @Test
    void follows_no_redirect_on_the_same_host_either() {
        server.then(302, "", "Location", "/tags/").then("{\"type\":\"list\",\"data\":[]}");

        assertIsRefused(302, "leads to 127.0.0.1");

        assertThat(server.asked()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "::", "mailto:a@example.org"})
    void survives_a_redirect_to_nowhere(String location) {
        server.then(302, "", "Location", location);

        assertThatThrownBy(calls::tags)
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("Redirects are not followed");
    }

    private void assertIsRefused(int status, String leads) {
        assertThatThrownBy(calls::tags)
                .isInstanceOfSatisfying(ApiException.class, e -> {
                    assertThat(e.status()).isEqualTo(status);
                    assertThat(e.isRetryable()).isFalse();
                })
                .hasMessageContaining("Redirects are not followed")
                .hasMessageEndingWith(leads);
    }

    @Test
    void asks_nobody_for_a_next_page_on_another_host() {
        String next = elsewhere.url() + "contacts/1/companies?page=2";
        server.then("{\"type\":\"list\",\"data\":[],\"pages\":{\"next\":\"" + next.replace("127.0.0.1", "localhost")
                + "\"}}");

        assertThatThrownBy(() -> calls.contactCompanies("1"))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("names a next page on another host, which is refused");

        assertThat(elsewhere.asked()).isEmpty();
    }

    @Test
    void asks_its_own_host_for_a_next_page_wherever_its_url_points() {
        server.then("{\"type\":\"list\",\"data\":[{\"id\":\"1\"}],\"pages\":{\"next\":\"" + elsewhere.url()
                        + "x?page=2\"}}")
                .then(
                        "{\"type\":\"list\",\"data\":[{\"id\":\"2\"}],\"pages\":{\"next\":\"https://api.intercom.io/x?page=3\"}}")
                .then("{\"type\":\"list\",\"data\":[{\"id\":\"3\"}]}");

        assertThat(calls.contactCompanies("7")).hasSize(3);

        assertThat(elsewhere.asked()).isEmpty();
        assertThat(server.asked())
                .extracting(TestServer.Asked::uri)
                .extracting(URI::toString)
                .containsExactly(
                        "/contacts/7/companies?page=1&per_page=60",
                        "/contacts/7/companies?page=2&per_page=60",
                        "/contacts/7/companies?page=3&per_page=60");
    }
}
