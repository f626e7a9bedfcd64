package io.intercomsync.internal.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RateHeadersTest {
    private static final String DATE = "Thu, 01 Jan 2026 00:00:05 GMT";
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:05Z");

    @Test
    void reads_what_intercom_sends() {
        RateHeaders headers = RateHeaders.of(Map.of(
                "Date", DATE,
                "X-RateLimit-Limit", "167",
                "X-RateLimit-Remaining", " 12",
                "X-RateLimit-Reset", String.valueOf(NOW.getEpochSecond() + 5),
                "Retry-After", "7")::get);

        assertThat(headers).isEqualTo(new RateHeaders(NOW, 167, 12, NOW.plusSeconds(5), Duration.ofSeconds(7)));
    }

    @Test
    void takes_nonsense_as_nothing_said() {
        RateHeaders headers = RateHeaders.of(Map.of(
                "Date", "today",
                "X-RateLimit-Limit", "99999999999",
                "X-RateLimit-Remaining", "-1",
                "X-RateLimit-Reset", "soon",
                "Retry-After", "later")::get);

        assertThat(headers).isEqualTo(new RateHeaders(null, null, null, null, null));
    }

    @Test
    void reads_a_date_to_wait_for() {
        RateHeaders headers = RateHeaders.of(Map.of("Date", DATE, "Retry-After", "Thu, 01 Jan 2026 00:01:05 GMT")::get);

        assertThat(headers.retryAfter()).isEqualTo(Duration.ofMinutes(1));
    }
}
