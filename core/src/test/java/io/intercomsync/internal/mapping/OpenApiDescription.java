package io.intercomsync.internal.mapping;

import io.intercomsync.internal.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** Finds the examples of our nine collections in an OpenAPI description of Intercom's. */
final class OpenApiDescription {
    /** The schemas of records, and what a record of each is called here. */
    private static final Map<String, String> RECORDS = Map.of(
            "contact", "contact",
            "company", "company",
            "segment", "segment",
            "tag", "tag",
            "admin", "admin",
            "admin_with_app", "admin",
            "team", "team",
            "conversation", "conversation",
            "conversation_list_item", "conversation",
            "conversation_part", "conversation_part");

    /** An example of a record: where it stands, what it is, and its JSON as Java values. */
    record Example(String where, String kind, Map<String, Object> json) {
        @Override
        public String toString() {
            return kind + " in " + where;
        }
    }

    private final String name;
    private final Map<?, ?> root;
    private final List<Example> examples = new ArrayList<>();

    private OpenApiDescription(String name, Map<?, ?> root) {
        this.name = name;
        this.root = root;
    }

    static List<Example> examples(Path file) {
        OpenApiDescription description = new OpenApiDescription(String.valueOf(file.getFileName()), read(file));
        description.findInResponses();
        description.findInSchemas();
        return description.examples;
    }

    /** The whole description as JSON. */
    static Map<String, Object> read(Path file) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(64 << 20);
        options.setMaxAliasesForCollections(10_000);
        Yaml yaml = new Yaml(
                new SafeConstructor(options),
                new Representer(new DumperOptions()),
                new DumperOptions(),
                options,
                new WithoutTimes());
        try {
            Map<?, ?> root = yaml.load(Files.readString(file));
            return Json.readObject(Json.write(textKeys(root)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** YAML would make a date of what JSON sends as a text. */
    private static final class WithoutTimes extends Resolver {
        @Override
        public void addImplicitResolver(Tag tag, Pattern pattern, String first, int limit) {
            if (!tag.equals(Tag.TIMESTAMP)) {
                super.addImplicitResolver(tag, pattern, first, limit);
            }
        }
    }

    private static Object textKeys(Object yaml) {
        if (yaml instanceof Map<?, ?> map) {
            Map<String, Object> copy = new LinkedHashMap<>();
            map.forEach((key, value) -> copy.put(String.valueOf(key), textKeys(value)));
            return copy;
        }
        return yaml instanceof List<?> list
                ? list.stream().map(OpenApiDescription::textKeys).toList()
                : yaml;
    }

    private void findInResponses() {
        object(root.get("paths"))
                .forEach((path, methods) -> object(methods)
                        .forEach((method, operation) -> object(object(operation).get("responses"))
                                .forEach((status, response) -> {
                                    if (status.toString().startsWith("2")) {
                                        findInResponse(method + " " + path, object(response));
                                    }
                                })));
    }

    private void findInResponse(String where, Map<?, ?> response) {
        for (Object content : object(response.get("content")).values()) {
            Object schema = object(content).get("schema");
            object(object(content).get("examples"))
                    .forEach((title, example) -> find(
                            where + " \"" + title + "\"",
                            schema,
                            object(example).get("value")));
            find(where, schema, object(content).get("example"));
        }
    }

    /** Walks through a schema and an example of it side by side, down to the first records. */
    private void find(String where, Object schema, Object example) {
        Object ref = object(schema).get("$ref");
        if (ref != null) {
            String type = ref.toString().replaceAll(".*/", "");
            if (RECORDS.containsKey(type)) {
                add(where, RECORDS.get(type), example);
            } else {
                find(where, resolve(schema), example);
            }
        } else if (example instanceof List<?> items) {
            items.forEach(item -> find(where, object(schema).get("items"), item));
        } else if (example instanceof Map<?, ?> json) {
            list(object(schema).get("allOf")).forEach(part -> find(where, part, example));
            object(object(schema).get("properties")).forEach((name, property) -> {
                boolean isMisnamedList =
                        !json.containsKey(name) && json.containsKey("data") && name.equals("companies");
                find(where, property, json.get(isMisnamedList ? "data" : name));
            });
        }
    }

    private void findInSchemas() {
        Map<?, ?> schemas = object(object(root.get("components")).get("schemas"));
        RECORDS.forEach((schema, kind) -> {
            if (object(schemas.get(schema)).get("example") instanceof Map<?, ?> example) {
                add("schema " + schema, kind, example);
            }
            add("properties of schema " + schema, kind, compose(schemas.get(schema), 0));
        });
    }

    /** Makes an example of a schema from the examples of its properties. */
    private Object compose(Object unresolved, int depth) {
        Map<?, ?> schema = object(resolve(unresolved));
        if (schema.containsKey("example")) {
            return schema.get("example");
        }
        if (schema.get("enum") instanceof List<?> values) {
            return values.get(0);
        }
        if (depth > 8) {
            return null;
        }
        if (schema.containsKey("items")) {
            Object item = compose(schema.get("items"), depth + 1);
            return item == null ? List.of() : List.of(item);
        }
        Map<Object, Object> made = new LinkedHashMap<>();
        for (String choice : List.of("allOf", "anyOf", "oneOf")) {
            list(schema.get(choice)).forEach(part -> made.putAll(object(compose(part, depth + 1))));
        }
        object(schema.get("properties")).forEach((name, property) -> made.put(name, compose(property, depth + 1)));
        return made.isEmpty() ? null : made;
    }

    private Object resolve(Object schema) {
        Object resolved = schema;
        while (object(resolved).get("$ref") instanceof String ref) {
            resolved = root;
            for (String step : ref.substring(2).split("/", -1)) {
                resolved = object(resolved).get(step);
            }
        }
        return resolved;
    }

    private void add(String where, String kind, Object example) {
        if (example instanceof Map<?, ?> json && !json.isEmpty()) {
            examples.add(new Example(name + ", " + where, kind, Json.readObject(Json.write(json))));
        }
    }

    private static Map<?, ?> object(Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private static List<?> list(Object value) {
        return value instanceof List<?> list ? list : List.of();
    }
}
