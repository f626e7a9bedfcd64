package io.intercomsync.testkit;

import io.intercomsync.checkpoint.Checkpoint;
import io.intercomsync.checkpoint.InMemoryCheckpointStore;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.sink.Batch;
import io.intercomsync.sink.Changes;
import io.intercomsync.sink.CheckpointingSink;
import io.intercomsync.sink.ReadableSink;
import io.intercomsync.sink.Removal;
import io.intercomsync.sink.ReportingSink;
import io.intercomsync.sink.WriteResult;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The simplest sink with all abilities: maps by key. It shows what the contract asks for. */
final class MapSink implements CheckpointingSink, ReadableSink, ReportingSink {
    private static final Comparator<List<String>> BY_UTF_8 = (one, other) -> {
        int order = 0;
        for (int i = 0; i < one.size() && order == 0; i++) {
            order = Arrays.compareUnsigned(
                    one.get(i).getBytes(StandardCharsets.UTF_8), other.get(i).getBytes(StandardCharsets.UTF_8));
        }
        return order;
    };

    private final Map<IntercomCollection, Map<List<String>, Row>> rows = new EnumMap<>(IntercomCollection.class);
    private final InMemoryCheckpointStore checkpoints = new InMemoryCheckpointStore();
    private Map<IntercomCollection, Long> changed = Map.of();

    private Map<List<String>, Row> held(IntercomCollection collection) {
        return rows.computeIfAbsent(collection, c -> new HashMap<>());
    }

    synchronized List<Row> rows(IntercomCollection collection) {
        return List.copyOf(held(collection).values());
    }

    @Override
    public synchronized void write(Changes changes) {
        checkpoints.save(changes.checkpoint());
        changed = new EnumMap<>(IntercomCollection.class);
        Set<String> refused = new HashSet<>();
        for (Batch batch : changes.batches()) {
            for (Row row : batch.rows()) {
                if (isOlder(row)) {
                    refused.addAll(row.key());
                }
            }
        }
        changes.removals().forEach(removal -> remove(removal, changes, refused));
        changes.batches()
                .forEach(batch -> batch.rows().stream()
                        .filter(row -> !isOlder(row) && !refused.contains(parent(row)))
                        .forEach(this::put));
    }

    private static String parent(Row row) {
        return row.collection()
                .parentColumn()
                .map(row::value)
                .map(Object::toString)
                .orElse("\u0000none");
    }

    private boolean isOlder(Row row) {
        Row stored = held(row.collection()).get(row.key());
        Instant version = row.updatedAt();
        Instant storedVersion = stored == null ? null : stored.updatedAt();
        return version != null && storedVersion != null && version.isBefore(storedVersion);
    }

    private void put(Row row) {
        if (!row.equals(held(row.collection()).put(row.key(), row))) {
            changed.merge(row.collection(), 1L, Long::sum);
        }
    }

    private void remove(Removal removal, Changes changes, Set<String> refused) {
        Set<List<String>> coming = new HashSet<>();
        changes.batches().stream()
                .filter(batch -> batch.collection() == removal.collection())
                .forEach(batch -> batch.rows().forEach(row -> coming.add(row.key())));
        Predicate<Row> goes;
        if (removal instanceof Removal.ByKey byKey) {
            goes = row -> row.key().equals(byKey.key());
        } else if (removal instanceof Removal.ChildrenOf children) {
            goes = row -> parent(row).equals(children.parentId()) && !refused.contains(children.parentId());
        } else {
            goes = row -> !((Removal.AllBut) removal).keys().contains(row.key());
        }
        for (Row row : rows(removal.collection())) {
            if (goes.test(row) && !coming.contains(row.key())) {
                held(removal.collection()).remove(row.key());
                changed.merge(removal.collection(), 1L, Long::sum);
            }
        }
    }

    @Override
    public synchronized Optional<Checkpoint> checkpoint(String workspace, String feed) {
        return checkpoints.load(workspace, feed);
    }

    @Override
    public synchronized WriteResult lastWrite() {
        return new WriteResult(changed, List.of(), 0);
    }

    @Override
    public synchronized Map<List<String>, Optional<Instant>> versions(
            String workspace, IntercomCollection collection, Collection<List<String>> keys) {
        Map<List<String>, Optional<Instant>> versions = new HashMap<>();
        for (List<String> key : keys) {
            Row row = held(collection).get(key);
            if (row != null) {
                versions.put(key, Optional.ofNullable(row.updatedAt()));
            }
        }
        return versions;
    }

    @Override
    public synchronized Stream<List<String>> liveKeys(String workspace, IntercomCollection collection) {
        List<List<String>> keys = new ArrayList<>(held(collection).keySet());
        keys.sort(BY_UTF_8);
        return keys.stream();
    }

    @Override
    public synchronized long liveRows(String workspace, IntercomCollection collection) {
        return held(collection).size();
    }
}
