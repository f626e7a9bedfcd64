package io.intercomsync.jdbc.internal.check;

import io.intercomsync.jdbc.internal.value.PrintableText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects what a check finds out. */
public final class Inspection {
    private final Map<String, String> facts = new LinkedHashMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private final List<String> workspaces = new ArrayList<>();
    private String freeSchema = "";

    /** Notes a fact, unless it is not known. */
    void note(String name, String value) {
        String text = PrintableText.cleaned(value);
        if (!text.isEmpty()) {
            facts.put(name, text);
        }
    }

    void add(Problem problem) {
        problems.add(problem);
    }

    void suggest(String schema) {
        freeSchema = schema;
    }

    void noteWorkspaces(List<String> found) {
        found.stream().map(PrintableText::cleaned).forEach(workspaces::add);
    }

    /** Returns the facts by name, in order. */
    public Map<String, String> facts() {
        return facts;
    }

    public List<Problem> problems() {
        return problems;
    }

    /** Returns the workspaces whose checkpoints the schema holds. */
    public List<String> workspaces() {
        return workspaces;
    }

    /** Returns the name of a schema to use instead; empty if the chosen one is right. */
    public String freeSchema() {
        return freeSchema;
    }
}
