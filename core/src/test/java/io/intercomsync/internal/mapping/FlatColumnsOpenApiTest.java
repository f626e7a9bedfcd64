package io.intercomsync.internal.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.intercomsync.collection.Row;
import io.intercomsync.internal.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each member that Intercom's descriptions have of a conversation's nested objects has a column. */
class FlatColumnsOpenApiTest {
    /** The objects that the descriptions describe, and the names of their schemas. */
    private static final Map<String, String> SCHEMAS = Map.of(
            "first_contact_reply", "conversation_first_contact_reply",
            "statistics", "conversation_statistics",
            "conversation_rating", "conversation_rating",
            "sla_applied", "sla_applied",
            "ai_agent", "ai_agent");

    /** Needs INTERCOM_OPENAPI_DIR, the folder of the descriptions. */
    @Test
    void has_a_column_with_the_value_of_the_example_for_each_member_that_intercom_describes() throws IOException {
        String folder = System.getenv("INTERCOM_OPENAPI_DIR");
        assumeTrue(folder != null && !folder.isEmpty(), "INTERCOM_OPENAPI_DIR is not set: no descriptions to read");
        List<Path> files;
        try (Stream<Path> all = Files.list(Path.of(folder))) {
            files = all.filter(file -> file.toString().endsWith(".yaml")).toList();
        }

        assertThat(files).hasSizeGreaterThanOrEqualTo(2).allSatisfy(file -> {
            Map<?, ?> schemas =
                    (Map<?, ?>) ((Map<?, ?>) OpenApiDescription.read(file).get("components")).get("schemas");
            Map<String, Object> json = new LinkedHashMap<>(Map.of("id", "1"));
            SCHEMAS.forEach((name, schema) -> json.put(name, example(schemas, schema)));
            Row row = FlatColumnsTest.row(Json.write(json));
            SCHEMAS.keySet()
                    .forEach(name -> ((Map<?, ?>) json.get(name))
                            .keySet().stream()
                                    .filter(member -> !(name.equals("statistics") && member.equals("type")))
                                    .forEach(member -> assertThat(FlatColumnsTest.flatColumns())
                                            .as("%s.%s of %s", name, member, file)
                                            .anyMatch(column -> FlatColumnsTest.path(column)
                                                            .get(0)
                                                            .equals(member)
                                                    && column.property().equals(name))));
            assertThat(FlatColumnsTest.flatColumns())
                    .filteredOn(column -> SCHEMAS.containsKey(column.property()))
                    .allSatisfy(column -> assertThat(row.value(column.name()))
                            .as(column.name())
                            .isNotNull()
                            .isEqualTo(FlatColumnsTest.expected(column, row.value(column.property()))));
        });
    }

    /** Makes the object of a schema from the examples of its members. */
    private static Object example(Map<?, ?> schemas, String schema) {
        Map<String, Object> object = new LinkedHashMap<>();
        ((Map<?, ?>) ((Map<?, ?>) schemas.get(schema)).get("properties")).forEach((name, property) -> {
            Map<?, ?> described = (Map<?, ?>) property;
            Object items = described.get("items");
            Object reference = items instanceof Map<?, ?> item ? item.get("$ref") : described.get("$ref");
            Object value = reference == null
                    ? described.get("example")
                    : example(schemas, reference.toString().replaceFirst(".*/", ""));
            object.put((String) name, items == null ? value : List.of(value));
        });
        return object;
    }
}
