package io.intercomsync.jdbc.internal.value;

import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.internal.json.Json;
import io.intercomsync.jdbc.internal.load.RowHash;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TextCleanerTest {
    private static final String[] PIECES = {
        "a", "\\", "\"", "u", "d83d", "\u0000", "\uD83D", "\uDE00", "\uD83D\uDE00", "\u4e2d", "\n", "0000", "\uFFFD"
    };

    @Test
    void cleaned_text_has_valid_characters_only_and_every_replacement_is_counted() {
        for (long seed = 0; seed < 2_000; seed++) {
            String text = text(new Random(seed));
            TextCleaner cleaner = new TextCleaner(false);

            String clean = cleaner.text(text);

            String inUtf8 = new String(clean.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
            assertThat(inUtf8).as("seed " + seed).isEqualTo(clean).doesNotContain("\u0000");
            assertThat(clean).as("seed " + seed).hasSameSizeAs(text);
            assertThat(cleaner.replaced()).as("seed " + seed).isEqualTo(differences(text, clean));
        }
    }

    @Test
    void json_stands_for_the_cleaned_text_whether_its_characters_are_escaped_or_not() {
        for (long seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            String text = text(random);
            String json = random.nextBoolean() ? Json.write(text) : escaped(text);

            String clean = new TextCleaner(false).json(json);

            assertThat(Json.read(clean)).as("seed " + seed + ": " + json).isEqualTo(new TextCleaner(false).text(text));
        }
    }

    /** Every row is hashed; the hash tells that most rows need no cleaning. */
    @Test
    void text_counts_as_plain_only_if_cleaning_would_not_change_it() {
        int plain = 0;
        for (long seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            String text = text(random) + "x".repeat(random.nextInt(5));
            Row row = Row.of(
                    IntercomCollection.TAGS,
                    IntercomCollection.TAGS.columns(),
                    List.of("id" + seed, "n", text.isEmpty() ? "{}" : text));
            RowHash hash = new RowHash();
            hash.of(row);

            if (hash.isPlain()) {
                plain++;
                assertThat(new TextCleaner(false).json(text)).as("seed " + seed).isEqualTo(text);
            }
        }
        assertThat(plain).isPositive();
    }

    @Test
    void nul_stays_where_the_database_holds_it() {
        assertThat(new TextCleaner(true).text("a\u0000b\uD83D")).isEqualTo("a\u0000b\uFFFD");
    }

    private static long differences(String one, String other) {
        long count = 0;
        for (int i = 0; i < one.length(); i++) {
            count += one.charAt(i) == other.charAt(i) ? 0 : 1;
        }
        return count;
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    private static String escaped(String text) {
        StringBuilder json = new StringBuilder("\"");
        text.chars().forEach(c -> json.append(String.format(Locale.ROOT, "\\u%04x", c)));
        return json.append('"').toString();
    }
}
