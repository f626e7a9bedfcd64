package io.intercomsync.internal.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.collection.Row;
import io.intercomsync.model.Company;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** K88: a value that no type has room for spoils its own field: it is kept as text, and counted. */
class OddNumbersTest {

    static Stream<String> values() {
        return Stream.of(
                "9".repeat(1_001), "1e99999999999", "1e200000", "-1e-99999999999", "[".repeat(300) + "]".repeat(300));
    }

    @ParameterizedTest
    @MethodSource("values")
    void is_kept_as_text_beside_fields_that_are_whole(String value) {
        MappedRecord mapped = MappingSupport.map(
                "company",
                "{\"id\":\"1\",\"name\":\"Acme\",\"size\":" + value + ",\"new\":" + value
                        + ",\"custom_attributes\":{\"a\":" + value + ",\"b\":2}}");

        Row row = MappingSupport.row(mapped.record());
        Company company = (Company) mapped.record();
        assertThat(row.value("name")).isEqualTo("Acme");
        assertThat(mapped.typeMismatches()).isEqualTo(value.startsWith("[") ? 4 : 3);
        assertThat(company.customAttributes()).containsEntry("b", 2L);
        assertThat(company.extra()).containsKeys("size", "new");
        if (!value.startsWith("[")) {
            assertThat(row.value("size")).isNull();
            assertThat(company.extra()).containsEntry("size", value).containsEntry("new", value);
            assertThat(company.customAttributes()).containsEntry("a", value);
        }
    }

    @Test
    void spoils_a_part_and_a_profile_no_more_than_that() {
        MappedRecord conversation = MappingSupport.map(
                "conversation",
                "{\"id\":\"1\",\"conversation_parts\":[{\"id\":\"2\",\"body\":1e99999999999},{\"id\":\"3\",\"body\":\"b\"}]}");
        MappedRecord person = MappingSupport.map(
                "contact", "{\"id\":\"1\",\"social_profiles\":[{\"name\":\"x\",\"url\":1e99999999999}]}");

        assertThat(conversation.children()).hasSize(2);
        assertThat(conversation.typeMismatches()).isOne();
        assertThat(MappingSupport.extra(conversation.children().get(0))).containsEntry("body", "1e99999999999");
        assertThat(person.typeMismatches()).isOne();
        assertThat(MappingSupport.extra(person.children().get(0))).containsEntry("url", "1e99999999999");
    }

    @Test
    void is_no_id() {
        assertThatThrownBy(() -> MappingSupport.map("tag", "{\"id\":1e99999999999}"))
                .isInstanceOf(UnreadableRecordException.class);
        assertThatThrownBy(() -> MappingSupport.map(
                        "tag",
                        "{\"id\":\"" + "x".repeat(1 << 20) + "\",\"created_at\":\"" + "y".repeat(1 << 20) + "\"}"))
                .isInstanceOf(UnreadableRecordException.class)
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300));
    }
}
