package io.intercomsync.access;

import static io.intercomsync.collection.IntercomCollection.TAGS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.ClientInternals;
import io.intercomsync.IntercomClient;
import io.intercomsync.error.ApiException;
import io.intercomsync.error.TransportException;
import io.intercomsync.fake.FakeIntercom;
import io.intercomsync.fake.http.InjectedFault;
import io.intercomsync.internal.pace.FakeTime;
import io.intercomsync.report.AccessCheck;
import io.intercomsync.report.AccessCheck.Access;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A check of the access of which something fails. */
class AccessFailuresTest {
    private final FakeTime time = new FakeTime();
    private final FakeIntercom fake =
            FakeIntercom.builder().clock(time).token("secret-token").start();

    @AfterEach
    void stop() {
        fake.close();
    }

    @Test
    void a_collection_whose_endpoint_fails_is_unknown_with_the_reason() {
        fake.fail("/tags", InjectedFault.status(503), Integer.MAX_VALUE);

        AccessCheck check = check(client());

        assertThat(check.collection(TAGS).access()).isEqualTo(Access.UNKNOWN);
        assertThat(check.collection(TAGS).reason()).contains("GET /tags was refused: HTTP 503");
        assertThat(check.isUsable()).isFalse();
        assertThat(check.readable()).hasSize(8);
        assertThat(check.missingPermissions()).isEmpty();
    }

    @Test
    void repeats_a_request_after_a_fault_that_passes() {
        fake.fail("/tags", InjectedFault.status(503), 2);

        AccessCheck check = check(client());

        assertThat(check.isUsable()).isTrue();
        assertThat(check.requests()).isEqualTo(11);
    }

    @Test
    void ends_after_a_minute_however_long_the_client_repeats() {
        fake.fail("/tags", InjectedFault.status(503), Integer.MAX_VALUE);
        Instant begin = time.instant();

        AccessCheck check = check(client().maxRetryDuration(ChronoUnit.FOREVER.getDuration()));

        assertThat(Duration.between(begin, time.instant())).isLessThan(Duration.ofSeconds(70));
        assertThat(check.collection(TAGS).reason()).contains("HTTP 503");
        assertThat(check.readable()).hasSize(8);
    }

    @Test
    void a_workspace_that_never_answers_ends_the_check_with_the_fault() {
        fake.fail("/me", InjectedFault.status(503), Integer.MAX_VALUE);

        assertThatThrownBy(() -> check(client().maxRetryDuration(ChronoUnit.FOREVER.getDuration())))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("HTTP 503");
    }

    @Test
    void a_connection_that_breaks_leaves_its_collection_unknown() {
        fake.fail("/tags", InjectedFault.reset(), Integer.MAX_VALUE);

        AccessCheck check = check(client().maxRetryDuration(Duration.ZERO));

        assertThat(check.collection(TAGS).access()).isEqualTo(Access.UNKNOWN);
        assertThat(check.collection(TAGS).reason()).contains("GET /tags got no answer");
    }

    @Test
    void a_wrong_token_is_an_exception_with_the_remedy() {
        assertThatThrownBy(() -> check(client("other-token")))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.isUnauthorized()).isTrue())
                .hasMessageContaining("take the one that the app has now in Intercom's Developer Hub")
                .hasMessageNotContaining("other-token");
        assertThat(fake.requestCount()).isEqualTo(1);
    }

    @Test
    void a_token_that_is_revoked_during_the_check_is_an_exception() {
        fake.fail("/tags", InjectedFault.status(401, "token_revoked", "Revoked"), Integer.MAX_VALUE);

        assertThatThrownBy(() -> check(client()))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("token_revoked");
    }

    @Test
    void a_host_that_is_not_intercoms_is_an_exception() {
        fake.fail("/me", InjectedFault.html(404), Integer.MAX_VALUE);

        assertThatThrownBy(() -> check(client()))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("check the base URL");
    }

    @Test
    void no_network_is_an_exception() throws IOException {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }

        assertThatThrownBy(() -> check(client().baseUrl(URI.create("http://127.0.0.1:" + closed))
                        .maxRetryDuration(Duration.ZERO)))
                .isInstanceOf(TransportException.class)
                .hasMessageContaining("GET /me got no answer from 127.0.0.1");
    }

    @Test
    void a_base_url_of_another_region_is_a_remark() {
        AccessCheck check = check(at("api.eu.intercom.io", "secret-token"));

        assertThat(check.isUsable()).isTrue();
        assertThat(check.remarks())
                .containsExactly(
                        "Intercom hosts the workspace in the region US, but the requests go to api.eu.intercom.io"
                                + " (EU): set the region of the client to US");
        assertThat(check(at("api.intercom.io", "secret-token")).remarks()).isEmpty();
    }

    @Test
    void a_token_that_a_region_does_not_know_may_belong_to_another_one() {
        assertThatThrownBy(() -> check(at("api.eu.intercom.io", "other-token")))
                .hasMessageContaining("in another region than api.eu.intercom.io: set the region of the client");
        assertThatThrownBy(() -> check(at("api.intercom.io", "other-token"))).hasMessageNotContaining("region");
    }

    @Test
    void an_answer_in_another_version_is_a_remark() {
        fake.fail("/me", InjectedFault.headers(Map.of("Intercom-Version", "2.11")), 1);

        assertThat(check(client()).remarks())
                .containsExactly("The client asks for API version 2.16, but Intercom answered in version 2.11");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/me", "/tags"})
    void an_interrupted_check_ends_with_the_flag_set(String path) {
        Thread caller = Thread.currentThread();
        fake.beforeEach(request -> {
            if (request.path().equals(path)) {
                caller.interrupt();
            }
        });

        assertThatThrownBy(() -> check(client()))
                .isInstanceOf(TransportException.class)
                .hasMessageContaining("Interrupted during");

        assertThat(Thread.interrupted()).isTrue();
    }

    /** Sends the requests for a host of Intercom's to the fake, which is the proxy. */
    private IntercomClient.Builder at(String host, String token) {
        return client(token)
                .baseUrl(URI.create("http://" + host))
                .allowPlainHttp()
                .proxy(new Proxy(
                        Proxy.Type.HTTP, new InetSocketAddress(InetAddress.getLoopbackAddress(), fake.port())));
    }

    private IntercomClient.Builder client() {
        return client("secret-token");
    }

    private IntercomClient.Builder client(String token) {
        return ClientInternals.time(IntercomClient.builder(token).baseUrl(URI.create(fake.url())), time, time);
    }

    private static AccessCheck check(IntercomClient.Builder builder) {
        try (IntercomClient intercom = builder.build()) {
            return intercom.checkAccess();
        }
    }
}
