package io.intercomsync.hub.internal.flush;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.report.CollectionReport;
import io.intercomsync.report.Fault;
import io.intercomsync.report.FlushReport;
import io.intercomsync.report.Status;
import io.intercomsync.sink.Batch;
import io.intercomsync.sink.Changes;
import io.intercomsync.sink.Removal;
import io.intercomsync.sink.WriteResult;
import io.intercomsync.sink.WriteResult.RefusedRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts what one flush hands over, and makes its report. */
final class FlushCounts {
    private static final int MOST_FAULTS = 100;
    private static final String KEPT_OUT = "the warehouse keeps out rows. Each flush hands them over again";

    private final FlushSelection selection;
    private final boolean tellsChanges;
    private final Map<IntercomCollection, Long> rows = new EnumMap<>(IntercomCollection.class);
    private final Map<IntercomCollection, Long> removed = new EnumMap<>(IntercomCollection.class);
    private final Map<IntercomCollection, Long> changed = new EnumMap<>(IntercomCollection.class);
    private final Map<IntercomCollection, Long> refused = new EnumMap<>(IntercomCollection.class);
    private final Map<IntercomCollection, List<Fault>> faults = new EnumMap<>(IntercomCollection.class);
    private final Map<IntercomCollection, Long> held = new EnumMap<>(IntercomCollection.class);
    private final Map<IntercomCollection, String> gaps = new EnumMap<>(IntercomCollection.class);
    private final List<String> notes = new ArrayList<>();
    private long replacedCharacters;

    FlushCounts(FlushSelection selection, boolean tellsChanges) {
        this.selection = selection;
        this.tellsChanges = tellsChanges;
    }

    void note(String note) {
        notes.add(note);
    }

    void add(Changes changes, @Nullable WriteResult result) {
        for (Batch batch : changes.batches()) {
            rows.merge(batch.collection(), (long) batch.rows().size(), Long::sum);
        }
        for (Removal removal : changes.removals()) {
            if (removal instanceof Removal.ByKey one && !isStored(one, changes)) {
                removed.merge(removal.collection(), 1L, Long::sum);
            }
        }
        if (result != null) {
            result.changed().forEach((collection, count) -> changed.merge(collection, count, Long::sum));
            replacedCharacters += result.replacedCharacters();
            result.refused().forEach(this::add);
        }
    }

    private static boolean isStored(Removal.ByKey removal, Changes changes) {
        return changes.batches().stream()
                .filter(batch -> batch.collection() == removal.collection())
                .flatMap(batch -> batch.rows().stream())
                .anyMatch(row -> row.key().equals(removal.key()));
    }

    private void add(RefusedRow row) {
        refused.merge(row.collection(), 1L, Long::sum);
        List<Fault> known = faults.computeIfAbsent(row.collection(), first -> new ArrayList<>());
        if (known.size() < MOST_FAULTS) {
            known.add(new Fault(String.join(" ", row.key()), row.reason()));
        }
    }

    /**
     * Notes the rows of a collection in the warehouse. If the warehouse has fewer rows than the hub, that is a gap. Children are not
     * judged: the warehouse may hold a newer version of their parent, which has fewer children.
     */
    void noteHeld(IntercomCollection collection, long rowsThere, long rowsHere) {
        held.put(collection, rowsThere);
        boolean isJudged = collection.parentColumn().isEmpty() && !refused.containsKey(collection);
        if (isJudged && rowsThere < rowsHere) {
            gaps.put(
                    collection,
                    "the warehouse holds " + String.format(Locale.ROOT, "%,d", rowsHere - rowsThere)
                            + " rows fewer than the hub. A flush with compareAll() brings them");
        }
    }

    FlushReport report(
            String workspace,
            String warehouse,
            Instant startedAt,
            Duration duration,
            Status end,
            @Nullable String message) {
        List<CollectionReport> collections = Arrays.stream(IntercomCollection.values())
                .map(collection -> selection.has(collection)
                        ? report(collection, end, message)
                        : CollectionReport.skipped(collection))
                .toList();
        return new FlushReport(workspace, warehouse, startedAt, duration, notes, collections);
    }

    private CollectionReport report(IntercomCollection collection, Status end, @Nullable String message) {
        String gap = refused.containsKey(collection) ? KEPT_OUT : gaps.get(collection);
        boolean isWorse = end == Status.COMPLETE && gap != null;
        boolean isFirst = collection == selection.chosen().get(0);
        return new CollectionReport(
                collection,
                isWorse ? Status.INCOMPLETE : end,
                isWorse ? gap : message,
                rows.getOrDefault(collection, 0L),
                tellsChanges ? changed.getOrDefault(collection, 0L) : null,
                removed.getOrDefault(collection, 0L),
                null,
                held.get(collection),
                refused.getOrDefault(collection, 0L),
                faults.getOrDefault(collection, List.of()),
                0,
                isFirst ? replacedCharacters : 0, // a sink tells one number for a whole unit
                0,
                Duration.ZERO);
    }
}
