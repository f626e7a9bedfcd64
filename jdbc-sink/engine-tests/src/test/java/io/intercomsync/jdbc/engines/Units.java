package io.intercomsync.jdbc.engines;

import io.intercomsync.checkpoint.Checkpoint;
import io.intercomsync.collection.Column;
import io.intercomsync.collection.ColumnType;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.sink.Batch;
import io.intercomsync.sink.Changes;
import io.intercomsync.sink.Removal;
import io.intercomsync.sink.Removal.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Short ways to make what is written. */
final class Units {
    static final Instant T1 = Instant.parse("2024-05-01T10:00:00Z");
    static final Instant T2 = Instant.parse("2024-05-01T10:00:01Z");

    private Units() {}

    /** A row with these values by column, and with nothing in the other columns. */
    static Row row(IntercomCollection collection, Map<String, ?> values) {
        List<@Nullable Object> all = new ArrayList<>();
        for (Column column : collection.columns()) {
            Object value = values.get(column.name());
            boolean isEmptyObject = column.name().equals("extra");
            all.add(value == null && column.type() == ColumnType.JSON ? (isEmptyObject ? "{}" : "[]") : value);
        }
        return Row.of(collection, collection.columns(), all);
    }

    static Row user(String id, Instant version, String name) {
        return row(IntercomCollection.USERS, Map.of("id", id, "updated_at", version, "name", name));
    }

    static Row tag(String id, String name) {
        return row(IntercomCollection.TAGS, Map.of("id", id, "name", name));
    }

    static Row conversation(String id, Instant version) {
        return row(IntercomCollection.CONVERSATIONS, Map.of("id", id, "updated_at", version));
    }

    static Row part(String id, String conversation) {
        return row(IntercomCollection.CONVERSATION_PARTS, Map.of("id", id, "conversation_id", conversation));
    }

    static Changes changes(Row... rows) {
        return changes("w1", List.of(), rows);
    }

    static Changes changes(String workspace, List<Removal> removals, Row... rows) {
        return changesUpTo("{}", workspace, removals, rows);
    }

    /** Changes with which that state of the feed is reached. */
    static Changes changesUpTo(String state, Row... rows) {
        return changesUpTo(state, "w1", List.of(), rows);
    }

    private static Changes changesUpTo(String state, String workspace, List<Removal> removals, Row... rows) {
        Map<IntercomCollection, List<Row>> byCollection = new LinkedHashMap<>();
        for (Row row : rows) {
            byCollection
                    .computeIfAbsent(row.collection(), c -> new ArrayList<>())
                    .add(row);
        }
        List<Batch> batches = byCollection.entrySet().stream()
                .map(entry -> new Batch(entry.getKey(), entry.getKey().columns(), entry.getValue()))
                .toList();
        return new Changes(removals, batches, new Checkpoint(workspace, "feed", state));
    }

    static Removal gone(IntercomCollection collection, String id, Reason reason) {
        return new Removal.ByKey(collection, List.of(id), reason, T2, null);
    }
}
