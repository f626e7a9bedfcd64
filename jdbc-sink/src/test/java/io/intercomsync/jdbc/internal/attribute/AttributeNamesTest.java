package io.intercomsync.jdbc.internal.attribute;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** K66: each attribute has a column name of its own, which does not depend on attributes that come later. */
class AttributeNamesTest {

    /** These are the examples of Segment's own rule. */
    @ParameterizedTest
    @CsvSource({
        "sampleText, sample_text",
        "SAMPLE 2 TEXT, sample_2_text",
        "CStringRef, cstring_ref",
        "2FA Enabled, 2fa_enabled",
        "sample___text, sample_text",
        "___$$Base64Encode, base64_encode",
        "p_z9Rg, p_z9_rg",
        "edf_6N, edf_6n",
        "a1b2, a1b2",
        "Plan Name, plan_name",
        "名前, ''",
        "Größe, gr_e"
    })
    void names_are_in_snake_case_as_segment_writes_them(String name, String expected) {
        assertThat(SnakeCase.of(name)).isEqualTo(expected);
    }

    @Test
    void a_name_that_is_taken_empty_or_too_long_gets_digits_of_its_hash() {
        assertThat(AttributeNames.of("Plan", 63, name -> false)).contains("custom_attributes_plan");
        assertThat(AttributeNames.of("Plan", 63, "custom_attributes_plan"::equals))
                .contains("custom_attributes_plan_fa8ed0bd");
        assertThat(AttributeNames.of("名前", 63, name -> false).orElseThrow()).matches("custom_attributes_[0-9a-f]{8}");
        assertThat(AttributeNames.of("x".repeat(60), 63, name -> false).orElseThrow())
                .matches("custom_attributes_x{36}_[0-9a-f]{8}");
        assertThat(AttributeNames.of("x", 20, name -> true)).isEmpty();
    }

    @Test
    void any_names_in_any_order_stay_apart_fit_and_keep_what_they_were_given() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            int longest = List.of(30, 63, 64, 128).get(random.nextInt(4));
            List<String> attributes = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                attributes.add(name(random));
            }
            Map<String, String> given = new HashMap<>();
            Set<String> taken = new HashSet<>(Set.of("custom_attributes_a", "id"));

            for (String attribute : attributes) {
                given.computeIfAbsent(
                        attribute,
                        each -> AttributeNames.of(each, longest, taken::contains)
                                .orElseThrow());
                taken.add(given.get(attribute));
            }

            assertThat(new HashSet<>(given.values())).as("seed %d", seed).hasSameSizeAs(given.keySet());
            assertThat(given.values()).as("seed %d", seed).doesNotContain("custom_attributes_a", "id");
            assertThat(given.values()).as("seed %d", seed).allSatisfy(name -> {
                assertThat(name).matches("custom_attributes_[a-z0-9_]+").isEqualTo(name.toLowerCase(Locale.ROOT));
                assertThat(name.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(longest);
            });
        }
    }

    private static String name(Random random) {
        StringBuilder name = new StringBuilder();
        int length = random.nextInt(20) == 0 ? 200 : random.nextInt(4);
        for (int i = 0; i < length; i++) {
            name.append("aAbB12 _-名\"".charAt(random.nextInt(11)));
        }
        return name.toString();
    }

    @Test
    void names_that_come_together_are_given_in_an_order_that_does_not_depend_on_theirs() {
        List<String> names = new ArrayList<>(List.of("Plan Name", "PLAN_NAME", "plan_name", "plan-name", "b", "A"));
        List<String> sorted = names.stream().sorted(AttributeNames.ORDER).toList();

        Collections.reverse(names);

        assertThat(names.stream().sorted(AttributeNames.ORDER)).containsExactlyElementsOf(sorted);
        assertThat(sorted.get(1)).isEqualTo("plan_name");
    }
}
