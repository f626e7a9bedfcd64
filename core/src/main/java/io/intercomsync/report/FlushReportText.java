package io.intercomsync.report;

import io.intercomsync.internal.json.Json;
import io.intercomsync.internal.value.Amounts;
import io.intercomsync.internal.value.OneLine;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes reports of flushes for people and for programs. */
final class FlushReportText {
    private static final String LINE = "%-18s %12s%s  %s%n";

    private FlushReportText() {}

    static String table(FlushReport report) {
        List<CollectionReport> chosen = report.collections().stream()
                .filter(collection -> collection.status() != Status.SKIPPED)
                .toList();
        StringBuilder table = new StringBuilder();
        if (ReportText.haveOneCause(chosen)) {
            table.append(OneLine.of(report.warehouse()))
                    .append(": ")
                    .append(ReportText.nothingStored(report.status(), report.duration(), chosen));
        } else {
            table.append(LINE.formatted("collection", "written", ReportText.heldCell("held", chosen), "status"));
            chosen.forEach(collection -> table.append(line(collection, chosen)));
            table.append(String.format(
                    "%s: %s after %s%n",
                    OneLine.of(report.warehouse()), report.status(), Amounts.of(report.duration())));
            table.append(ReportText.explanations(chosen));
        }
        report.notes().forEach(note -> table.append(String.format("%s%n", note)));
        return table.toString();
    }

    private static String line(CollectionReport report, List<CollectionReport> chosen) {
        return LINE.formatted(
                report.collection().tableName(),
                ReportText.number(ReportText.written(report)),
                ReportText.heldCell(ReportText.held(report), chosen),
                report.status());
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
        json.put("faults", ReportText.faults(report.faults()));
        json.put("replaced_characters", report.replacedCharacters());
        return json;
    }
}
