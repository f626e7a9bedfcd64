package io.intercomsync.internal.feed;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Ids of objects, grouped by the reason in the report. It keeps the first ids and reasons, and counts the others.
 */
public final class IdsByReason {
    private static final int MOST_IDS = 10;
    private static final int MOST_REASONS = 20;
    private static final String OTHERS = "other reasons";

    private final Map<String, Group> groups = new LinkedHashMap<>();

    private static final class Group {
        private final List<String> first = new ArrayList<>();
        private long count;
    }

    /** Adds an object. */
    public void add(String reason, String id) {
        boolean isKnown = groups.containsKey(reason) || groups.size() < MOST_REASONS;
        Group group = groups.computeIfAbsent(isKnown ? reason : OTHERS, first -> new Group());
        group.count++;
        if (group.first.size() < MOST_IDS) {
            group.first.add(id);
        }
    }

    /** Returns a line for each reason, with how many there are and the first ids. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        groups.forEach((reason, group) -> {
            long more = group.count - group.first.size();
            String ids = String.join(", ", group.first) + (more == 0 ? "" : " and " + more + " more");
            lines.add(reason + (group.count == 1 ? ": " : " (" + group.count + "): ") + ids);
        });
        return lines;
    }
}
