package io.intercomsync.jdbc.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RowTextTest {
    private static String text(String zone, @Nullable Object... row) throws IOException {
        List<@Nullable Object[]> rows = Collections.singletonList(row);
        try (RowText text = new RowText(rows.iterator(), zone, BigDecimal::toString)) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void a_row_is_a_line_with_a_tab_between_values() throws IOException {
        assertThat(text("", "a", null, true, false, -7L, new BigDecimal("1.50"), 2.5))
                .isEqualTo("a\t\\N\t1\t0\t-7\t1.50\t2.5\n");
    }

    @Test
    void characters_that_end_or_begin_something_are_escaped_wherever_they_stand() throws IOException {
        assertThat(text("", "\\N", "\ta\nb\r", "\u0000\u001a", "a\\", "é\uD83D\uDE00", ""))
                .isEqualTo("\\\\N\t\\ta\\nb\\r\t\\0\u001a\ta\\\\\té\uD83D\uDE00\t\n");
    }

    @Test
    void times_are_cut_to_microseconds_and_have_four_digits_for_the_year() throws IOException {
        assertThat(text(
                        "+00",
                        Instant.parse("0001-01-01T00:00:00Z"),
                        Instant.parse("9999-12-31T23:59:59.999999999Z"),
                        Instant.parse("1969-12-31T23:59:59.000001Z"),
                        Instant.parse("2025-03-04T05:06:07.000000999Z")))
                .isEqualTo("0001-01-01 00:00:00+00\t9999-12-31 23:59:59.999999+00\t1969-12-31 23:59:59.000001+00"
                        + "\t2025-03-04 05:06:07+00\n");
    }

    @Test
    void many_rows_are_read_whole_by_the_byte_and_by_the_block() throws IOException {
        List<@Nullable Object[]> rows = new ArrayList<>();
        StringBuilder expected = new StringBuilder();
        for (int i = 0; i < 3_000; i++) {
            String value = "é".repeat(i % 100) + i;
            rows.add(new @Nullable Object[] {value, null});
            expected.append(value).append("\t\\N\n");
        }
        byte[] whole = expected.toString().getBytes(StandardCharsets.UTF_8);

        byte[] byByte = new byte[whole.length];
        try (RowText text = new RowText(rows.iterator(), "", BigDecimal::toString)) {
            for (int i = 0; i < byByte.length; i++) {
                byByte[i] = (byte) text.read();
            }
            assertThat(text.read()).isEqualTo(-1);
            assertThat(text.read(new byte[1], 0, 1)).isEqualTo(-1);
        }
        try (RowText text = new RowText(rows.iterator(), "", BigDecimal::toString)) {
            assertThat(Arrays.equals(text.readAllBytes(), whole)).isTrue();
        }
        assertThat(Arrays.equals(byByte, whole)).isTrue();
    }
}
