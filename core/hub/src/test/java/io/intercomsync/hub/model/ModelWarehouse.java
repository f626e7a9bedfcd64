package io.intercomsync.hub.model;

import io.intercomsync.checkpoint.Checkpoint;
import io.intercomsync.collection.AttributeDefinition;
import io.intercomsync.collection.Column;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.error.SinkException;
import io.intercomsync.sink.Batch;
import io.intercomsync.sink.Changes;
import io.intercomsync.sink.CheckpointingSink;
import io.intercomsync.sink.InMemorySink;
import io.intercomsync.sink.ReadableSink;
import io.intercomsync.sink.Removal;
import io.intercomsync.sink.ReportingSink;
import io.intercomsync.sink.Sink;
import io.intercomsync.sink.UnitSize;
import io.intercomsync.sink.WriteResult;
import io.intercomsync.sink.WriteResult.RefusedRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A warehouse in memory that breaks, refuses rows, or is interrupted when the test says so. */
final class ModelWarehouse {
    /** The abilities that a sink may have. */
    enum Kind {
        FULL,
        UNREADABLE,
        PLAIN
    }

    /** The way in which a write fails. */
    enum Fault {
        BEFORE,
        AFTER,
        INTERRUPT
    }

    final Kind kind;
    final InMemorySink memory = new InMemorySink();
    final Map<String, AttributeDefinition> attributes = new HashMap<>();
    /** The id of the object that is kept out with its children; empty if there is none. */
    String refused = "";
    /** True once removals may have been lost, with an older hub file or over time. A sink that cannot be read back keeps such rows. */
    boolean mayKeepRemovedRows;

    private final int rowsOfAUnit;
    private @Nullable Fault fault;
    private int writesUntilFault;
    private int writes;

    ModelWarehouse(Kind kind, int rowsOfAUnit) {
        this.kind = kind;
        this.rowsOfAUnit = rowsOfAUnit;
    }

    /** Fails once, at the n-th write from now. */
    void fail(Fault chosen, int write) {
        fault = chosen;
        writesUntilFault = write;
    }

    /** Forgets the fault where the flush ended before it. */
    void endFault() {
        fault = null;
    }

    void recover() {
        refused = "";
    }

    int writes() {
        return writes;
    }

    Sink sink() {
        return switch (kind) {
            case FULL -> new FullSink();
            case UNREADABLE -> new UnreadableSink();
            case PLAIN -> this::store;
        };
    }

    /** Removes all rows of a table, as a person would by hand. */
    void empty(IntercomCollection collection) {
        List<Removal> all = new ArrayList<>();
        memory.rows(collection)
                .keySet()
                .forEach(key ->
                        all.add(new Removal.ByKey(collection, key, Removal.Reason.DELETED, Instant.EPOCH, null)));
        memory.store(new Changes(all, List.of(), new Checkpoint(ModelChange.WORKSPACE, "by hand", "{}")));
    }

    private WriteResult store(Changes changes) {
        writes++;
        Fault now = fault != null && --writesUntilFault <= 0 ? fault : null;
        fault = now == null ? fault : null;
        if (now == Fault.BEFORE) {
            throw new SinkException("The warehouse is down");
        }
        WriteResult result = stored(changes);
        if (now == Fault.AFTER) {
            throw new SinkException("The answer of the warehouse was lost");
        }
        if (now == Fault.INTERRUPT) {
            Thread.currentThread().interrupt();
        }
        return result;
    }

    private WriteResult stored(Changes changes) {
        changes.attributes().forEach(each -> attributes.put(each.collection() + each.name(), each));
        List<RefusedRow> keptOut = new ArrayList<>();
        List<Batch> batches = new ArrayList<>();
        for (Batch batch : changes.batches()) {
            List<Row> rows = new ArrayList<>();
            for (Row row : batch.rows()) {
                if (isRefused(row.collection(), row)) {
                    keptOut.add(new RefusedRow(row.collection(), row.key(), "The constraint of the owner refuses it"));
                } else {
                    rows.add(row);
                }
            }
            batches.add(new Batch(batch.collection(), batch.columns(), rows));
        }
        if (keptOut.isEmpty()) {
            return memory.store(changes);
        }
        List<Removal> removals = changes.removals().stream()
                .filter(removal -> !(removal instanceof Removal.ChildrenOf children
                        && children.reason() == Removal.Reason.REPLACED
                        && children.parentId().equals(refused)))
                .toList();
        Checkpoint unread = new Checkpoint(changes.workspace(), "unread", "{}");
        WriteResult result = memory.store(new Changes(removals, batches, unread));
        return new WriteResult(result.changed(), keptOut, 0);
    }

    private boolean isRefused(IntercomCollection collection, Row row) {
        if (refused.isEmpty() || kind != Kind.FULL) {
            return false;
        }
        String owner = collection.parentColumn().orElse("id");
        return refused.equals(row.value(owner));
    }

    /** Returns the rows of a collection without the columns that were left out. */
    static Map<List<String>, Row> rows(InMemorySink from, IntercomCollection collection, List<String> without) {
        Map<List<String>, Row> rows = new HashMap<>();
        List<Column> kept = collection.columns().stream()
                .filter(column -> !without.contains(collection.tableName() + "." + column.name()))
                .toList();
        from.rows(collection).forEach((key, row) -> rows.put(key, row.only(kept)));
        return rows;
    }

    private class UnreadableSink implements CheckpointingSink {
        @Override
        public void write(Changes changes) {
            ModelWarehouse.this.store(changes);
        }

        @Override
        public UnitSize unitSize() {
            return new UnitSize(rowsOfAUnit, 1 << 20);
        }

        @Override
        public Optional<Checkpoint> checkpoint(String workspace, String feed) {
            return memory.checkpoint(workspace, feed);
        }
    }

    private final class FullSink extends UnreadableSink implements ReadableSink, ReportingSink {
        @Override
        public void write(Changes changes) {
            store(changes);
        }

        @Override
        public WriteResult store(Changes changes) {
            return ModelWarehouse.this.store(changes);
        }

        @Override
        public Map<List<String>, Optional<Instant>> versions(
                String workspace, IntercomCollection collection, Collection<List<String>> keys) {
            return memory.versions(workspace, collection, keys);
        }

        @Override
        public Stream<List<String>> liveKeys(String workspace, IntercomCollection collection) {
            return memory.liveKeys(workspace, collection);
        }

        @Override
        public long liveRows(String workspace, IntercomCollection collection) {
            return memory.liveRows(workspace, collection);
        }
    }
}
