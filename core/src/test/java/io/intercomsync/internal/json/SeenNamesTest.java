package io.intercomsync.internal.json;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.squareup.moshi.JsonReader;
import java.io.IOException;
import java.util.Map;
import java.util.Random;
import okio.Buffer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SeenNamesTest {
    private final SeenNames names = new SeenNames();

    private @Nullable Object read(String json) throws IOException {
        return Json.read(JsonReader.of(new Buffer().writeUtf8(json)), names);
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

    private static Object firstName(@Nullable Object object) {
        return ((Map<?, ?>) requireNonNull(object)).keySet().iterator().next();
    }
}
