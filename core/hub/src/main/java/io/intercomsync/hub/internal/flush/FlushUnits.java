package io.intercomsync.hub.internal.flush;

import io.intercomsync.collection.Column;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.hub.internal.store.Family;
import io.intercomsync.hub.internal.store.KeptRemoval;
import io.intercomsync.sink.Batch;
import io.intercomsync.sink.Removal;
import io.intercomsync.sink.Removal.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes the removals and batches that bring families to a warehouse as the hub holds them. */
final class FlushUnits {
    private final FlushSelection selection;

    FlushUnits(FlushSelection selection) {
        this.selection = selection;
    }

    List<Removal> removals(List<Family> families, Instant now) {
        List<Removal> removals = new ArrayList<>();
        for (Family family : families) {
            removeParents(family, removals);
            for (IntercomCollection children : family.id().kind().children()) {
                if (selection.has(children)) {
                    removeChildren(family, children, now, removals);
                }
            }
        }
        return removals;
    }

    /**
     * Also removes rows that are live again, before they are stored. A warehouse that missed the removal would keep the removed version
     * if that one is newer.
     */
    private void removeParents(Family family, List<Removal> removals) {
        for (KeptRemoval removal : family.removals()) {
            if (selection.has(removal.collection())
                    && removal.collection().parentColumn().isEmpty()) {
                removals.add(byKey(removal, removal.reason()));
            }
        }
    }

    private static Removal byKey(KeptRemoval removal, Reason reason) {
        return new Removal.ByKey(removal.collection(), removal.key(), reason, removal.at(), removal.survivor());
    }

    /**
     * Replaces the children of a live object. If Intercom returned only the newest parts, the warehouse may have older ones: then only
     * children that the hub knows to be gone are removed.
     */
    private static void removeChildren(
            Family family, IntercomCollection children, Instant now, List<Removal> removals) {
        String id = family.id().id();
        KeptRemoval ofParent = removalOfParent(family);
        if (family.hasLiveParent() && !family.isTruncated()) {
            removals.add(new Removal.ChildrenOf(children, id, Reason.REPLACED, now));
        } else if (family.rows().isEmpty() && ofParent != null) {
            removals.add(new Removal.ChildrenOf(children, id, ofParent.reason(), ofParent.at()));
        } else {
            for (KeptRemoval removal : family.removals()) {
                if (removal.collection() == children) {
                    Reason reason = removal.reason() == Reason.REPLACED ? Reason.MOVED : removal.reason();
                    removals.add(byKey(removal, reason)); // "replaced" means something only for a whole set
                }
            }
        }
    }

    /** Returns the removal of the object itself: a deletion if there is one, else a move. */
    private static @Nullable KeptRemoval removalOfParent(Family family) {
        return family.removals().stream()
                .filter(removal -> removal.collection().parentColumn().isEmpty())
                .max(Comparator.comparing((KeptRemoval removal) -> removal.reason() != Reason.MOVED)
                        .thenComparing(KeptRemoval::at))
                .orElse(null);
    }

    List<Batch> batches(List<Family> families) {
        List<Batch> batches = new ArrayList<>();
        for (IntercomCollection collection : selection.chosen()) {
            List<Row> rows = families.stream()
                    .flatMap(family -> family.rows().stream())
                    .filter(row -> row.collection() == collection)
                    .toList();
            if (!rows.isEmpty()) {
                batches.add(batch(collection, rows));
            }
        }
        return batches;
    }

    /** Gives all rows the same columns: source runs may have stored some of them with more properties than others. */
    private Batch batch(IntercomCollection collection, List<Row> rows) {
        Set<Column> stored = new HashSet<>();
        Row last = null;
        for (Row row : rows) {
            if (last == null || row.columns() != last.columns()) { // most rows share one list
                stored.addAll(row.columns());
            }
            last = row;
        }
        List<Column> columns = collection.columns();
        boolean isWhole = stored.size() == columns.size() && selection.columns(collection) == columns;
        List<Column> sent = isWhole
                ? columns
                : selection.columns(collection).stream()
                        .filter(stored::contains)
                        .toList();
        return new Batch(
                collection, sent, rows.stream().map(row -> shaped(row, sent)).toList());
    }

    private static Row shaped(Row row, List<Column> columns) {
        if (row.columns().equals(columns)) {
            return row;
        }
        if (row.columns().containsAll(columns)) {
            return row.only(columns);
        }
        List<@Nullable Object> values = new ArrayList<>(columns.size());
        for (Column column : columns) {
            values.add(row.columns().contains(column) ? row.value(column.name()) : null);
        }
        return Row.of(row.collection(), columns, values);
    }

    /** Adds empty batches, so that a collection without rows gets its table, too. */
    List<Batch> withEveryCollection(List<Batch> batches) {
        List<Batch> all = new ArrayList<>(batches);
        for (IntercomCollection collection : selection.chosen()) {
            if (batches.stream().noneMatch(batch -> batch.collection() == collection)) {
                all.add(new Batch(collection, selection.columns(collection), List.of()));
            }
        }
        return all;
    }
}
