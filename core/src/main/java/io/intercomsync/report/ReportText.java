package io.intercomsync.report;

import io.intercomsync.internal.json.Json;
import io.intercomsync.internal.value.Amounts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes reports for people and for programs. */
final class ReportText {
    private static final String LINE = "%-18s %12s %12s  %-17s %9s %12s%n";

    private ReportText() {}

    static String table(SyncReport report) {
        StringBuilder table = new StringBuilder();
        table.append(LINE.formatted("collection", "rows", "changed", "status", "requests", "time"));
        report.collections().stream()
                .filter(ReportText::isChosen)
                .forEach(collection -> table.append(line(collection)));
        table.append(LINE.formatted(
                "total",
                number(report.collections().stream()
                        .mapToLong(CollectionReport::rows)
                        .sum()),
                "",
                report.status(),
                number(report.requests()),
                Amounts.of(report.duration())));
        return table.append(explanations(report.collections())).toString();
    }

    /** Returns whether a collection was chosen. A skipped collection with a message was chosen, but is not due. */
    private static boolean isChosen(CollectionReport report) {
        return report.status() != Status.SKIPPED || report.message() != null;
    }

    /** Returns the lines below the table: each message with its collections, then what was kept out or replaced. */
    static String explanations(List<CollectionReport> collections) {
        StringBuilder lines = new StringBuilder();
        messages(collections)
                .forEach(
                        (message, names) -> lines.append(String.format("%s: %s%n", String.join(", ", names), message)));
        collections.forEach(collection -> explain(collection, lines));
        return lines.toString();
    }

    /** Returns the collections of each message, since several may have the same. */
    private static Map<String, List<String>> messages(List<CollectionReport> collections) {
        Map<String, List<String>> messages = new LinkedHashMap<>();
        for (CollectionReport collection : collections) {
            if (collection.message() != null) {
                messages.computeIfAbsent(collection.message(), message -> new ArrayList<>())
                        .add(collection.collection().tableName());
            }
        }
        return messages;
    }

    private static String line(CollectionReport report) {
        Long changed = report.changed();
        return LINE.formatted(
                report.collection().tableName(),
                number(report.rows()),
                changed == null ? "" : number(changed),
                report.status(),
                number(report.requests()),
                Amounts.of(report.duration()));
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
        if (report.typeMismatches() > 0) {
            table.append(String.format(
                    "%s: %s fields of an unexpected type, kept in the column \"extra\"%n",
                    name, number(report.typeMismatches())));
        }
        if (report.replacedCharacters() > 0) {
            table.append(String.format(
                    "%s: %s characters that the database cannot hold, replaced by U+FFFD%n",
                    name, number(report.replacedCharacters())));
        }
    }

    static String json(SyncReport report) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("workspace", report.workspace());
        json.put("status", report.status().name());
        json.put("started_at", report.startedAt().toString());
        json.put("duration", report.duration().toString());
        json.put("requests", report.requests());
        json.put(
                "collections",
                report.collections().stream().map(ReportText::toMap).toList());
        return Json.write(json);
    }

    private static Map<String, @Nullable Object> toMap(CollectionReport report) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("collection", report.collection().tableName());
        json.put("status", report.status().name());
        json.put("message", report.message());
        json.put("rows", report.rows());
        json.put("changed", report.changed());
        json.put("removed", report.removed());
        json.put("expected", report.expected());
        json.put("held", report.held());
        json.put("refused", report.refused());
        json.put("faults", faults(report.faults()));
        json.put("type_mismatches", report.typeMismatches());
        json.put("replaced_characters", report.replacedCharacters());
        json.put("requests", report.requests());
        json.put("duration", report.duration().toString());
        return json;
    }

    static List<Map<String, String>> faults(List<Fault> faults) {
        return faults.stream()
                .map(fault -> Map.of("id", fault.id(), "reason", fault.reason()))
                .toList();
    }

    static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
