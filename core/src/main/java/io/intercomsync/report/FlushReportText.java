package io.intercomsync.report;

import io.intercomsync.internal.json.Json;
import io.intercomsync.internal.value.Amounts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes reports of flushes for people and for programs. */
final class FlushReportText {
    private static final String LINE = "%-18s %12s %12s %12s  %-17s%n";

    private FlushReportText() {}

    static String table(FlushReport report) {
        StringBuilder table = new StringBuilder();
        table.append(LINE.formatted("collection", "rows", "removed", "changed", "status"));
        Map<String, List<String>> messages = new LinkedHashMap<>();
        for (CollectionReport collection : report.collections()) {
            if (collection.status() != Status.SKIPPED) {
                table.append(line(collection));
                String message = collection.message();
                if (message != null) {
                    messages.computeIfAbsent(message, first -> new ArrayList<>())
                            .add(collection.collection().tableName());
                }
            }
        }
        table.append(
                String.format("%s: %s after %s%n", report.warehouse(), report.status(), Amounts.of(report.duration())));
        messages.forEach(
                (message, names) -> table.append(String.format("%s: %s%n", String.join(", ", names), message)));
        report.collections().forEach(collection -> explain(collection, table));
        report.notes().forEach(note -> table.append(String.format("%s%n", note)));
        return table.toString();
    }

    private static String line(CollectionReport report) {
        Long changed = report.changed();
        return LINE.formatted(
                report.collection().tableName(),
                number(report.rows()),
                number(report.removed()),
                changed == null ? "" : number(changed),
                report.status());
    }

    private static void explain(CollectionReport report, StringBuilder table) {
        String name = report.collection().tableName();
        for (Fault fault : report.faults()) {
            table.append(String.format("%s: kept out %s: %s%n", name, fault.id(), fault.reason()));
        }
        if (report.refused() > report.faults().size()) {
            table.append(String.format(
                    "%s: and %s more kept out%n",
                    name, number(report.refused() - report.faults().size())));
        }
        if (report.replacedCharacters() > 0) {
            table.append(String.format(
                    "%s: %s characters that the database cannot hold, replaced by U+FFFD%n",
                    name, number(report.replacedCharacters())));
        }
    }

    static String json(FlushReport report) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("workspace", report.workspace());
        json.put("warehouse", report.warehouse());
        json.put("status", report.status().name());
        json.put("started_at", report.startedAt().toString());
        json.put("duration", report.duration().toString());
        json.put("notes", report.notes());
        json.put(
                "collections",
                report.collections().stream().map(FlushReportText::toMap).toList());
        return Json.write(json);
    }

    private static Map<String, @Nullable Object> toMap(CollectionReport report) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("collection", report.collection().tableName());
        json.put("status", report.status().name());
        json.put("message", report.message());
        json.put("rows", report.rows());
        json.put("removed", report.removed());
        json.put("changed", report.changed());
        json.put("held", report.held());
        json.put("refused", report.refused());
        json.put(
                "faults",
                report.faults().stream()
                        .map(fault -> Map.of("id", fault.id(), "reason", fault.reason()))
                        .toList());
        json.put("replaced_characters", report.replacedCharacters());
        return json;
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
