package io.intercomsync.internal.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.intercomsync.collection.ColumnType;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.internal.json.Json;
import io.intercomsync.internal.mapping.OpenApiDescription.Example;
import io.intercomsync.internal.value.IntercomTime;
import io.intercomsync.model.IntercomRecord;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Reads every example of our collections in the OpenAPI descriptions that lie in the folder INTERCOM_OPENAPI_DIR, and finds
 * each value of it again in the rows.
 */
class OpenApiExamplesTest {
    private static final Set<String> OF_A_LIST = Set.of("type", "url", "has_more", "total_count", "pages");
    private static final Set<String> TELL_KINDS_APART = Set.of("type", "role");
    private int uniqueNumber = 1_600_000_000;

    @Test
    void finds_every_value_of_every_example_again() throws IOException {
        List<Example> examples = examples();

        for (Example example : examples) {
            MappedRecord mapped = map(example);

            assertThat(mapped.typeMismatches())
                    .as("typeMismatches of %s", example)
                    .isZero();
            assertFound(example.json(), valuesOf(mapped), "", example);
        }
    }

    @Test
    void finds_every_value_again_where_no_two_are_equal() throws IOException {
        for (Example example : examples()) {
            Example unique = new Example(example.where(), example.kind(), object(unique("", example.json())));

            assertFound(unique.json(), valuesOf(map(unique)), "", unique);
        }
    }

    @Test
    void reads_enough_examples_to_mean_something() throws IOException {
        Map<String, Integer> read = new TreeMap<>();
        examples().forEach(example -> read.merge(example.kind(), 1, Integer::sum));

        System.out.println("Read from the OpenAPI descriptions: " + read);
        assertThat(read.keySet())
                .contains("admin", "company", "contact", "conversation", "conversation_part", "segment", "tag", "team");
        assertThat(read.get("contact")).isGreaterThanOrEqualTo(10);
        assertThat(read.get("company")).isGreaterThanOrEqualTo(10);
        assertThat(read.get("conversation")).isGreaterThanOrEqualTo(30);
    }

    private static List<Example> examples() throws IOException {
        String folder = System.getenv("INTERCOM_OPENAPI_DIR");
        assumeTrue(folder != null && !folder.isEmpty(), "INTERCOM_OPENAPI_DIR is not set: no descriptions to read");
        List<Example> examples = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            for (Path file : files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList()) {
                examples.addAll(OpenApiDescription.examples(file));
            }
        }
        // An answer that is described as a conversation but is a list of contacts.
        examples.removeIf(example -> example.json().keySet().equals(Set.of("customers")));
        return examples;
    }

    private static MappedRecord map(Example example) {
        return switch (example.kind()) {
            case "contact" -> PersonMapping.map(example.json());
            case "company" -> CompanyMapping.map(example.json());
            case "segment" -> SegmentMapping.map(example.json());
            case "tag" -> TagMapping.map(example.json());
            case "admin", "team" -> AdminMapping.map(example.json());
            case "conversation" -> ConversationMapping.map(example.json());
            default ->
                ConversationMapping.map(Map.of("id", "of the part", "conversation_parts", List.of(example.json())));
        };
    }

    private static void assertFound(Object json, Set<String> values, String path, Example example) {
        if (json instanceof Map<?, ?> map) {
            boolean isList = map.containsKey("total_count")
                    || String.valueOf(map.get("type")).matches("list|.*\\.list");
            map.forEach((name, value) -> {
                boolean isConstant = (isList && OF_A_LIST.contains(name)) || (path.isEmpty() && name.equals("type"));
                boolean isNobody = name.toString().endsWith("_assignee_id")
                        && Long.valueOf(0).equals(value);
                if (!isConstant && !isNobody) {
                    assertFound(value, values, path + "." + name, example);
                }
            });
        } else if (json instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                assertFound(list.get(i), values, path + "[" + i + "]", example);
            }
        } else if (json != null && !isPartOrProfileType(path)) {
            boolean isFound = values.contains(canonical(json))
                    || (path.endsWith("_at") && values.contains(canonical(IntercomTime.read(json))));
            assertThat(isFound).as("%s = %s of %s", path, json, example).isTrue();
        }
    }

    private static boolean isPartOrProfileType(String path) {
        return path.matches("\\.(conversation_parts\\.conversation_parts|social_profiles\\.data)\\[\\d+]\\.type")
                || path.equals(".plan.type");
    }

    private static Set<String> valuesOf(MappedRecord mapped) {
        Set<String> values = new HashSet<>();
        List<IntercomRecord> records = new ArrayList<>(mapped.children());
        records.add(mapped.record());
        for (IntercomRecord record : records) {
            IntercomCollection collection = Arrays.stream(IntercomCollection.values())
                    .filter(each -> each.recordType() == record.getClass())
                    .findFirst()
                    .orElseThrow();
            Row row = collection.row(record);
            row.columns().forEach(column -> {
                Object value = row.value(column.name());
                collect(column.type() == ColumnType.JSON && value != null ? Json.read((String) value) : value, values);
            });
        }
        return values;
    }

    private static void collect(Object value, Set<String> values) {
        if (value instanceof Map<?, ?> map) {
            map.values().forEach(member -> collect(member, values));
        } else if (value instanceof List<?> list) {
            list.forEach(item -> collect(item, values));
        } else {
            values.add(canonical(value));
        }
    }

    private static String canonical(Object value) {
        if (value instanceof BigDecimal number) {
            return number.stripTrailingZeros().toPlainString();
        }
        return value instanceof Instant time ? String.valueOf(time.getEpochSecond()) : String.valueOf(value);
    }

    /** The same JSON with a text and a number of its own in each place. */
    private Object unique(String name, Object json) {
        if (json instanceof Map<?, ?> map) {
            Map<String, Object> copy = new LinkedHashMap<>();
            map.forEach((member, value) -> copy.put((String) member, unique((String) member, value)));
            return copy;
        }
        if (json instanceof List<?> list) {
            return list.stream().map(item -> unique(name, item)).toList();
        }
        if (json instanceof Number) {
            return (long) uniqueNumber++;
        }
        return json instanceof String text && !TELL_KINDS_APART.contains(name) ? text + " " + uniqueNumber++ : json;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Object json) {
        return (Map<String, Object>) json;
    }
}
