package io.intercomsync.internal.run;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.report.CollectionReport;
import io.intercomsync.report.Fault;
import io.intercomsync.report.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The counts of one collection in one run. Thread-safe: the reader and the writer count at the same time. */
final class CollectionStats {
    private static final int MOST_FAULTS = 100;
    private static final int MOST_REASONS = 20;
    private static final int MOST_NAMES = 10;
    private static final int LONGEST_TEXT = 2_000;

    private final IntercomCollection collection;
    private final List<Fault> faults = new ArrayList<>();
    private final Set<String> gapReasons = new LinkedHashSet<>();
    private long rows;
    private long changed;
    private long removed;
    private long refused;
    private long missing;
    private long provedGone;
    private long typeMismatches;
    private long replacedCharacters;
    private List<String> pending = List.of();
    private long pendingRows;
    private @Nullable String shortfall;
    private final Set<String> remarks = new LinkedHashSet<>();
    private final Set<String> attributesWithoutColumn = new TreeSet<>();
    private final Map<String, Long> refusedFor = new LinkedHashMap<>();
    private @Nullable String remedy;
    private @Nullable Long expected;
    private @Nullable Long held;

    CollectionStats(IntercomCollection collection) {
        this.collection = collection;
    }

    synchronized void addRows(long more) {
        rows += more;
    }

    synchronized void addChanged(long more) {
        changed += more;
    }

    synchronized void addRemoved(long more) {
        removed += more;
    }

    synchronized void addFault(Fault fault) {
        refused++;
        if (refusedFor.size() < MOST_REASONS || refusedFor.containsKey(fault.reason())) {
            refusedFor.merge(fault.reason(), 1L, Long::sum);
        }
        if (faults.size() < MOST_FAULTS) {
            faults.add(new Fault(shortened(fault.id()), shortened(fault.reason())));
        }
    }

    /** Takes back the faults of an object that has arrived after all. */
    synchronized void takeBack(String id) {
        List<Fault> taken =
                faults.stream().filter(fault -> fault.id().equals(id)).toList();
        if (faults.removeAll(taken)) {
            refused -= taken.size();
            taken.forEach(fault -> refusedFor.computeIfPresent(
                    fault.reason(), (reason, count) -> count == 1 ? null : Long.valueOf(count - 1)));
        }
    }

    synchronized void addMissing(long more, String reason) {
        missing += more;
        addGapReason(reason);
    }

    private void addGapReason(String reason) {
        if (gapReasons.size() < MOST_FAULTS) {
            gapReasons.add(shortened(reason));
        }
    }

    /** Shortens a text: sinks may write anything, and people read the report. */
    private static String shortened(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "...";
    }

    /** Adds a remark, which leaves the status as it is. */
    synchronized void addRemark(String newRemark) {
        if (remarks.size() < MOST_REASONS) {
            remarks.add(newRemark);
        }
    }

    /** Sets the missing rows of pending objects and the reasons; replaces the values set before. */
    synchronized void setPending(long rows, List<String> reasons) {
        pendingRows = rows;
        pending = reasons;
    }

    /** Adds rows that are gone by Intercom's own word. */
    synchronized void addProvedGone(long more) {
        provedGone += more;
    }

    synchronized long provedGone() {
        return provedGone;
    }

    synchronized void addTypeMismatches(int more) {
        typeMismatches += more;
    }

    synchronized void addReplacedCharacters(long more) {
        replacedCharacters += more;
    }

    /** Adds custom attributes whose values were stored in JSON alone. */
    synchronized void addAttributesWithoutColumn(Set<String> names) {
        attributesWithoutColumn.addAll(names);
    }

    private String attributesInJson() {
        String some = attributesWithoutColumn.stream()
                .limit(MOST_NAMES)
                .map(name -> '"' + shortened(name) + '"')
                .collect(Collectors.joining(", "));
        int more = attributesWithoutColumn.size() - MOST_NAMES;
        return "values of custom attributes are in JSON alone, without a column: " + some
                + (more > 0 ? " and " + more + " more" : "") + ". The log of the sink says why";
    }

    /**
     * Compares Intercom's count with the stored rows.
     *
     * @param counted Intercom's count; {@code null} if there is none
     * @param live how many rows the sink holds; {@code null} if it cannot be asked
     * @param stored how many rows it holds or received; {@code null} if that cannot be compared
     */
    synchronized void compare(@Nullable Long counted, @Nullable Long live, @Nullable Long stored) {
        expected = counted;
        held = live;
        shortfall = isShort(counted, stored)
                ? "Intercom counts " + counted + " of them, but only " + stored + " are stored"
                : null;
    }

    /** Returns whether fewer rows are stored than Intercom counts. */
    static boolean isShort(@Nullable Long counted, @Nullable Long stored) {
        return counted != null && stored != null && stored < counted;
    }

    /**
     * Makes the report of the collection.
     *
     * @param failed the status of a read that did not come to its end; {@code null} if it did
     * @param message the reason why it did not
     * @param sinkTells whether the sink reports how many rows have changed
     */
    synchronized CollectionReport report(
            @Nullable Status failed, @Nullable String message, boolean sinkTells, long requests, Duration duration) {
        boolean isWhole = refused == 0 && gapReasons.isEmpty() && pending.isEmpty() && shortfall == null;
        Status status = failed != null ? failed : isWhole ? Status.COMPLETE : Status.INCOMPLETE;
        return new CollectionReport(
                collection,
                status,
                message != null ? shortened(message) : explanation(),
                rows,
                sinkTells ? Long.valueOf(changed) : null,
                removed,
                expected,
                held,
                refused,
                faults,
                typeMismatches,
                replacedCharacters,
                requests,
                duration);
    }

    /** @param newRemedy how to get missing rows that no run fetches by id; {@code null} for none */
    synchronized void setRemedy(@Nullable String newRemedy) {
        remedy = newRemedy;
    }

    private String reasonsOfRefusals() {
        List<String> reasons = refusedFor.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(2)
                .map(reason -> reason.getKey() + " (" + reason.getValue() + ")")
                .toList();
        return reasons.isEmpty() ? "" : ": " + String.join(", ", reasons);
    }

    private @Nullable String explanation() {
        List<String> parts = new ArrayList<>();
        if (shortfall != null) {
            parts.add(shortfall);
        }
        List<String> reasons = new ArrayList<>(gapReasons);
        reasons.addAll(pending);
        parts.addAll(reasons.subList(0, Math.min(3, reasons.size())));
        if (reasons.size() > 3) {
            parts.add("and " + (reasons.size() - 3) + " more");
        }
        if (missing + pendingRows > 0) {
            parts.add((missing + pendingRows) + " rows are missing");
        }
        if (refused > 0) {
            parts.add(refused + " records were kept out" + reasonsOfRefusals());
        }
        if (remedy != null && (shortfall != null || !pending.isEmpty())) {
            parts.add(remedy);
        }
        parts.addAll(remarks);
        if (!attributesWithoutColumn.isEmpty()) {
            parts.add(attributesInJson());
        }
        return parts.isEmpty() ? null : String.join("; ", parts);
    }
}
