package io.intercomsync.jdbc.internal.load;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.jdbc.internal.value.TextCleaner;
import io.intercomsync.sink.Batch;
import io.intercomsync.sink.Changes;
import io.intercomsync.sink.Removal;
import io.intercomsync.sink.WriteResult.RefusedRow;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Changes to store: for each collection its rows, one for each key, in the order of their keys.
 *
 * @param changes the changes as they came
 * @param rows the rows
 * @param refused the keys of rows that were taken out because the database refuses them; children of such parents stay out
 * @param staying the {@linkplain #objectOf objects} whose removals were taken out because the database refuses them
 */
record PreparedUnit(
        Changes changes,
        Map<IntercomCollection, List<PreparedRow>> rows,
        Map<IntercomCollection, Set<List<String>>> refused,
        Set<String> staying) {

    static PreparedUnit of(Changes changes, TextCleaner cleaner) {
        Map<IntercomCollection, List<PreparedRow>> rows = new EnumMap<>(IntercomCollection.class);
        for (Batch batch : changes.batches()) {
            // Rows mostly come in the order of their keys, which makes sorting them cheap.
            Map<List<String>, PreparedRow> byKey = new LinkedHashMap<>();
            RowHash hash = new RowHash();
            for (Row row : batch.rows()) {
                PreparedRow prepared = new PreparedRow(row, cleaner, hash);
                byKey.merge(prepared.key(), prepared, PreparedRow::newer);
            }
            rows.put(
                    batch.collection(),
                    byKey.values().stream().sorted(PreparedRow.BY_KEY).toList());
        }
        return new PreparedUnit(changes, rows, Map.of(), Set.of());
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

    /** Returns the removals. An object whose new row is refused keeps its stored row, in whatever table that is. */
    List<Removal> removals() {
        if (refused.isEmpty() && staying.isEmpty()) {
            return changes.removals();
        }
        return changes.removals().stream()
                .filter(removal -> !staying.contains(objectOf(removal)))
                .filter(removal -> !(removal instanceof Removal.ByKey one
                        && one.reason() == Removal.Reason.MOVED
                        && refused.values().stream().anyMatch(keys -> keys.contains(one.key()))))
                .toList();
    }

    /** Returns the object of a removal: a row, or a parent with its children; empty for a removal of many. */
    static String objectOf(Removal removal) {
        if (removal instanceof Removal.ByKey one) {
            return String.join(" ", one.key());
        }
        return removal instanceof Removal.ChildrenOf children ? children.parentId() : "";
    }

    /** Returns the objects that are removed or marked, without children that are replaced. */
    List<String> removed() {
        return removals().stream()
                .filter(removal -> removal.reason() != Removal.Reason.REPLACED)
                .map(PreparedUnit::objectOf)
                .filter(object -> !object.isEmpty())
                .distinct()
                .toList();
    }

    /**
     * Returns the entry in the report for an object that cannot be removed, in its own collection. If the object was to move, that is its
     * coming row: it may not be in two tables.
     */
    Refusal staying(String object, String reason) {
        Optional<PreparedRow> coming = changes.removals().stream()
                .filter(removal -> removal.reason() == Removal.Reason.MOVED
                        && objectOf(removal).equals(object))
                .flatMap(this::coming)
                .findFirst();
        if (coming.isPresent()) {
            return Refusal.ofRow(coming.get(), reason);
        }
        Removal first = changes.removals().stream()
                .filter(removal -> objectOf(removal).equals(object))
                .min(Comparator.comparing(removal -> removal instanceof Removal.ByKey ? 0 : 1))
                .orElseThrow();
        List<String> key = first instanceof Removal.ByKey one ? one.key() : List.of(object);
        IntercomCollection collection =
                first instanceof Removal.ByKey ? first.collection() : parents(first.collection());
        return Refusal.ofRemoval(collection, key, object, reason);
    }

    /** Returns the row that takes the place of one that moves. */
    private Stream<PreparedRow> coming(Removal moved) {
        return rows.entrySet().stream()
                .filter(entry -> entry.getKey() != moved.collection())
                .flatMap(entry -> entry.getValue().stream())
                .filter(row -> String.join(" ", row.key()).equals(objectOf(moved)));
    }

    private static IntercomCollection parents(IntercomCollection children) {
        return children == IntercomCollection.CONVERSATION_PARTS
                ? IntercomCollection.CONVERSATIONS
                : IntercomCollection.USERS;
    }

    /** Returns the unit with other rows in a collection, which have the same keys. */
    PreparedUnit with(IntercomCollection collection, List<PreparedRow> changed) {
        Map<IntercomCollection, List<PreparedRow>> all = new EnumMap<>(rows);
        all.put(collection, changed);
        return new PreparedUnit(changes, all, refused, staying);
    }

    /** Returns the unit without the removals of these objects. */
    PreparedUnit keeping(Collection<String> objects) {
        Set<String> all = new HashSet<>(staying);
        all.addAll(objects);
        return new PreparedUnit(changes, rows, refused, all);
    }

    /** Returns the ids of parents that were taken out. */
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

    /** Returns the parents whose children in this collection are replaced by those in the unit. */
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

    /** Returns the unit without these rows and removals. The parents of these rows are stored as rows that lack children. */
    PreparedUnit without(List<Refusal> found) {
        Map<IntercomCollection, Set<List<String>>> keys = found.stream()
                .filter(refusal -> refusal.object() == null)
                .map(Refusal::row)
                .collect(Collectors.groupingBy(
                        RefusedRow::collection, Collectors.mapping(RefusedRow::key, Collectors.toSet())));
        List<String> objects =
                found.stream().map(Refusal::object).filter(Objects::nonNull).toList();
        return keeping(objects)
                .lackingChildren(parentsOf(keys))
                .only(row -> !keys.getOrDefault(row.row().collection(), Set.of())
                        .contains(row.row().key()));
    }

    /** Returns the ids of the parents of those of the rows that are children. */
    private Set<String> parentsOf(Map<IntercomCollection, Set<List<String>>> keys) {
        Set<String> parents = new HashSet<>();
        keys.forEach((collection, some) -> collection
                .parentColumn()
                .ifPresent(column -> rows(collection).stream()
                        .filter(row -> some.contains(row.row().key()))
                        .forEach(row -> parents.add(row.textOf(column)))));
        return parents;
    }

    private PreparedUnit lackingChildren(Set<String> parents) {
        if (parents.isEmpty()) {
            return this;
        }
        Map<IntercomCollection, List<PreparedRow>> all = new EnumMap<>(rows);
        all.replaceAll((collection, some) -> collection.parentColumn().isPresent()
                ? some
                : some.stream()
                        .map(row -> parents.contains(row.row().key().get(0)) ? row.withoutSomeChildren() : row)
                        .toList());
        return new PreparedUnit(changes, all, refused, staying);
    }

    /** Returns the unit with only these rows and their parents, as if the database refused all others. */
    PreparedUnit only(List<PreparedRow> some) {
        Set<PreparedRow> kept = new HashSet<>(some);
        Set<String> parents = new HashSet<>();
        for (PreparedRow row : some) {
            row.row().collection().parentColumn().ifPresent(column -> parents.add(row.textOf(column)));
        }
        return only(row -> kept.contains(row)
                || (row.row().collection().parentColumn().isEmpty()
                        && parents.contains(row.row().key().get(0))));
    }

    private PreparedUnit only(Predicate<PreparedRow> isKept) {
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
        return new PreparedUnit(changes, kept, left, staying);
    }
}
