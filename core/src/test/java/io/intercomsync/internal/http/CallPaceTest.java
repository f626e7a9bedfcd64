package io.intercomsync.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.error.TransportException;
import io.intercomsync.internal.api.Connection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Each answer tells the next call how fast it may go. */
class CallPaceTest extends HttpClientTest {
    private static final String NOTHING = "{\"type\":\"list\",\"data\":[]}";

    @Test
    void an_answer_that_leaves_nothing_holds_the_next_call_back_until_the_reset() {
        Instant start = time.instant();
        String reset = String.valueOf(start.getEpochSecond() + 8);
        server.then(200, NOTHING, "X-RateLimit-Limit", "167", "X-RateLimit-Remaining", "0", "X-RateLimit-Reset", reset);
        server.then(NOTHING);

        calls.tags();
        calls.tags();

        assertThat(Duration.between(start, time.instant())).isBetween(Duration.ofSeconds(7), Duration.ofSeconds(10));
    }

    @Test
    void calls_without_an_answer_do_not_count_as_under_way_for_ever() throws Exception {
        Connection unreachable =
                connection(settings -> settings.baseUrl(unusedUrl()).maxRetryDuration(Duration.ZERO));
        int allowed = (int) Math.round(10 * unreachable.requestsPerSecond());

        for (int i = 0; i < allowed; i++) {
            assertThatThrownBy(() -> unreachable.calls().tags()).isInstanceOf(TransportException.class);
        }
        time.advance(Duration.ofSeconds(20));

        Budget soon = new Budget(null, Duration.ofSeconds(1), time);
        assertThatThrownBy(() -> unreachable.calls(soon).tags()).isInstanceOf(TransportException.class);
    }

    private static URI unusedUrl() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
