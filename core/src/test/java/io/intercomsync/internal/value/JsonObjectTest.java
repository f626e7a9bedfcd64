package io.intercomsync.internal.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JsonObjectTest {

    /** A map of the JDK's own tells what a map has to do. */
    @Test
    void is_a_map_like_any_other() {
        for (int seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            Map<String, @Nullable Object> map = randomMap(random);

            JsonObject object = JsonObject.of(map);

            assertThat(object)
                    .as("seed %s", seed)
                    .isEqualTo(map)
                    .hasSameHashCodeAs(map)
                    .hasSize(map.size());
            assertThat(map).isEqualTo(object);
            assertThat(object.entrySet()).containsExactlyElementsOf(map.entrySet());
            assertThat(walked(object)).isEqualTo(walked(map));
            for (int i = 0; i < 12; i++) {
                assertThat(object.containsKey("name" + i)).isEqualTo(map.containsKey("name" + i));
                assertThat(object.get("name" + i)).isEqualTo(map.get("name" + i));
            }
        }
    }

    @Test
    void is_left_without_some_members_without_changing() {
        JsonObject[] kinds = new JsonObject[20];
        for (int kind = 0; kind < kinds.length; kind++) {
            kinds[kind] = JsonObject.of(randomMap(new Random(kind)));
        }
        for (int seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            JsonObject object = kinds[random.nextInt(kinds.length)];
            BitSet leftOut = new BitSet();
            Map<String, @Nullable Object> left = new LinkedHashMap<>();
            for (int i = 0; i < object.size(); i++) {
                leftOut.set(i, random.nextBoolean());
                if (!leftOut.get(i)) {
                    left.put(object.names().at(i), object.valueAt(i));
                }
            }

            assertThat(object.without(leftOut)).as("seed %s", seed).isEqualTo(left);
            assertThat(walked(object.without(leftOut))).isEqualTo(walked(left));
        }
    }

    @Test
    void has_other_members_and_more_of_them_without_changing() {
        for (int seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            Map<String, @Nullable Object> map = randomMap(random);
            Map<String, @Nullable Object> more = randomMap(random);
            JsonObject object = JsonObject.of(map);
            Map<String, @Nullable Object> both = new LinkedHashMap<>(map);
            both.putAll(more);

            assertThat(object.with(more)).as("seed %s", seed).isEqualTo(both);
            assertThat(walked(object.with(more))).isEqualTo(walked(both));
            more.forEach((name, value) ->
                    assertThat(object.with(name, value).get(name)).isEqualTo(value));
            assertThat(object).isEqualTo(map);
        }
    }

    @Test
    void knows_the_alphabetical_order_of_its_names() {
        JsonObject object = JsonObject.of(Map.of("b", 1L, "a", 2L, "", 3L, "B", 4L, "😀", 5L));
        List<String> sorted = new ArrayList<>();
        for (int i = 0; i < object.size(); i++) {
            sorted.add(object.names().at(object.names().alphabetical(i)));
        }

        assertThat(sorted).containsExactly("", "B", "a", "b", "😀");
    }

    @Test
    void does_not_change_with_what_it_was_made_of() {
        List<Object> list = new ArrayList<>(List.of(1L));
        Map<String, Object> inner = new LinkedHashMap<>(Map.of("list", list));
        JsonObject object = JsonObject.of(Map.of("inner", inner));

        list.add(2L);
        inner.put("more", 3L);

        assertThat(object).isEqualTo(Map.of("inner", Map.of("list", List.of(1L))));
        assertThatThrownBy(() -> object.put("a", 1L)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> object.entrySet().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> ((List<?>) ((Map<?, ?>) object.get("inner")).get("list")).clear())
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void holds_numbers_as_json_text_would_be_read() {
        assertThat(JsonValues.unmodifiable(1)).isEqualTo(1L);
        assertThat(JsonValues.unmodifiable(1.5f)).isEqualTo(new BigDecimal("1.5"));
        assertThat(JsonValues.unmodifiable(new BigDecimal("7"))).isEqualTo(7L);
        assertThat(JsonValues.unmodifiable(new BigDecimal("7.0"))).isEqualTo(new BigDecimal("7.0"));
        assertThat(JsonValues.unmodifiable(new BigInteger("9223372036854775807")))
                .isEqualTo(Long.MAX_VALUE);
        assertThat(JsonValues.unmodifiable(new BigInteger("9223372036854775808")))
                .isEqualTo(new BigInteger("9223372036854775808"));
        assertThatThrownBy(() -> JsonValues.unmodifiable(new Object())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> JsonValues.unmodifiable(Map.of(1, 2))).isInstanceOf(IllegalArgumentException.class);
    }

    private static Map<String, @Nullable Object> randomMap(Random random) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = random.nextInt(8); i > 0; i--) {
            map.put("name" + random.nextInt(10), random.nextInt(4) == 0 ? null : random.nextLong());
        }
        return map;
    }

    private static List<String> walked(Map<String, @Nullable Object> map) {
        List<String> walked = new ArrayList<>();
        map.forEach((name, value) -> walked.add(name + " " + value));
        return walked;
    }
}
