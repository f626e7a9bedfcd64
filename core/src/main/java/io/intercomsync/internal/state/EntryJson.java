package io.intercomsync.internal.state;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.internal.feed.PendingObject;
import io.intercomsync.internal.sweep.SweepMemory;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes the values of the entries beside a checkpoint as JSON, and reads them back. */
final class EntryJson {
    private EntryJson() {}

    static Map<String, @Nullable Object> pending(PendingObjects pending) {
        Map<String, @Nullable Object> objects = new TreeMap<>();
        pending.objects().forEach((id, object) -> {
            Map<String, @Nullable Object> missing = new LinkedHashMap<>();
            missing.put("collection", object.collection().tableName());
            missing.put("rows", object.rows());
            objects.put(id, missing);
        });
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("objects", objects);
        json.put(
                "gaps",
                pending.gaps().stream()
                        .map(IntercomCollection::tableName)
                        .sorted()
                        .toList());
        StateJson.put(json, "complete_until", pending.completeUntil());
        return json;
    }

    static PendingObjects pending(Map<?, ?> json) {
        Map<String, PendingObject> objects = new TreeMap<>();
        Map<?, ?> byId = StateJson.object(json, "objects");
        for (Object id : byId.keySet()) {
            Map<?, ?> missing = StateJson.object(byId, (String) id);
            objects.put(
                    (String) id,
                    new PendingObject(
                            collection(StateJson.text(missing, "collection")), StateJson.number(missing, "rows")));
        }
        Set<IntercomCollection> gaps = StateJson.list(json, "gaps").stream()
                .map(table -> collection((String) table))
                .collect(Collectors.toSet());
        return new PendingObjects(objects, gaps, StateJson.time(json, "complete_until"));
    }

    private static IntercomCollection collection(String table) {
        return IntercomCollection.valueOf(table.toUpperCase(Locale.ROOT));
    }

    static Map<String, @Nullable Object> sweeps(SweepMemory memory) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("sweeps", memory.sweeps());
        json.put("answers", memory.answers());
        json.put("reached", memory.reached());
        json.put("cost", memory.cost());
        json.put("gone", memory.gone());
        json.put("removed", memory.removed());
        return json;
    }

    static SweepMemory sweeps(Map<?, ?> json) {
        return new SweepMemory(
                StateJson.number(json, "sweeps"),
                StateJson.numbers(StateJson.object(json, "answers")),
                (String) json.get("reached"),
                StateJson.number(json, "cost"),
                StateJson.texts(StateJson.object(json, "gone")),
                StateJson.numbers(StateJson.object(json, "removed")));
    }
}
