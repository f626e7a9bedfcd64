package io.intercomsync.jdbc;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.sink.Batch;
import io.intercomsync.sink.Changes;
import io.intercomsync.sink.Removal;
import io.intercomsync.sink.WriteResult.RefusedRow;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Changes on their way in: of each collection the rows, one a key, in the order of their keys.
 *
 * @param changes the changes as they came
 * @param rows the rows
 * @param refused the keys of rows that were taken out since the database refuses them; the children of such parents stay out
 */
record Unit(
        Changes changes,
        Map<IntercomCollection, List<PreparedRow>> rows,
        Map<IntercomCollection, Set<List<String>>> refused) {

    static Unit of(Changes changes, TextCleaner cleaner) {
        Map<IntercomCollection, List<PreparedRow>> rows = new EnumMap<>(IntercomCollection.class);
        for (Batch batch : changes.batches()) {
            Map<List<String>, PreparedRow> byKey = new HashMap<>();
            RowHash hash = new RowHash();
            for (Row row : batch.rows()) {
                PreparedRow prepared = new PreparedRow(row, cleaner, hash);
                byKey.merge(prepared.key(), prepared, PreparedRow::newer);
            }
            rows.put(
                    batch.collection(),
                    byKey.values().stream().sorted(PreparedRow.BY_KEY).toList());
        }
        return new Unit(changes, rows, Map.of());
    }

    String workspace() {
        return changes.workspace();
    }

    List<PreparedRow> rows(IntercomCollection collection) {
        return rows.getOrDefault(collection, List.of());
    }

    Set<List<String>> keys(IntercomCollection collection) {
        return rows(collection).stream().map(PreparedRow::key).collect(Collectors.toSet());
    }

    /** What is to go. An object whose new row is refused keeps the one that it has, wherever that is. */
    List<Removal> removals() {
        if (refused.isEmpty()) {
            return changes.removals();
        }
        return changes.removals().stream()
                .filter(removal -> !(removal instanceof Removal.ByKey one
                        && one.reason() == Removal.Reason.MOVED
                        && refused.values().stream().anyMatch(keys -> keys.contains(one.key()))))
                .toList();
    }

    /** The ids of parents that were taken out. */
    Set<String> refusedParents() {
        return refused.entrySet().stream()
                .filter(entry -> entry.getKey().parentColumn().isEmpty())
                .flatMap(entry -> entry.getValue().stream())
                .map(key -> key.get(0))
                .collect(Collectors.toSet());
    }

    Set<List<String>> refused(IntercomCollection collection) {
        return refused.getOrDefault(collection, Set.of());
    }

    /** The parents whose children in this collection are replaced by those in the unit. */
    Set<String> replacedParents(IntercomCollection collection) {
        Set<String> parents = new HashSet<>();
        for (Removal removal : changes.removals()) {
            if (removal instanceof Removal.ChildrenOf children
                    && removal.collection() == collection
                    && removal.reason() == Removal.Reason.REPLACED) {
                parents.add(children.parentId());
            }
        }
        return parents;
    }

    /** The unit without these rows. */
    Unit without(List<RefusedRow> found) {
        Map<IntercomCollection, Set<List<String>>> keys = found.stream()
                .collect(Collectors.groupingBy(
                        RefusedRow::collection, Collectors.mapping(RefusedRow::key, Collectors.toSet())));
        return only(row -> !keys.getOrDefault(row.row().collection(), Set.of())
                .contains(row.row().key()));
    }

    /** The unit with no rows but these and their parents, as it would be if the database refused all others. */
    Unit only(List<PreparedRow> some) {
        Set<PreparedRow> kept = new HashSet<>(some);
        Set<String> parents = new HashSet<>();
        for (PreparedRow row : some) {
            row.row().collection().parentColumn().ifPresent(column -> parents.add(row.textOf(column)));
        }
        return only(row -> kept.contains(row)
                || (row.row().collection().parentColumn().isEmpty()
                        && parents.contains(row.row().key().get(0))));
    }

    private Unit only(Predicate<PreparedRow> isKept) {
        Map<IntercomCollection, List<PreparedRow>> kept = new EnumMap<>(IntercomCollection.class);
        Map<IntercomCollection, Set<List<String>>> left = new EnumMap<>(IntercomCollection.class);
        refused.forEach((collection, keys) -> left.put(collection, new HashSet<>(keys)));
        rows.forEach((collection, all) -> {
            kept.put(collection, all.stream().filter(isKept).toList());
            all.stream()
                    .filter(isKept.negate())
                    .forEach(row -> left.computeIfAbsent(collection, c -> new HashSet<>())
                            .add(row.row().key()));
        });
        return new Unit(changes, kept, left);
    }
}
