package io.intercomsync.jdbc;

import io.intercomsync.jdbc.internal.check.CheckText;
import io.intercomsync.jdbc.internal.check.Inspection;
import io.intercomsync.jdbc.internal.check.Problem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The result of {@link JdbcSink#check()}: where the sink would write, and what keeps it from writing. It holds no secrets. */
public final class WarehouseCheck {
    private final Map<String, String> facts;
    private final List<Finding> findings;
    private final List<String> workspaces;
    private final String freeSchema;

    WarehouseCheck(Inspection inspection) {
        this.facts = Collections.unmodifiableMap(new LinkedHashMap<>(inspection.facts()));
        this.findings =
                inspection.problems().stream().map(WarehouseCheck::finding).toList();
        this.workspaces = List.copyOf(inspection.workspaces());
        this.freeSchema = inspection.freeSchema();
    }

    private static Finding finding(Problem problem) {
        return new Finding(problem.isBlocking() ? Severity.ERROR : Severity.WARNING, problem.what(), problem.remedy());
    }

    /** Tells how bad a finding is. */
    public enum Severity {
        /** A run would fail. */
        ERROR,
        /** A run works, but perhaps not as intended, or not for ever. */
        WARNING
    }

    /**
     * Something to mend or to know.
     *
     * @param severity how bad it is
     * @param what what is wrong
     * @param remedy what to do; for a missing right, or for a missing part with {@code neverAlter()}, the exact statement that gives or makes it
     */
    public record Finding(Severity severity, String what, String remedy) {}

    /** Returns whether a run would find all that it needs. There may still be warnings. */
    public boolean isUsable() {
        return findings.stream().noneMatch(finding -> finding.severity() == Severity.ERROR);
    }

    /** Returns what is to be mended or to be known; empty if everything is right. */
    public List<Finding> findings() {
        return findings;
    }

    /** Returns the ids of the workspaces that the schema has checkpoints of. */
    public List<String> workspaces() {
        return workspaces;
    }

    /** Returns the free name of a schema to use instead, if tables of somebody else stand in the way or the name is not allowed. */
    public Optional<String> suggestedSchema() {
        return freeSchema.isEmpty() ? Optional.empty() : Optional.of(freeSchema);
    }

    /** Returns the result as a table for people: the facts, then each finding with its remedy. */
    public String toTable() {
        Map<String, String> lines = new LinkedHashMap<>(facts);
        lines.put("usable", isUsable() ? "yes" : "no");
        StringBuilder table = new StringBuilder();
        lines.forEach((name, value) -> table.append(CheckText.line(name, value)));
        for (Finding finding : findings) {
            table.append(CheckText.line(finding.severity().name(), finding.what()));
            if (!finding.remedy().isEmpty()) {
                table.append(CheckText.line("", "-> " + finding.remedy()));
            }
        }
        return table.toString();
    }

    /** Returns the result as a JSON object. */
    public String toJson() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("usable", isUsable());
        facts.forEach((name, value) -> members.put(name.replace("'", "").replace(' ', '_'), value));
        if (!freeSchema.isEmpty()) {
            members.put("suggested_schema", freeSchema);
        }
        members.put("workspaces", workspaces);
        List<Map<String, String>> found = new ArrayList<>();
        for (Finding finding : findings) {
            Map<String, String> each = new LinkedHashMap<>();
            each.put("severity", finding.severity().name());
            each.put("what", finding.what());
            each.put("remedy", finding.remedy());
            found.add(each);
        }
        members.put("findings", found);
        return CheckText.json(members);
    }

    @Override
    public String toString() {
        return (isUsable() ? "usable" : "not usable") + ": " + facts.getOrDefault("product", "no connection")
                + ", schema " + facts.getOrDefault("schema", "") + ", findings: " + findings.size();
    }
}
