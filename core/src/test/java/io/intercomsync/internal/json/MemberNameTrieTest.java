package io.intercomsync.internal.json;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.squareup.moshi.JsonReader;
import io.intercomsync.internal.value.JsonObject;
import io.intercomsync.internal.value.MemberNames;
import java.io.IOException;
import java.util.Map;
import java.util.Random;
import okio.Buffer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MemberNameTrieTest {
    private final MemberNameTrie names = new MemberNameTrie();

    private @Nullable Object read(String json) throws IOException {
        return Json.read(JsonReader.of(new Buffer().writeUtf8(json)), names, bytes -> {});
    }

    @Test
    void objects_are_read_as_without_it_whatever_names_they_have() throws IOException {
        for (int seed = 0; seed < 2_000; seed++) {
            String json =
                    "{\"id\":1,\"" + name(new Random(seed)) + "\":{\"id\":\"é\",\"\\u0069d\":2,\"\":[{\"a\":null}]}}";

            assertThat(read(json)).as("seed %s: %s", seed, json).isEqualTo(Json.read(json));
        }
    }

    /** Names that return again and again, and names that never do; some with escapes, some not of this plane. */
    private static String name(Random random) {
        int number = random.nextInt(random.nextBoolean() ? 20 : 100_000);
        return switch (random.nextInt(3)) {
            case 0 -> "name" + number;
            case 1 -> "\\n\\\"" + number;
            default -> "😀" + number;
        };
    }

    @Test
    void a_name_that_comes_again_is_the_same_text() throws IOException {
        for (int object = 0; object < 100; object++) {
            read("{\"some_name\":1}");
        }

        assertThat(firstName(read("{\"some_name\":1}"))).isSameAs(firstName(read("{\"some_name\":2}")));
    }

    @Test
    void objects_with_endless_different_names_are_read_all_the_same() throws IOException {
        for (int first = 0; first < 100; first++) {
            for (int second = 0; second < 100; second++) {
                String json = "{\"a" + first + "\":1,\"b" + second + "\":{\"c" + (first * second) + "\":2,\"a\":3}}";

                assertThat(read(json)).as(json).isEqualTo(Json.read(json));
            }
        }
    }

    @Test
    void names_that_are_data_leave_room_for_those_of_other_objects() throws IOException {
        Random random = new Random(3);
        for (int object = 0; object < 2_000; object++) {
            StringBuilder json = new StringBuilder("{\"plan\":1");
            for (int name = 0; name < 40; name++) {
                json.append(random.nextInt(5) == 0 ? "" : ",\"attribute" + name + "\":1");
            }
            read(json.append('}').toString());
        }

        String part = "{\"type\":\"conversation_part\",\"id\":1,\"body\":2}";
        assertThat(namesOf(read(part))).isSameAs(namesOf(read(part)));
    }

    private static MemberNames namesOf(@Nullable Object object) {
        return ((JsonObject) requireNonNull(object)).names();
    }

    @Test
    void the_last_of_two_members_of_one_name_counts() throws IOException {
        assertThat(read("{\"a\":1,\"b\":2,\"a\":3,\"c\":4}")).isEqualTo(Map.of("a", 3L, "b", 2L, "c", 4L));
        assertThat(read("{\"a\":1,\"b\":2,\"a\":3,\"c\":4}")).isEqualTo(Map.of("a", 3L, "b", 2L, "c", 4L));
    }

    @Test
    void many_kinds_of_objects_may_begin_with_one_name() throws IOException {
        for (int again = 0; again < 2; again++) {
            for (int kind = 0; kind < 60; kind++) {
                String json = "{\"type\":\"kind\",\"name" + kind + "\":1}";

                assertThat(namesOf(read(json))).as(json).isSameAs(namesOf(read(json)));
            }
        }
    }

    private static Object firstName(@Nullable Object object) {
        return ((Map<?, ?>) requireNonNull(object)).keySet().iterator().next();
    }
}
