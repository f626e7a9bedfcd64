package io.intercomsync.testing;

import io.intercomsync.checkpoint.Checkpoint;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.error.SinkException;
import io.intercomsync.sink.Changes;
import io.intercomsync.sink.CheckpointingSink;
import io.intercomsync.sink.InMemorySink;
import io.intercomsync.sink.ReadableSink;
import io.intercomsync.sink.ReportingSink;
import io.intercomsync.sink.UnitSize;
import io.intercomsync.sink.WriteResult;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A sink that refuses some changes and gives the others to another one, in the smallest units. */
public final class BreakingSink implements CheckpointingSink, ReadableSink, ReportingSink {
    private final InMemorySink sink;
    private final Predicate<Changes> breaksAt;
    private List<WriteResult.RefusedRow> refused = List.of();
    private boolean breaksThen;
    private boolean isBroken;

    public BreakingSink(InMemorySink sink, Predicate<Changes> breaksAt) {
        this.sink = sink;
        this.breaksAt = breaksAt;
    }

    /** One that stores so many units of a feed, and no more. */
    public static BreakingSink after(int units, String feed, InMemorySink sink) {
        AtomicInteger stored = new AtomicInteger();
        return new BreakingSink(sink, changes -> changes.feed().equals(feed) && stored.incrementAndGet() > units);
    }

    /** It says once that it refused that row. */
    public BreakingSink refusing(WriteResult.RefusedRow row) {
        refused = List.of(row);
        return this;
    }

    /** Breaks right after the unit of which it refuses a row: before the engine can hand over the checkpoint. */
    public BreakingSink thenBreaking() {
        breaksThen = true;
        return this;
    }

    @Override
    public WriteResult store(Changes changes) {
        if (isBroken) {
            throw new SinkException("The program is killed");
        }
        if (breaksAt.test(changes)) {
            throw new SinkException("The sink is full");
        }
        if (refused.isEmpty()) {
            return sink.store(changes);
        }
        WriteResult stored = sink.store(withoutCheckpoints(changes)); // the refused row, too
        WriteResult result = new WriteResult(
                stored.changed(), refused, stored.replacedCharacters(), stored.attributesWithoutColumn());
        refused = List.of();
        isBroken = breaksThen;
        return result;
    }

    /** Replaces the checkpoints by one that no feed reads. */
    private static Changes withoutCheckpoints(Changes changes) {
        Checkpoint unread = new Checkpoint(changes.workspace(), "unread", "{}");
        return new Changes(changes.removals(), changes.batches(), changes.attributes(), List.of(unread));
    }

    @Override
    public UnitSize unitSize() {
        return new UnitSize(1, 1);
    }

    @Override
    public Optional<Checkpoint> checkpoint(String workspace, String feed) {
        return sink.checkpoint(workspace, feed);
    }

    @Override
    public Map<List<String>, Optional<Instant>> versions(
            String workspace, IntercomCollection collection, Collection<List<String>> keys) {
        return sink.versions(workspace, collection, keys);
    }

    @Override
    public Stream<List<String>> liveKeys(String workspace, IntercomCollection collection) {
        return sink.liveKeys(workspace, collection);
    }

    @Override
    public long liveRows(String workspace, IntercomCollection collection) {
        return sink.liveRows(workspace, collection);
    }
}
