package io.intercomsync.internal.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(strings = {"-5", "1000000000000", "1e3", "7.5", "", "Thu, 01 Jan 1970 00:00:00 GMT"})
    void K75_takes_a_wait_that_is_none_as_nothing_said(String retryAfter) {
        RateHeaders headers = RateHeaders.of(Map.of("Date", DATE, "Retry-After", retryAfter)::get);

        assertThat(headers.retryAfter()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1767225610000", "-1", "9999-12-31T00:00:00Z", "1767225610.5"})
    void K74_takes_an_end_of_the_window_in_milliseconds_or_another_form_as_nothing_said(String reset) {
        RateHeaders headers = RateHeaders.of(Map.of("Date", DATE, "X-RateLimit-Reset", reset)::get);

        assertThat(headers.reset()).isNull();
        assertThat(headers.date()).isEqualTo(NOW);
    }
}
