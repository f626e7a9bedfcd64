package io.intercomsync.report;

import io.intercomsync.internal.json.Json;
import io.intercomsync.internal.value.Amounts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes reports for people and for programs. */
final class ReportText {
    private static final String LINE = "%-18s %12s%s  %-17s %9s %12s%n";

    private ReportText() {}

    /** Returns the table; or one line, if one cause kept the whole run from storing anything. */
    static String table(SyncReport report) {
        List<CollectionReport> chosen =
                report.collections().stream().filter(ReportText::isChosen).toList();
        if (haveOneCause(chosen)) {
            return nothingStored(report.status(), report.duration(), chosen);
        }
        StringBuilder table = new StringBuilder();
        table.append(LINE.formatted("collection", "written", heldCell("held", chosen), "status", "requests", "time"));
        chosen.forEach(collection -> table.append(line(collection, chosen)));
        table.append(LINE.formatted(
                "total",
                number(chosen.stream().mapToLong(ReportText::written).sum()),
                heldCell(heldInAll(chosen), chosen),
                report.status(),
                number(report.requests()),
                Amounts.of(report.duration())));
        return table.append(explanations(chosen)).toString();
    }

    /** Returns whether a collection was chosen. A skipped collection with a message was chosen, but is not due. */
    private static boolean isChosen(CollectionReport report) {
        return report.status() != Status.SKIPPED || report.message() != null;
    }

    /** Returns whether all collections ended alike, for the same reason, and none of them stored anything. */
    static boolean haveOneCause(List<CollectionReport> chosen) {
        return !chosen.isEmpty()
                && chosen.get(0).message() != null
                && chosen.stream()
                        .allMatch(report -> hasStoredNothing(report)
                                && report.status() == chosen.get(0).status()
                                && Objects.equals(
                                        report.message(), chosen.get(0).message()));
    }

    /** Returns whether the read broke off before it stored anything. An incomplete read came to its end, and may have changed nothing. */
    private static boolean hasStoredNothing(CollectionReport report) {
        return report.status().compareTo(Status.INCOMPLETE) > 0
                && report.rows() == 0
                && report.removed() == 0
                && report.refused() == 0;
    }

    static String nothingStored(Status status, Duration duration, List<CollectionReport> chosen) {
        return String.format(
                "%s after %s, nothing was stored: %s%n",
                status, Amounts.of(duration), chosen.get(0).message());
    }

    /** Returns how many rows the sink wrote; if it does not tell, how many it was given. */
    static long written(CollectionReport report) {
        Long changed = report.changed();
        return changed == null ? report.rows() : changed;
    }

    /** Returns how many rows the sink holds; empty if it does not tell, or the read broke off. */
    static String held(CollectionReport report) {
        Long held = report.held();
        return held == null ? "" : number(held);
    }

    /** Returns a cell of the column of held rows; empty if no collection tells them, so that there is no such column. */
    static String heldCell(String text, List<CollectionReport> chosen) {
        return chosen.stream().allMatch(report -> report.held() == null) ? "" : String.format(" %12s", text);
    }

    private static String heldInAll(List<CollectionReport> chosen) {
        List<Long> held = chosen.stream()
                .map(CollectionReport::held)
                .flatMap(Stream::ofNullable)
                .toList();
        return held.size() < chosen.size()
                ? ""
                : number(held.stream().mapToLong(Long::longValue).sum());
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

    private static String line(CollectionReport report, List<CollectionReport> chosen) {
        return LINE.formatted(
                report.collection().tableName(),
                number(written(report)),
                heldCell(held(report), chosen),
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
