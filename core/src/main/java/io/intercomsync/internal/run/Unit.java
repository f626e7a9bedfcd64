package io.intercomsync.internal.run;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.internal.feed.Item;
import io.intercomsync.internal.feed.Selection;
import io.intercomsync.sink.Batch;
import io.intercomsync.sink.Removal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Pieces of one feed joined into one unit, which equals the pieces written one after the other: a later removal drops what
 * came before under its key, a later set of children drops the earlier set, of one key the newest version stays.
 */
final class Unit {
    /** A row, or the children of a parent whose own row is not wanted. */
    private record Key(@Nullable IntercomCollection collection, String id) {}

    private final Map<Object, Removal> removals = new LinkedHashMap<>();
    private final Map<Key, Item> items = new LinkedHashMap<>();

    void add(Piece piece) {
        piece.removals().forEach(this::remove);
        piece.items().forEach(this::add);
    }

    void remove(Removal removal) {
        if (removal instanceof Removal.ByKey one) {
            items.remove(new Key(one.collection(), one.key().get(0)));
            removals.put(List.of(one.collection(), one.key()), removal);
        } else if (removal instanceof Removal.ChildrenOf children) {
            items.replaceAll((key, item) -> item.id().equals(children.parentId()) ? item.withoutChildren() : item);
            removals.put(List.of(children.collection(), "children", children.parentId()), removal);
        } else if (removal instanceof Removal.AllBut listed) {
            items.values().removeIf(item -> isNotListed(item.row(), listed));
            removals.put(List.of(listed.collection(), "all"), removal);
        }
    }

    private static boolean isNotListed(@Nullable Row row, Removal.AllBut listed) {
        return row != null
                && row.collection() == listed.collection()
                && !listed.keys().contains(row.key());
    }

    private void add(Item item) {
        Row row = item.row();
        Key key = new Key(row == null ? null : row.collection(), item.id());
        items.merge(key, item, Unit::later);
    }

    private static Item later(Item before, Item after) {
        if (isOlder(after, before)) {
            return before;
        }
        if (after.replaced() != null || before.children().isEmpty()) {
            return after;
        }
        Map<List<String>, Row> children = new LinkedHashMap<>();
        before.children().forEach(child -> children.put(child.key(), child));
        after.children().forEach(child -> children.put(child.key(), child));
        return new Item(after.id(), after.row(), List.copyOf(children.values()), before.replaced());
    }

    private static boolean isOlder(Item one, Item other) {
        Instant version = one.row() == null ? null : one.row().updatedAt();
        Instant otherVersion = other.row() == null ? null : other.row().updatedAt();
        return version != null && otherVersion != null && version.isBefore(otherVersion);
    }

    /** The rows of a collection, without those of children. */
    List<Row> rowsOf(IntercomCollection collection) {
        return items.values().stream()
                .map(Item::row)
                .filter(row -> row != null && row.collection() == collection)
                .toList();
    }

    /** Leaves out an object: its row, and its children with it. */
    void drop(Row row) {
        items.remove(new Key(row.collection(), row.key().get(0)));
    }

    /** How many removals of single rows there are, by collection. */
    Map<IntercomCollection, Long> removalsByCollection() {
        Map<IntercomCollection, Long> counts = new EnumMap<>(IntercomCollection.class);
        for (Removal removal : removals.values()) {
            if (removal instanceof Removal.ByKey) {
                counts.merge(removal.collection(), 1L, Long::sum);
            }
        }
        return counts;
    }

    /** What the sink is to remove; the present children of a parent replace what it had. */
    List<Removal> removals(Instant now) {
        List<Removal> all = new ArrayList<>(removals.values());
        for (Item item : items.values()) {
            if (item.replaced() != null) {
                all.add(new Removal.ChildrenOf(item.replaced(), item.id(), Removal.Reason.REPLACED, now));
            }
        }
        return all;
    }

    /** What the sink is to store. */
    List<Batch> batches(Selection selection) {
        Map<IntercomCollection, Map<List<String>, Row>> rows = new EnumMap<>(IntercomCollection.class);
        for (Item item : items.values()) {
            Stream.concat(Stream.ofNullable(item.row()), item.children().stream())
                    .forEach(row -> rows.computeIfAbsent(row.collection(), none -> new LinkedHashMap<>())
                            .put(row.key(), row));
        }
        return rows.entrySet().stream()
                .map(batch -> batch(batch.getKey(), batch.getValue().values(), selection))
                .toList();
    }

    private static Batch batch(IntercomCollection collection, Collection<Row> rows, Selection selection) {
        return new Batch(collection, selection.columns(collection), List.copyOf(rows));
    }
}
