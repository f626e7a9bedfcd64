package io.intercomsync.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.intercomsync.internal.value.VerbatimJson;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    @Test
    void reads_back_what_it_wrote() {
        for (long seed = 0; seed < 3_000; seed++) {
            Object value = value(new Random(seed), 4);

            String json = Json.write(value);

            assertThat(Json.read(json)).as("seed %s: %s", seed, json).isEqualTo(value);
            assertThat(Json.write(Json.read(json))).as("seed %s", seed).isEqualTo(json);
        }
    }

    @Test
    void writes_equal_values_alike() {
        for (long seed = 0; seed < 1_000; seed++) {
            Map<String, Object> object = new LinkedHashMap<>();
            Random random = new Random(seed);
            for (int i = 0; i < 8; i++) {
                object.put(text(random), value(random, 2));
            }
            List<String> names = new ArrayList<>(object.keySet());
            Collections.shuffle(names, random);
            Map<String, Object> shuffled = new LinkedHashMap<>();
            names.forEach(name -> shuffled.put(name, object.get(name)));

            assertThat(Json.write(shuffled)).as("seed %s", seed).isEqualTo(Json.write(object));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-1",
                "9223372036854775807",
                "-9223372036854775808",
                "9223372036854775808",
                "123456789012345678901234567890",
                "1.10",
                "0.1",
                "1E+3",
                "1.5E-10",
                "1E+1000",
                "1E-1000"
            })
    void keeps_every_digit(String number) {
        assertThat(Json.write(Json.read(number))).isEqualTo(number);
    }

    @Test
    void reads_whole_numbers_as_the_smallest_type_that_holds_them() {
        assertThat(Json.read("9223372036854775807")).isEqualTo(Long.MAX_VALUE);
        assertThat(Json.read("-9223372036854775808")).isEqualTo(Long.MIN_VALUE);
        assertThat(Json.read("9223372036854775808")).isEqualTo(new BigInteger("9223372036854775808"));
        assertThat(Json.read("1.0")).isEqualTo(new BigDecimal("1.0"));
    }

    @Test
    void keeps_characters_that_are_no_text_by_themselves() {
        String halves = "a\ud800b\udc00\u0000\u2028\ud83d\ude00";

        String json = Json.write(halves);

        assertThat(json).isEqualTo("\"a\\ud800b\\udc00\\u0000\u2028\ud83d\ude00\"");
        assertThat(Json.read(json)).isEqualTo(halves);
    }

    @Test
    void takes_the_last_of_two_members_of_one_name() {
        assertThat(Json.read("{\"a\":1,\"b\":2,\"a\":3}")).isEqualTo(Map.of("a", 3L, "b", 2L));
    }

    @Test
    void K88_keeps_what_is_nested_too_deep_as_it_was_sent() {
        assertThat(VerbatimJson.countIn(Json.read("[".repeat(200) + "]".repeat(200))))
                .isZero();
        for (int depth : new int[] {201, 300, 100_000}) {
            Object list = Json.read("[".repeat(depth) + "]".repeat(depth));
            Object object = Json.read("{\"a\":".repeat(depth) + "1" + "}".repeat(depth));

            assertThat(VerbatimJson.countIn(list)).isOne();
            assertThat(VerbatimJson.countIn(object)).isOne();
            assertThat(Json.write(list)).contains("\"" + "[".repeat(depth - 200) + "]".repeat(depth - 200) + "\"");
        }
        assertThatIllegalArgumentException().isThrownBy(() -> Json.read("[".repeat(100_000)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "[1,]", "{} {}", "nul", "\"a", "<html>", "NaN", "01", "{\"a\" 1}"})
    void refuses_what_is_not_one_json_value(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Json.read(text));
    }

    @Test
    void K88_keeps_a_number_of_endless_digits_as_it_was_sent() {
        for (String number : new String[] {"9".repeat(1_001), "1e99999999999", "-1E-99999999999", "1e200000"}) {
            assertThat(Json.read(number)).isEqualTo(new VerbatimJson(number));
            assertThat(Json.write(Json.read(number))).isEqualTo("\"" + number + "\"");
        }
        assertThat(Json.write(Json.read("9".repeat(1_000)))).isEqualTo("9".repeat(1_000));
    }

    @Test
    void K88_reads_an_item_back_as_it_was() {
        String deep = "{\"a\":\n[\"b\"]}";
        for (int i = 0; i < 250; i++) {
            deep = "[" + deep + "]";
        }
        String page = "{\"data\":[{\"id\":\"1\",\"n\":" + "7".repeat(2_000) + ",\"e\":1e99999999999,\"d\":" + deep
                + ",\"half\":\"\\ud800\"}]}";
        Map<?, ?> item = (Map<?, ?>) ((List<?>) Json.readObject(page).get("data")).get(0);

        String line = Json.writeItem(asObject(item));

        assertThat(line).doesNotContain("\n");
        assertThat(Json.readItem(line)).isEqualTo(item);
        assertThat(VerbatimJson.countIn(item)).isEqualTo(3);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> asObject(Map<?, ?> object) {
        return (Map<String, Object>) object;
    }

    @Test
    void refuses_an_object_that_is_none() {
        assertThatIllegalArgumentException().isThrownBy(() -> Json.readObject("[]"));
        assertThat(Json.readObject("{\"a\":null}")).isEqualTo(Collections.singletonMap("a", null));
    }

    private static Object value(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 9 : 7)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> random.nextLong() >> random.nextInt(64);
            case 3 ->
                BigInteger.valueOf(Long.MAX_VALUE)
                        .add(new BigInteger(1 + random.nextInt(200), random).add(BigInteger.ONE));
            case 4 -> new BigDecimal(new BigInteger(100, random), 1 + random.nextInt(40)).negate();
            case 5, 6 -> text(random);
            case 7 -> {
                Object[] items = new Object[random.nextInt(4)];
                Arrays.setAll(items, i -> value(random, depth - 1));
                yield Arrays.asList(items);
            }
            default -> {
                Map<String, Object> object = new LinkedHashMap<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    object.put(text(random), value(random, depth - 1));
                }
                yield object;
            }
        };
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            text.append((char) random.nextInt(random.nextBoolean() ? 128 : 65_536));
        }
        return text.toString();
    }
}
