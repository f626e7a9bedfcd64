package io.intercomsync.hub;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.hub.HubStatus.Warehouse;
import io.intercomsync.internal.json.Json;
import io.intercomsync.internal.value.Amounts;
import io.intercomsync.internal.value.OneLine;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the state of a hub for people and for programs. */
final class HubStatusText {
    private static final String FACT = "%-14s %s%n";
    private static final String ROWS = "%-18s %12s%n";
    private static final String WAREHOUSE = "%-18s %12s %12s  %s%n";

    private HubStatusText() {}

    static String table(HubStatus status) {
        StringBuilder table = new StringBuilder();
        table.append(FACT.formatted("workspace", status.workspace() == null ? "none yet" : status.workspace()));
        table.append(FACT.formatted("last run began", orNone(status.lastRunBegan())));
        table.append(FACT.formatted("last run ended", orNone(status.lastRunEnded())));
        table.append(FACT.formatted("size of file", Amounts.ofBytes(status.fileSize())));
        table.append(String.format("%n")).append(ROWS.formatted("collection", "rows"));
        for (IntercomCollection collection : IntercomCollection.values()) {
            table.append(
                    ROWS.formatted(collection.tableName(), number(status.rows().getOrDefault(collection, 0L))));
        }
        if (!status.warehouses().isEmpty()) {
            table.append(String.format("%n")).append(WAREHOUSE.formatted("warehouse", "lag", "kept out", "last flush"));
        }
        status.warehouses().forEach(warehouse -> table.append(line(warehouse)));
        return table.toString();
    }

    private static String line(Warehouse warehouse) {
        return WAREHOUSE.formatted(
                OneLine.of(warehouse.name()),
                warehouse.lag().isZero() ? "none" : Amounts.of(warehouse.lag()),
                number(warehouse.pending()),
                Amounts.toSecond(warehouse.lastFlush()));
    }

    private static String orNone(@Nullable Instant time) {
        return time == null ? "none" : Amounts.toSecond(time);
    }

    static String json(HubStatus status) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("workspace", status.workspace());
        json.put("last_change", status.lastChange());
        json.put("last_run_began", text(status.lastRunBegan()));
        json.put("last_run_ended", text(status.lastRunEnded()));
        json.put("file_size", status.fileSize());
        Map<String, @Nullable Object> rows = new LinkedHashMap<>();
        for (IntercomCollection collection : IntercomCollection.values()) {
            rows.put(collection.tableName(), status.rows().getOrDefault(collection, 0L));
        }
        json.put("rows", rows);
        json.put(
                "warehouses",
                status.warehouses().stream().map(HubStatusText::toMap).toList());
        return Json.write(json);
    }

    private static Map<String, @Nullable Object> toMap(Warehouse warehouse) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", warehouse.name());
        json.put("position", warehouse.position());
        json.put("last_flush", warehouse.lastFlush().toString());
        json.put("lag", warehouse.lag().toString());
        json.put("pending", warehouse.pending());
        return json;
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
