package io.intercomsync.jdbc.internal.attribute;

import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.internal.json.Json;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttributeScannerTest {
    private static Map<String, Object> scanned(String json) {
        Map<String, Object> found = new LinkedHashMap<>();
        new AttributeScanner().scan(json, found::put);
        return found;
    }

    @Test
    void every_kind_of_value_is_found_with_all_its_digits_and_characters() {
        String json = """
                { "t" : "a\\"b\\\\c\\u00e9\\n" , "l":-12,"big":123456789012345678901,"d":1.50E+3,"y":true,"n":false,
                  "null":null,"list":[1,{"a":"]}\\""}],"object":{"b":[]},"":"","\\u0000":1,"max":9223372036854775807}""";

        assertThat(scanned(json))
                .isEqualTo(Map.ofEntries(
                        Map.entry("t", "a\"b\\cé\n"),
                        Map.entry("l", -12L),
                        Map.entry("big", new BigDecimal("123456789012345678901")),
                        Map.entry("d", new BigDecimal("1.50E+3")),
                        Map.entry("y", true),
                        Map.entry("n", false),
                        Map.entry("list", new NestedJson("[1,{\"a\":\"]}\\\"\"}]")),
                        Map.entry("object", new NestedJson("{\"b\":[]}")),
                        Map.entry("", ""),
                        Map.entry("\u0000", 1L),
                        Map.entry("max", Long.MAX_VALUE)));
    }

    @Test
    void names_that_only_begin_like_those_of_the_row_before_are_told_apart() {
        AttributeScanner scanner = new AttributeScanner();
        for (String name : List.of("plan", "pla", "plan", "plans", "\u0000", "a\\b", "a")) {
            Map<String, Object> found = new LinkedHashMap<>();

            scanner.scan("{" + Json.write(name) + ":1," + Json.write(name + "z") + ":2}", found::put);

            assertThat(found).isEqualTo(Map.of(name, 1L, name + "z", 2L));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{}", "[]", "null", "[1,2]", "\"text\"", "12", "{\"a\"", "{\"a\":", "{\"a\":}", "{1:2}"})
    void a_text_without_attributes_has_none(String json) {
        assertThat(scanned(json)).isEmpty();
    }

    @Test
    void a_text_that_is_cut_off_or_damaged_anywhere_does_no_harm() {
        String json = "{\"a\":\"x\\u00e9\\\\\",\"b\":[1,{\"c\":-1.5e3}],\"d\":true,\"e\":null,\"f\":12}";
        Random random = new Random(1);
        for (int i = 0; i <= json.length(); i++) {
            scanned(json.substring(0, i));
            for (int j = 0; j < 20 && i < json.length(); j++) {
                char other = "{}[]\",:\\u0e.-tfn ".charAt(random.nextInt(17));
                scanned(json.substring(0, i) + other + json.substring(i + 1));
            }
        }
    }

    @Test
    void numbers_of_any_spelling_are_read_as_java_reads_them() {
        long seed = 1;
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder spelling = new StringBuilder(random.nextInt(3) == 0 ? "-" : "");
            for (int part = random.nextInt(3); part >= 0; part--) {
                for (int digits = random.nextInt(14); digits >= 0; digits--) {
                    spelling.append(random.nextInt(10));
                }
                spelling.append(
                        part == 0 ? "" : List.of(".", "e", "E-", "-", "").get(random.nextInt(5)));
            }
            String json = "{\"a\":" + spelling + ",\"b\":true}";

            assertThat(scanned(json)).as("%s, seed %d", json, seed).isEqualTo(expected(spelling.toString()));
        }
    }

    private static Map<String, Object> expected(String spelling) {
        try {
            BigDecimal number = new BigDecimal(spelling);
            boolean isLong =
                    spelling.matches("-?[0-9]+") && number.toBigInteger().bitLength() < Long.SIZE;
            return Map.of("a", isLong ? (Object) number.longValue() : number, "b", true);
        } catch (NumberFormatException e) {
            return Map.of();
        }
    }

    @Test
    void texts_with_and_without_escapes_are_told_apart_in_one_object() {
        long seed = 1;
        Random random = new Random(seed);
        AttributeScanner scanner = new AttributeScanner();
        List<String> pieces = List.of("a", "b c", "\\", "\"", "\n", "é", "\u0001", "{", "]", ",", ":");
        for (int i = 0; i < 2_000; i++) {
            Map<String, Object> object = new LinkedHashMap<>();
            for (int member = random.nextInt(6); member >= 0; member--) {
                object.put(text(random, pieces), text(random, pieces));
            }
            Map<String, Object> found = new LinkedHashMap<>();

            scanner.scan(Json.write(object), found::put);

            assertThat(found).as("object %d, seed %d", i, seed).isEqualTo(object);
        }
    }

    private static String text(Random random, List<String> pieces) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
            text.append(pieces.get(random.nextInt(pieces.size())));
        }
        return text.toString();
    }
}
