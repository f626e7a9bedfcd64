package io.intercomsync.internal.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountsTest {

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0 s",
        "PT0.05S, 50 ms",
        "PT0.34S, 0.3 s",
        "PT3.7S, 3.7 s",
        "PT30S, 30 s",
        "PT59.96S, 1 min",
        "PT1M5S, 1 min 5 s",
        "PT10M, 10 min",
        "PT2H5M, 2 h 5 min",
        "PT59M59.9S, 1 h",
        "PT47H59M, 47 h 59 min",
        "PT75H, 3 d 3 h",
        "P3650000D, 3650000 d",
        "PT-3.7S, -3.7 s"
    })
    void writes_durations_as_people_do(Duration duration, String words) {
        assertThat(Amounts.of(duration)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 bytes",
        "1023, 1023 bytes",
        "1024, 1 kB",
        "12582912, 12 MB",
        "67108864, 64 MB",
        "1048575, 1 MB",
        "1610612736, 1.5 GB",
        "9223372036854775807, 8 EB"
    })
    void writes_sizes_as_people_do(long bytes, String words) {
        assertThat(Amounts.ofBytes(bytes)).isEqualTo(words);
    }
}
