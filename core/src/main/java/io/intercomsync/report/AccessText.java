package io.intercomsync.report;

import io.intercomsync.internal.json.Json;
import io.intercomsync.internal.value.OneLine;
import io.intercomsync.internal.value.PlainName;
import io.intercomsync.report.AccessCheck.Access;
import io.intercomsync.report.AccessCheck.Allowance;
import io.intercomsync.report.AccessCheck.CollectionAccess;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a check of the access for people and for programs. */
final class AccessText {
    private static final String FACT = "%-12s %s%n";
    private static final String LINE = "%-19s %-19s %s%n";

    private AccessText() {}

    static String table(AccessCheck check) {
        StringBuilder table = new StringBuilder();
        table.append(FACT.formatted(
                "workspace", PlainName.of(check.workspaceName()) + " (" + line(check.workspace()) + ")"));
        table.append(FACT.formatted("region", line(orUnknown(check.region())) + ", asked at " + check.host()));
        table.append(FACT.formatted("time zone", check.timezone()));
        table.append(FACT.formatted("API version", version(check)));
        table.append(FACT.formatted("rate limit", allowance(check.allowance())));
        table.append(String.format("%n")).append(LINE.formatted("collection", "access", "permission"));
        for (CollectionAccess access : check.collections()) {
            table.append(LINE.formatted(access.collection().tableName(), word(access.access()), access.permission()));
        }
        return table.append(String.format("%n")).append(verdict(check)).toString();
    }

    private static String verdict(AccessCheck check) {
        StringBuilder verdict = new StringBuilder();
        verdict.append(String.format(
                Locale.ROOT,
                "%s: the token may read %d of %d collections.%n",
                check.isUsable() ? "Usable" : "Not usable",
                check.readable().size(),
                check.collections().size()));
        if (!check.missingPermissions().isEmpty()) {
            verdict.append(String.format(
                    "Give the app these permissions, under Developer Hub > your app > Configure > Authentication:%n"));
            check.missingPermissions().forEach(missing -> verdict.append(String.format("- %s%n", line(missing))));
        }
        reasons(check)
                .forEach((reason, names) ->
                        verdict.append(String.format("%s: %s%n", String.join(", ", names), line(reason))));
        check.remarks().forEach(remark -> verdict.append(String.format("Remark: %s%n", line(remark))));
        return verdict.toString();
    }

    /** Returns the collections of each reason but a missing permission, since several may have the same. */
    private static Map<String, List<String>> reasons(AccessCheck check) {
        Map<String, List<String>> reasons = new LinkedHashMap<>();
        for (CollectionAccess access : check.collections()) {
            if (access.reason() != null && access.access() != Access.MISSING_PERMISSION) {
                reasons.computeIfAbsent(access.reason(), reason -> new ArrayList<>())
                        .add(access.collection().tableName());
            }
        }
        return reasons;
    }

    private static String version(AccessCheck check) {
        String answered = check.answeredVersion();
        return answered == null || answered.equals(check.apiVersion())
                ? check.apiVersion()
                : check.apiVersion() + ", answered in " + line(answered);
    }

    private static String allowance(@Nullable Allowance allowance) {
        return allowance == null
                ? "unknown"
                : String.format(
                        Locale.ROOT, "%,d requests in 10 seconds, %,d left", allowance.perWindow(), allowance.left());
    }

    private static String orUnknown(@Nullable String text) {
        return text == null ? "unknown" : text;
    }

    private static String word(Access access) {
        return access.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    static String line(String text) {
        return OneLine.of(text);
    }

    static String json(AccessCheck check) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("workspace", check.workspace());
        json.put("workspace_name", check.workspaceName());
        json.put("usable", check.isUsable());
        json.put("region", check.region());
        json.put("host", check.host());
        json.put("timezone", check.timezone().getId());
        json.put("api_version", check.apiVersion());
        json.put("answered_version", check.answeredVersion());
        Allowance allowance = check.allowance();
        json.put(
                "allowance",
                allowance == null ? null : Map.of("per_window", allowance.perWindow(), "left", allowance.left()));
        json.put("requests", check.requests());
        json.put(
                "collections",
                check.collections().stream().map(AccessText::toMap).toList());
        json.put("missing_permissions", check.missingPermissions());
        json.put("remarks", check.remarks());
        return Json.write(json);
    }

    private static Map<String, @Nullable Object> toMap(CollectionAccess access) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("collection", access.collection().tableName());
        json.put("access", access.access().name());
        json.put("permission", access.permission());
        json.put("reason", access.reason());
        return json;
    }
}
