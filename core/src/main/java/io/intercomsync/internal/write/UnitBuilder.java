package io.intercomsync.internal.write;

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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Joins chunks of one feed into one unit. The unit equals the chunks written one after the other: a later set of children
 * replaces the earlier set, and of one key the newest version stays. A chunk that would break this begins a new unit.
 */
final class UnitBuilder {
    private record Key(IntercomCollection collection, List<String> values) {}

    /**
     * The children of one parent.
     *
     * @param owner the collection of the parent; {@code null} if the parent's own row is not wanted
     * @param version the version of the parent
     * @param replaced the collection in which they replace all that the parent had; {@code null} if older ones stay
     */
    private record Children(
            @Nullable IntercomCollection owner,
            @Nullable Instant version,
            @Nullable IntercomCollection replaced,
            Collection<Row> rows) {}

    private final Set<Removal> removals = new LinkedHashSet<>();
    private final Map<Key, Row> rows = new LinkedHashMap<>();
    private final Map<String, Children> children = new LinkedHashMap<>();

    /**
     * Returns whether the chunk can be joined. It cannot if the result would depend on what the sink holds: the sink may hold a
     * newer version of a parent than an earlier chunk, and then refuses this parent with its children. So no later chunk of the
     * same unit may add to these children or remove their parent.
     */
    boolean accepts(Chunk chunk) {
        return chunk.removals().stream().noneMatch(this::concerns)
                && chunk.items().stream().allMatch(item -> item.replaced() != null || !children.containsKey(item.id()));
    }

    private boolean concerns(Removal removal) {
        if (removal instanceof Removal.ByKey one) {
            return rows.containsKey(new Key(one.collection(), one.key()));
        }
        if (removal instanceof Removal.ChildrenOf all) {
            return children.containsKey(all.parentId());
        }
        return rows.keySet().stream().anyMatch(key -> key.collection() == removal.collection());
    }

    void add(Chunk chunk) {
        chunk.removals().forEach(this::remove);
        chunk.items().forEach(this::add);
    }

    void remove(Removal removal) {
        removals.add(removal);
    }

    private void add(Item item) {
        Row row = item.row();
        if (row != null) {
            Key key = new Key(row.collection(), row.key());
            Row held = rows.get(key);
            if (held != null && isOlder(row.updatedAt(), held.updatedAt())) {
                return;
            }
            rows.put(key, row);
        }
        addChildren(item, row == null ? null : row.collection(), row == null ? null : row.updatedAt());
    }

    private void addChildren(Item item, @Nullable IntercomCollection owner, @Nullable Instant version) {
        Children before = children.get(item.id());
        if (before != null && isOlder(version, before.version())) {
            return;
        }
        if (before == null || item.replaced() != null) {
            if (item.replaced() != null || !item.children().isEmpty()) {
                children.put(item.id(), new Children(owner, version, item.replaced(), item.children()));
            }
            return;
        }
        Map<List<String>, Row> both = new LinkedHashMap<>();
        before.rows().forEach(child -> both.put(child.key(), child));
        item.children().forEach(child -> both.put(child.key(), child));
        children.put(item.id(), new Children(owner, version, before.replaced(), both.values()));
    }

    private static boolean isOlder(@Nullable Instant one, @Nullable Instant other) {
        return one != null && other != null && one.isBefore(other);
    }

    /** Returns the rows of a collection, without those of children. */
    List<Row> rowsOf(IntercomCollection collection) {
        return rows.values().stream()
                .filter(row -> row.collection() == collection)
                .toList();
    }

    /** Removes an object from the unit: its row, and its children with it. */
    void drop(Row row) {
        rows.remove(new Key(row.collection(), row.key()));
        String id = row.key().get(0);
        Children its = children.get(id);
        if (its != null && its.owner() == row.collection()) {
            children.remove(id);
        }
    }

    /** Removes a row in favour of another row of the same object. The children stay. */
    void dropTwin(Row row, Row stays) {
        rows.remove(new Key(row.collection(), row.key()));
        children.computeIfPresent(
                row.key().get(0),
                (id, its) -> new Children(stays.collection(), its.version(), its.replaced(), its.rows()));
    }

    /** Counts the removals of single rows, by collection. */
    Map<IntercomCollection, Long> removalsByCollection() {
        Map<IntercomCollection, Long> counts = new EnumMap<>(IntercomCollection.class);
        for (Removal removal : removals) {
            if (removal instanceof Removal.ByKey) {
                counts.merge(removal.collection(), 1L, Long::sum);
            }
        }
        return counts;
    }

    /** Returns the removals. The present children of a parent replace all that the sink has. */
    List<Removal> removals(Instant now) {
        List<Removal> all = new ArrayList<>(removals);
        children.forEach((parent, its) -> {
            if (its.replaced() != null) {
                all.add(new Removal.ChildrenOf(its.replaced(), parent, Removal.Reason.REPLACED, now));
            }
        });
        return all;
    }

    /** Returns the rows to store. */
    List<Batch> batches(Selection selection) {
        Map<IntercomCollection, List<Row>> batches = new EnumMap<>(IntercomCollection.class);
        rows.values().forEach(row -> add(row, batches));
        childrenByKey().values().forEach(child -> add(child, batches));
        return batches.entrySet().stream()
                .map(batch -> new Batch(batch.getKey(), selection.columns(batch.getKey()), batch.getValue()))
                .toList();
    }

    /** Returns each child once, even if two parents sent it. */
    private Map<Key, Row> childrenByKey() {
        Map<Key, Row> byKey = new LinkedHashMap<>();
        for (Children its : children.values()) {
            for (Row child : its.rows()) {
                byKey.put(new Key(child.collection(), child.key()), child);
            }
        }
        return byKey;
    }

    private static void add(Row row, Map<IntercomCollection, List<Row>> batches) {
        batches.computeIfAbsent(row.collection(), none -> new ArrayList<>()).add(row);
    }
}
