package io.intercomsync.sink;

import static java.util.Objects.requireNonNull;

import io.intercomsync.checkpoint.Checkpoint;
import io.intercomsync.collection.AttributeDefinition;
import io.intercomsync.collection.Column;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.internal.json.Json;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes changes as JSON text and reads them back. */
final class ChangesJson {
    private static final long FORMAT = 1;

    private ChangesJson() {}

    static String write(Changes changes) {
        StringBuilder json = new StringBuilder(1024).append("{\"format\":").append(FORMAT);
        json.append(",\"removals\":");
        writeList(json, changes.removals(), (to, removal) -> Json.write(toMap(removal), to));
        json.append(",\"batches\":");
        writeList(json, changes.batches(), ChangesJson::write);
        json.append(",\"attributes\":");
        writeList(json, changes.attributes(), (to, attribute) -> Json.write(toMap(attribute), to));
        json.append(",\"checkpoints\":");
        writeList(json, changes.checkpoints(), (to, checkpoint) -> Json.write(toMap(checkpoint), to));
        return json.append('}').toString();
    }

    private static <T> void writeList(StringBuilder json, List<T> items, BiConsumer<StringBuilder, T> writing) {
        json.append('[');
        for (int i = 0; i < items.size(); i++) {
            if (i > 0) {
                json.append(',');
            }
            writing.accept(json, items.get(i));
        }
        json.append(']');
    }

    private static void write(StringBuilder json, Batch batch) {
        json.append("{\"collection\":");
        Json.write(batch.collection().tableName(), json);
        json.append(",\"columns\":");
        Json.write(batch.columns().stream().map(Column::name).toList(), json);
        json.append(",\"rows\":");
        writeList(json, batch.rows(), (to, row) -> to.append(row.toJson()));
        json.append('}');
    }

    private static Map<String, @Nullable Object> toMap(Removal removal) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("collection", removal.collection().tableName());
        json.put("reason", removal.reason().name());
        json.put("at", removal.at().toString());
        if (removal instanceof Removal.ByKey one) {
            json.put("key", one.key());
            json.put("survivor", one.survivor());
        } else if (removal instanceof Removal.ChildrenOf children) {
            json.put("parent_id", children.parentId());
        } else if (removal instanceof Removal.AllBut listed) {
            json.put("keys", List.copyOf(listed.keys()));
        }
        return json;
    }

    private static Map<String, @Nullable Object> toMap(AttributeDefinition attribute) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("collection", attribute.collection().tableName());
        json.put("name", attribute.name());
        json.put("label", attribute.label());
        json.put("type", attribute.type());
        json.put("archived", attribute.archived());
        return json;
    }

    private static Map<String, @Nullable Object> toMap(Checkpoint checkpoint) {
        return new LinkedHashMap<>(
                Map.of("workspace", checkpoint.workspace(), "feed", checkpoint.feed(), "state", checkpoint.state()));
    }

    static Changes read(String text) {
        try {
            Map<?, ?> json = Json.readEnvelope(text);
            if (!Long.valueOf(FORMAT).equals(json.get("format"))) {
                throw new IllegalArgumentException(
                        "Changes of format " + json.get("format") + "; this version reads " + FORMAT);
            }
            return new Changes(
                    readList(json, "removals", ChangesJson::removal),
                    readList(json, "batches", ChangesJson::batch),
                    readList(json, "attributes", ChangesJson::attribute),
                    readList(json, "checkpoints", ChangesJson::checkpoint));
        } catch (ClassCastException | NullPointerException | DateTimeException e) {
            throw new IllegalArgumentException("Not the JSON of changes", e);
        }
    }

    private static <T> List<T> readList(Map<?, ?> json, String name, Function<Map<?, ?>, T> reading) {
        return list(json, name).stream()
                .map(item -> reading.apply((Map<?, ?>) item))
                .toList();
    }

    private static Removal removal(Map<?, ?> json) {
        IntercomCollection collection = collection(json);
        Removal.Reason reason = Removal.Reason.valueOf(text(json, "reason"));
        Instant at = Instant.parse(text(json, "at"));
        if (json.containsKey("parent_id")) {
            return new Removal.ChildrenOf(collection, text(json, "parent_id"), reason, at);
        }
        if (json.containsKey("keys")) {
            Set<List<String>> keys =
                    list(json, "keys").stream().map(key -> texts((List<?>) key)).collect(Collectors.toSet());
            return new Removal.AllBut(collection, keys, reason, at);
        }
        return new Removal.ByKey(collection, texts(list(json, "key")), reason, at, (String) json.get("survivor"));
    }

    private static Batch batch(Map<?, ?> json) {
        IntercomCollection collection = collection(json);
        List<String> names = texts(list(json, "columns"));
        Map<String, Column> known =
                collection.columns().stream().collect(Collectors.toMap(Column::name, column -> column));
        List<Column> columns = names.stream().map(known::get).toList();
        List<Row> rows = readList(json, "rows", row -> Row.ofJson(collection, Json.write(row)));
        return new Batch(collection, columns, rows);
    }

    private static AttributeDefinition attribute(Map<?, ?> json) {
        return new AttributeDefinition(
                collection(json), text(json, "name"), (String) json.get("label"), (String) json.get("type"), (Boolean)
                        required(json, "archived"));
    }

    private static Checkpoint checkpoint(Map<?, ?> json) {
        return new Checkpoint(text(json, "workspace"), text(json, "feed"), text(json, "state"));
    }

    private static IntercomCollection collection(Map<?, ?> json) {
        String table = text(json, "collection");
        for (IntercomCollection collection : IntercomCollection.values()) {
            if (collection.tableName().equals(table)) {
                return collection;
            }
        }
        throw new IllegalArgumentException("There is no collection " + table);
    }

    private static String text(Map<?, ?> json, String name) {
        return (String) required(json, name);
    }

    private static List<?> list(Map<?, ?> json, String name) {
        return (List<?>) required(json, name);
    }

    private static Object required(Map<?, ?> json, String name) {
        return requireNonNull(json.get(name), name);
    }

    private static List<String> texts(List<?> list) {
        return list.stream().map(String.class::cast).toList();
    }
}
