package io.intercomsync.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

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
}
