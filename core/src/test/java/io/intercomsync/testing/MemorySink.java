package io.intercomsync.testing;

import io.intercomsync.checkpoint.Checkpoint;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.sink.Batch;
import io.intercomsync.sink.Changes;
import io.intercomsync.sink.CheckpointingSink;
import io.intercomsync.sink.ReadableSink;
import io.intercomsync.sink.Removal;
import io.intercomsync.sink.ReportingSink;
import io.intercomsync.sink.WriteResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A sink with every ability, in memory, as plain as can be: what a real one does is compared with it. */
public class MemorySink implements CheckpointingSink, ReadableSink, ReportingSink {
    private final Map<IntercomCollection, Map<List<String>, Row>> tables = new EnumMap<>(IntercomCollection.class);
    private final Map<String, Checkpoint> checkpoints = new HashMap<>();
    private final List<Removal> removals = new ArrayList<>();
    private Map<IntercomCollection, Long> changed = Map.of();
    private int writes;

    public MemorySink() {
        for (IntercomCollection collection : IntercomCollection.values()) {
            tables.put(collection, new LinkedHashMap<>());
        }
    }

    @Override
    public synchronized void write(Changes changes) {
        writes++;
        Map<IntercomCollection, Map<List<String>, Row>> before = new EnumMap<>(IntercomCollection.class);
        tables.forEach((collection, table) -> before.put(collection, Map.copyOf(table)));
        changes.removals().stream()
                .filter(removal -> !isReplaced(removal))
                .forEach(removal -> remove(removal, Set.of()));
        Set<String> refused = refusedParents(changes);
        changes.removals().stream().filter(MemorySink::isReplaced).forEach(removal -> remove(removal, refused));
        changes.batches().forEach(batch -> store(batch, refused));
        checkpoints.put(changes.feed(), changes.checkpoint());
        changed = new EnumMap<>(IntercomCollection.class);
        tables.forEach((collection, table) -> changed.put(collection, differences(before.get(collection), table)));
    }

    private static long differences(Map<List<String>, Row> before, Map<List<String>, Row> after) {
        long gone =
                before.keySet().stream().filter(key -> !after.containsKey(key)).count();
        return gone
                + after.entrySet().stream()
                        .filter(row -> !row.getValue().equals(before.get(row.getKey())))
                        .count();
    }

    private static boolean isReplaced(Removal removal) {
        return removal.reason() == Removal.Reason.REPLACED;
    }

    private Set<String> refusedParents(Changes changes) {
        Set<String> refused = new HashSet<>();
        for (Batch batch : changes.batches()) {
            if (batch.collection().parentColumn().isEmpty()) {
                batch.rows().stream()
                        .filter(this::isStale)
                        .forEach(row -> refused.add(row.key().get(0)));
            }
        }
        return refused;
    }

    private boolean isStale(Row row) {
        Row held = tables.get(row.collection()).get(row.key());
        Instant version = row.updatedAt();
        return held != null && version != null && held.updatedAt() != null && version.isBefore(held.updatedAt());
    }

    private void remove(Removal removal, Set<String> refused) {
        removals.add(removal);
        Map<List<String>, Row> table = tables.get(removal.collection());
        if (removal instanceof Removal.ByKey one) {
            table.remove(one.key());
        } else if (removal instanceof Removal.ChildrenOf children && !refused.contains(children.parentId())) {
            table.values().removeIf(row -> parentOf(row).equals(children.parentId()));
        } else if (removal instanceof Removal.AllBut listed) {
            table.keySet().removeIf(key -> !listed.keys().contains(key));
        }
    }

    private void store(Batch batch, Set<String> refused) {
        for (Row row : batch.rows()) {
            boolean isRefused =
                    batch.collection().parentColumn().isPresent() ? refused.contains(parentOf(row)) : isStale(row);
            if (!isRefused) {
                tables.get(batch.collection()).put(row.key(), row);
            }
        }
    }

    private static String parentOf(Row row) {
        return (String) row.value(row.collection().parentColumn().orElseThrow());
    }

    /** The rows held, by key. */
    public synchronized Map<List<String>, Row> rows(IntercomCollection collection) {
        Map<List<String>, Row> sorted =
                new TreeMap<>((one, other) -> one.toString().compareTo(other.toString()));
        sorted.putAll(tables.get(collection));
        return sorted;
    }

    /** The removals handed over, in order. */
    public synchronized List<Removal> removals() {
        return List.copyOf(removals);
    }

    /** How often something was written. */
    public synchronized int writes() {
        return writes;
    }

    @Override
    public synchronized Optional<Checkpoint> checkpoint(String workspace, String feed) {
        return Optional.ofNullable(checkpoints.get(feed));
    }

    @Override
    public synchronized Map<List<String>, Optional<Instant>> versions(
            String workspace, IntercomCollection collection, Collection<List<String>> keys) {
        Map<List<String>, Optional<Instant>> versions = new HashMap<>();
        for (List<String> key : keys) {
            Row row = tables.get(collection).get(key);
            if (row != null) {
                versions.put(key, Optional.ofNullable(row.updatedAt()));
            }
        }
        return versions;
    }

    @Override
    public synchronized Stream<List<String>> liveKeys(String workspace, IntercomCollection collection) {
        return List.copyOf(rows(collection).keySet()).stream();
    }

    @Override
    public synchronized long liveRows(String workspace, IntercomCollection collection) {
        return tables.get(collection).size();
    }

    @Override
    public synchronized WriteResult lastWrite() {
        return new WriteResult(changed, List.of(), 0);
    }
}
