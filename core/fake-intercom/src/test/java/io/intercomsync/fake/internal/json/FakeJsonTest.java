package io.intercomsync.fake.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FakeJsonTest {

    @Test
    void reads_what_it_writes() {
        Map<String, Object> all = FakeJson.object(
                "text",
                "a\"b\\c\n\t\u0000 é 🎉 \ud83d",
                "long",
                221_397_574_667_000_123L,
                "large",
                new BigDecimal("123456789012345678901234567890"),
                "decimal",
                new BigDecimal("1.50"),
                "list",
                Arrays.asList(1L, null, true, List.of(), Map.of()));

        assertThat(FakeJson.read(FakeJson.write(all))).isEqualTo(all);
    }

    @Test
    void reads_escapes_and_spaces() {
        assertThat(FakeJson.read(" { \"a\" : [ 1 , -2.5e3 , \"\\u00e9\\/\\b\\f\\r\" , null , false ] } ")
                        .toString())
                .isEqualTo(FakeJson.object("a", Arrays.asList(1L, new BigDecimal("-2.5e3"), "é/\b\f\r", null, false))
                        .toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[1,]",
                "{\"a\"}",
                "{a:1}",
                "01",
                "1.",
                "tru",
                "\"",
                "\"\\x\"",
                "\"\\u12g4\"",
                "1 2",
                "[1}",
                "\"\n\""
            })
    void refuses_what_is_not_json(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> FakeJson.read(text));
    }

    @Test
    void refuses_what_json_cannot_say() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        FakeJson.copy(Map.of("a", new StringBuilder().append(1).chars())));
        assertThatIllegalArgumentException().isThrownBy(() -> FakeJson.read("[".repeat(500)));
    }
}
