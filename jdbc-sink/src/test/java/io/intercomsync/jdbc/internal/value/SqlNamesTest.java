package io.intercomsync.jdbc.internal.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SqlNamesTest {
    private static final String[] PIECES = {"a", "Z", "_", "\"", ";", "\u00e9", "\u4e2d", "\uD83D\uDE00", " "};

    @Test
    void a_name_that_fits_stays() {
        assertThat(SqlNames.shortened("\u4e2d".repeat(21), 63)).isEqualTo("\u4e2d".repeat(21));
    }

    @Test
    void long_names_fit_stay_apart_and_are_cut_between_characters() {
        for (long seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            int longest = 20 + random.nextInt(60);
            Set<String> names = new HashSet<>();
            Set<String> shortened = new HashSet<>();
            String start = name(random, 80);
            for (int i = 0; i < 20; i++) {
                names.add(start + name(random, 5));
            }
            for (String name : names) {
                String cut = SqlNames.shortened(name, longest);
                shortened.add(cut);
                assertThat(SqlNames.bytes(cut)).as("seed " + seed).isLessThanOrEqualTo(longest);
                assertThat(new TextCleaner(false).text(cut)).as("seed " + seed).isEqualTo(cut);
                assertThat(SqlNames.shortened(name, longest)).isEqualTo(cut);
            }
            assertThat(shortened).as("seed " + seed).hasSameSizeAs(names);
        }
    }

    private static String name(Random random, int pieces) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < pieces; i++) {
            name.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return name.toString();
    }
}
