package io.intercomsync.internal.http;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.squareup.moshi.JsonEncodingException;
import io.intercomsync.internal.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import okio.Buffer;
import okio.BufferedSource;
import okio.ForwardingSource;
import okio.Okio;
import okio.Source;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageSkimmerTest {
    private static final List<String> NAMES =
            List.of("id", "data", "errors", "pages", "name", "é", "a{b", "", "i", "d");

    private static String shortened(String json) {
        Source inPieces = new ForwardingSource(new Buffer().writeUtf8(json)) {
            @Override
            public long read(Buffer sink, long byteCount) throws IOException {
                return super.read(sink, Math.min(byteCount, 1 + json.length() % 5));
            }
        };
        try (BufferedSource skimmed = Okio.buffer(new PageSkimmer(Okio.buffer(inPieces)))) {
            return skimmed.readUtf8();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Works out the rest of a page from its values. */
    private static @Nullable Object expected(@Nullable Object page) {
        if (!(page instanceof Map<?, ?> object)) {
            return page;
        }
        Map<Object, @Nullable Object> left = new LinkedHashMap<>();
        object.forEach((name, value) ->
                left.put(name, value instanceof List<?> list && !name.equals("errors") ? idsOf(list) : value));
        return left;
    }

    private static List<@Nullable Object> idsOf(List<?> list) {
        List<@Nullable Object> ids = new ArrayList<>();
        for (Object item : list) {
            Map<Object, @Nullable Object> id = new LinkedHashMap<>();
            if (item instanceof Map<?, ?> object && object.containsKey("id")) {
                id.put("id", object.get("id"));
            }
            ids.add(item instanceof Map<?, ?> ? id : item);
        }
        return ids;
    }

    @Test
    void leaves_the_ids_of_the_objects_in_lists_and_all_that_is_no_list() {
        for (int seed = 0; seed < 5_000; seed++) {
            String json = value(new Random(seed), 4);

            assertThat(Json.read(shortened(json))).as("seed %s: %s", seed, json).isEqualTo(expected(Json.read(json)));
        }
    }

    private static String value(Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 4 : 7)) {
            case 0 -> text(random);
            case 1 -> String.valueOf(random.nextInt(1_000) - 500);
            case 2 -> List.of("true", "null", "1.50", "-2e3").get(random.nextInt(4));
            case 3 -> random.nextBoolean() ? "{}" : "[ ]";
            case 4 -> list(random, depth);
            default -> object(random, depth);
        };
    }

    private static String text(Random random) {
        List<String> pieces = List.of("\\\"", "\\\\", "{", "}", "[", "]", ",", ":", "id", "é", "😀", "\\u0022", " ");
        StringBuilder text = new StringBuilder("\"");
        for (int i = random.nextInt(4); i > 0; i--) {
            text.append(pieces.get(random.nextInt(pieces.size())));
        }
        return text.append('"').toString();
    }

    private static String list(Random random, int depth) {
        List<String> items = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            items.add(value(random, depth - 1));
        }
        return "[" + String.join(space(random) + ",", items) + space(random) + "]";
    }

    private static String object(Random random, int depth) {
        Map<String, String> members = new LinkedHashMap<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            members.put(NAMES.get(random.nextInt(NAMES.size())), value(random, depth - 1));
        }
        List<String> spelt = new ArrayList<>();
        members.forEach((name, value) -> spelt.add("\"" + name + "\"" + space(random) + ":" + space(random) + value));
        return "{" + space(random) + String.join(",", spelt) + "}";
    }

    private static String space(Random random) {
        return random.nextInt(3) == 0 ? " \n\t" : "";
    }

    @Test
    void knows_names_that_are_spelt_in_an_unusual_way() {
        String escaped = "{\"data\":[{\"\\u0069d\":\"b\",\"name\":1}],\"\\u0065rrors\":[{\"code\":\"x\"}]}";

        assertThat(Json.read(shortened(escaped)))
                .isEqualTo(Json.read("{\"data\":[{\"id\":\"b\"}],\"errors\":[{\"code\":\"x\"}]}"));
    }

    @Test
    void takes_the_last_of_two_ids_as_all_reading_does() {
        String twice = "{\"data\":[{\"id\":1,\"name\":2,\"id\":3}]}";

        assertThat(Json.read(shortened(twice))).isEqualTo(Json.read("{\"data\":[{\"id\":3}]}"));
    }

    @Test
    void makes_no_whole_page_of_a_text_that_breaks_off() {
        String whole =
                "{\"data\":[{\"type\":\"con\\\"tact\",\"id\":\"a\",\"tags\":{\"data\":[{\"id\":\"t\"}]}},{\"id\":7}]}";
        for (int end = 0; end < whole.length(); end++) {
            String part = shortened(whole.substring(0, end));

            assertThatThrownBy(() -> Json.read(part)).as(part).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(Json.read(shortened(whole))).isEqualTo(Json.read("{\"data\":[{\"id\":\"a\"},{\"id\":7}]}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"data\":[{\"id\":\"a\",\"x\":[},{\"id\":\"b\"]}]}",
                "{\"data\":[{\"id\":\"a\"]}]",
                "{\"data\":[{\"id\":\"a\"}}",
                "]",
            })
    void refuses_a_text_whose_brackets_do_not_match(String json) {
        assertThatThrownBy(() -> shortened(json)).hasCauseInstanceOf(JsonEncodingException.class);
    }

    @Test
    void keeps_no_id_that_is_too_long_to_be_one() {
        String json = "{\"data\":[{\"id\":\"" + "x".repeat(3_000) + "\"},{\"id\":7}]}";

        assertThat(Json.read(shortened(json))).isEqualTo(Json.read("{\"data\":[{\"id\":false},{\"id\":7}]}"));
    }

    @Test
    void refuses_an_answer_without_end_of_levels() {
        assertThatThrownBy(() -> shortened("[".repeat(300))).hasCauseInstanceOf(AnswerTooLargeException.class);
    }

    @Test
    void leaves_the_errors_of_an_answer_whole() {
        String json =
                "{\"type\":\"error.list\",\"errors\":[{\"code\":\"x\",\"message\":\"y\"}],\"data\":[{\"code\":\"z\"}]}";

        Map<?, ?> left = (Map<?, ?>) requireNonNull(Json.read(shortened(json)));

        assertThat(left.get("errors")).isEqualTo(List.of(Map.of("code", "x", "message", "y")));
        assertThat(left.get("data")).isEqualTo(List.of(Map.of()));
    }
}
