package io.intercomsync.internal.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** K62: times in seconds, milliseconds, negative and as text. */
class IntercomTimeTest {

    @ParameterizedTest
    @CsvSource({
        "0, 1970-01-01T00:00:00Z",
        "1, 1970-01-01T00:00:01Z",
        "-1, 1969-12-31T23:59:59Z",
        "1734537424, 2024-12-18T15:57:04Z",
        "2147483648, 2038-01-19T03:14:08Z",
        "253402300799, 9999-12-31T23:59:59Z",
        "1000000000000, 2001-09-09T01:46:40Z",
        "1734537424123, 2024-12-18T15:57:04.123Z",
        "-1734537424123, 1915-01-14T08:02:55.877Z",
        "253402300799999, 9999-12-31T23:59:59.999Z",
        "-62135596800, 0001-01-01T00:00:00Z"
    })
    void reads_numbers_as_seconds_or_milliseconds(long number, Instant expected) {
        assertThat(IntercomTime.read(number)).isEqualTo(expected);
        assertThat(IntercomTime.read(BigInteger.valueOf(number))).isEqualTo(expected);
        assertThat(IntercomTime.read(Long.toString(number))).isEqualTo(expected);
    }

    @Test
    void reads_fractions_of_a_second() {
        assertThat(IntercomTime.read(new BigDecimal("1.5"))).isEqualTo(Instant.ofEpochSecond(1, 500_000_000));
        assertThat(IntercomTime.read(new BigDecimal("-0.25"))).isEqualTo(Instant.ofEpochSecond(-1, 750_000_000));
        assertThat(IntercomTime.read("1734537424.0")).isEqualTo(Instant.ofEpochSecond(1734537424));
        assertThat(IntercomTime.read(new BigDecimal("1.734537424E9"))).isEqualTo(Instant.ofEpochSecond(1734537424));
    }

    @ParameterizedTest
    @CsvSource({
        "2024-12-18T15:57:04Z, 2024-12-18T15:57:04Z",
        "2024-12-18T15:57:04.123Z, 2024-12-18T15:57:04.123Z",
        "2024-12-18T15:57:04.123456Z, 2024-12-18T15:57:04.123456Z",
        "2024-12-18T15:57:04+01:00, 2024-12-18T14:57:04Z",
        "2024-12-18T15:57:04+0100, 2024-12-18T14:57:04Z",
        "2024-12-18T15:57:04-05, 2024-12-18T20:57:04Z",
        "2024-12-18T15:57:04, 2024-12-18T15:57:04Z",
        "2024-12-18 15:57:04 UTC, 2024-12-18T15:57:04Z",
        "2024-12-18 15:57:04, 2024-12-18T15:57:04Z",
        "2024-12-18T15:57, 2024-12-18T15:57:00Z",
        "2024-12-18, 2024-12-18T00:00:00Z",
        "2024-02-29, 2024-02-29T00:00:00Z",
        "' 2024-12-18T15:57:04Z ', 2024-12-18T15:57:04Z"
    })
    void reads_iso_8601(String text, Instant expected) {
        assertThat(IntercomTime.read(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "soon",
                "-",
                ".",
                "e5",
                "12:30",
                "2024-13-01",
                "2023-02-29",
                "2024-02-30T00:00:00Z",
                "2024-12-18T25:00:00Z",
                "253402300800",
                "253402300800000",
                "-62135596801",
                "99999999999999999999999999999999999999999",
                "1e30",
                "10000-01-01T00:00:00Z",
                "+10000-01-01T00:00:00Z",
                "0000-12-31T00:00:00Z"
            })
    void takes_anything_else_for_no_time(String text) {
        assertThat(IntercomTime.read(text)).isNull();
    }

    @Test
    void takes_other_types_for_no_time() {
        assertThat(IntercomTime.read(null)).isNull();
        assertThat(IntercomTime.read(true)).isNull();
        assertThat(IntercomTime.read(Double.NaN)).isNull();
        assertThat(IntercomTime.read(Instant.EPOCH)).isEqualTo(Instant.EPOCH);
        assertThat(IntercomTime.read(Instant.MAX)).isNull();
        assertThat(IntercomTime.read(Long.MIN_VALUE)).isNull();
        assertThat(IntercomTime.read(Long.MAX_VALUE)).isNull();
    }

    @Test
    @Timeout(10)
    void is_not_drowned_by_an_exponent() {
        assertThat(IntercomTime.read(new BigDecimal("1e2147483647"))).isNull();
        assertThat(IntercomTime.read(new BigDecimal("-1e999999999"))).isNull();
        assertThat(IntercomTime.read(new BigDecimal("1e-2147483647"))).isNull();
        assertThat(IntercomTime.read("1e2147483647")).isNull();
    }
}
