package io.intercomsync.jdbc.engines.history;

import static io.intercomsync.collection.IntercomCollection.TAGS;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.internal.json.Json;
import io.intercomsync.jdbc.testkit.internal.TestChanges;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Makes random rows. Some are rows that were sent before. */
final class RandomRows {
    private static final Instant START = Instant.parse("2024-05-01T10:00:00Z");

    private final Random random;
    /** The last rows by collection and id. */
    private final Map<String, Row> last = new HashMap<>();

    RandomRows(Random random) {
        this.random = random;
    }

    void sent(Row row) {
        last.put(row.collection() + row.key().get(0), row);
    }

    /** Returns a time: mostly of a few in the past, so that some are equal, and sometimes now or in the far future. */
    Instant time() {
        return switch (random.nextInt(8)) {
            case 0 -> Instant.now().truncatedTo(ChronoUnit.MICROS);
            case 1 -> Instant.parse("2099-01-01T00:00:00Z");
            default -> START.plusSeconds(random.nextInt(20));
        };
    }

    Row row(IntercomCollection collection, String id) {
        Row before = last.get(collection + id);
        if (before != null && random.nextInt(4) == 0) {
            return before;
        }
        String name = "name " + random.nextInt(4);
        if (collection == TAGS) {
            return TestChanges.tag(id, name);
        }
        Map<String, Object> attributes = new TreeMap<>();
        for (int i = 0; i < random.nextInt(4); i++) {
            attributes.put("a" + random.nextInt(6), value());
        }
        Map<String, Object> values = new HashMap<>();
        values.put("id", id);
        values.put("name", name);
        values.put("custom_attributes", Json.write(attributes));
        if (random.nextInt(6) > 0) {
            values.put("updated_at", time());
        }
        return TestChanges.row(collection, values);
    }

    /** Most are small numbers, so a column often begins as one of whole numbers and is widened later. */
    private Object value() {
        return switch (random.nextInt(10)) {
            case 0 -> "gold";
            case 1 -> new BigDecimal("0.5");
            case 2 -> random.nextBoolean();
            default -> (long) random.nextInt(3);
        };
    }

    static String content(Row row) {
        return row.collection() == TAGS
                ? String.valueOf(row.value("name"))
                : HistoryModel.content(
                        String.valueOf(row.value("name")),
                        Json.readObject((String) row.value("custom_attributes")),
                        row.updatedAt());
    }
}
