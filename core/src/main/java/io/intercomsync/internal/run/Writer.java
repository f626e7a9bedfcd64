package io.intercomsync.internal.run;

import io.intercomsync.checkpoint.Checkpoint;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.internal.feed.PendingObject;
import io.intercomsync.internal.feed.Selection;
import io.intercomsync.internal.foreign.ForeignCode;
import io.intercomsync.internal.foreign.RedactedTrace;
import io.intercomsync.internal.resource.ApiResource;
import io.intercomsync.sink.Batch;
import io.intercomsync.sink.Changes;
import io.intercomsync.sink.CheckpointingSink;
import io.intercomsync.sink.ReadableSink;
import io.intercomsync.sink.ReportingSink;
import io.intercomsync.sink.Sink;
import io.intercomsync.sink.UnitSize;
import io.intercomsync.sink.WriteResult;
import io.intercomsync.sink.WriteResult.RefusedRow;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands what was read to the sink, unit by unit. It alone moves checkpoints: a checkpoint speaks of what is stored, never
 * of what still waits in the queue.
 */
final class Writer {
    private static final Logger log = LoggerFactory.getLogger(Writer.class);

    private final String workspace;
    private final Sink sink;
    private final Checkpoints checkpoints;
    private final Selection selection;
    private final WriteQueue queue;
    private final UnitSize unitSize;
    private final PersonMoves persons;
    private final Clock clock;

    Writer(
            String workspace,
            Sink sink,
            Checkpoints checkpoints,
            Selection selection,
            WriteQueue queue,
            UnitSize unitSize,
            Clock clock) {
        this.workspace = workspace;
        this.sink = sink;
        this.checkpoints = checkpoints;
        this.selection = selection;
        this.queue = queue;
        this.unitSize = unitSize;
        this.persons = new PersonMoves(workspace, sink instanceof ReadableSink readable ? readable : null);
        this.clock = clock;
    }

    /**
     * Writes until all feeds have ended and nothing is left. What the sink or the store throws fails its feed.
     *
     * @throws InterruptedException if the run is to stop
     */
    void writeAll() throws InterruptedException {
        for (WriteQueue.Taken taken = queue.take(unitSize); taken != null; taken = queue.take(unitSize)) {
            FeedRun feed = taken.feed();
            try {
                write(taken);
                queue.stored(taken);
            } catch (Throwable e) {
                refuseInterrupted(e);
                feed.fail(e);
                queue.reject(feed);
            }
        }
    }

    /** A sink that was interrupted may have forgotten to say so to its thread: else the run would go on with the next unit. */
    private static void refuseInterrupted(Throwable fault) throws InterruptedException {
        if (Thread.interrupted() || ForeignCode.isInterrupt(fault)) {
            log.debug("The write was interrupted", RedactedTrace.of(fault));
            throw new InterruptedException();
        }
    }

    private void write(WriteQueue.Taken taken) {
        UnitBuilder unit = new UnitBuilder();
        List<Chunk> joined = new ArrayList<>();
        for (Chunk piece : taken.pieces()) {
            if (!unit.accepts(piece)) {
                write(taken.feed(), unit, joined);
                unit = new UnitBuilder();
                joined.clear();
            }
            unit.add(piece);
            joined.add(piece);
        }
        write(taken.feed(), unit, joined);
    }

    private void write(FeedRun feed, UnitBuilder unit, List<Chunk> pieces) {
        Instant now = clock.instant();
        if (feed.kind() == ApiResource.CONTACTS) {
            persons.settle(unit, feed.state().history().readBefore(), now);
        }
        List<Batch> batches = unit.batches(selection);
        FeedState next = feed.state().handedOver(batches);
        for (Chunk piece : pieces) {
            next = piece.then().apply(next);
        }
        boolean isEnd = next.finished() && !feed.state().finished();
        Changes changes = new Changes(
                unit.removals(now),
                isEnd ? withEveryCollection(batches, feed.kind()) : batches,
                checkpoint(feed, next));
        WriteResult result = store(changes);
        List<RefusedRow> refused = result == null ? List.of() : result.refused();
        FeedState stored = afterRefusals(refused, batches, next);
        if (!refused.isEmpty() && sink instanceof CheckpointingSink) { // it has stored the rest without a checkpoint
            sink.write(new Changes(List.of(), List.of(), checkpoint(feed, stored)));
        }
        checkpoints.stored(checkpoint(feed, stored));
        feed.stored(stored);
        refused.forEach(row -> objectOf(row, batches)
                .ifPresent(id -> feed.report().shortcomings().owes(id, null)));
        feed.report().stored(changes, unit.removalsByCollection(), result);
        log.debug("Stored {}", changes);
    }

    private Checkpoint checkpoint(FeedRun feed, FeedState state) {
        return new Checkpoint(workspace, feed.kind().feedName(), FeedStateJson.write(state));
    }

    /** The objects of rows that were refused are to be asked for again until they are stored. */
    private static FeedState afterRefusals(List<RefusedRow> refused, List<Batch> batches, FeedState whole) {
        Map<String, Optional<PendingObject>> owed = new HashMap<>();
        Map<IntercomCollection, Long> unknown = new EnumMap<>(IntercomCollection.class);
        for (RefusedRow row : refused) {
            Optional<String> object = objectOf(row, batches);
            object.ifPresentOrElse(
                    id -> owed.put(id, Optional.of(new PendingObject(row.collection(), 0))),
                    () -> unknown.merge(row.collection(), 1L, Long::sum));
        }
        return whole.lost(unknown).owing(owed);
    }

    private static Optional<String> objectOf(RefusedRow refused, List<Batch> batches) {
        String parent = refused.collection().parentColumn().orElse(null);
        if (parent == null) {
            return Optional.of(refused.key().get(0));
        }
        return batches.stream()
                .filter(batch -> batch.collection() == refused.collection())
                .flatMap(batch -> batch.rows().stream())
                .filter(row -> row.key().equals(refused.key()))
                .map(row -> String.valueOf(row.value(parent)))
                .findFirst();
    }

    /** So that a collection without rows gets its table, too. */
    private List<Batch> withEveryCollection(List<Batch> batches, ApiResource kind) {
        List<Batch> all = new ArrayList<>(batches);
        kind.collections().stream()
                .filter(selection::has)
                .filter(collection -> batches.stream().noneMatch(batch -> batch.collection() == collection))
                .forEach(collection -> all.add(new Batch(collection, selection.columns(collection), List.of())));
        return all;
    }

    /** Returns {@code null} if the sink reports no result. */
    private @Nullable WriteResult store(Changes changes) {
        if (sink instanceof ReportingSink reporting) {
            return reporting.store(changes);
        }
        sink.write(changes);
        return null;
    }
}
