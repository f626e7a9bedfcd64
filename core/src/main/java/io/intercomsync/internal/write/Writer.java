package io.intercomsync.internal.write;

import io.intercomsync.checkpoint.Checkpoint;
import io.intercomsync.internal.feed.Item;
import io.intercomsync.internal.feed.Selection;
import io.intercomsync.internal.foreign.ForeignCode;
import io.intercomsync.internal.foreign.RedactedTrace;
import io.intercomsync.internal.state.Checkpoints;
import io.intercomsync.internal.state.FeedState;
import io.intercomsync.sink.Batch;
import io.intercomsync.sink.Changes;
import io.intercomsync.sink.CheckpointingSink;
import io.intercomsync.sink.ReadableSink;
import io.intercomsync.sink.ReportingSink;
import io.intercomsync.sink.Sink;
import io.intercomsync.sink.UnitSize;
import io.intercomsync.sink.WriteResult;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands rows to the sink, unit by unit. It alone moves the state of feeds, so a checkpoint never names rows that still wait in
 * the queue.
 */
public final class Writer {
    private static final Logger log = LoggerFactory.getLogger(Writer.class);

    private final String workspace;
    private final Sink sink;
    private final Checkpoints checkpoints;
    private final Selection selection;
    private final WriteQueue queue;
    private final UnitSize unitSize;
    private final RowMoves moves;
    private final Clock clock;

    public Writer(
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
        this.moves = new RowMoves(workspace, sink instanceof ReadableSink readable ? readable : null);
        this.clock = clock;
    }

    /**
     * Writes until all feeds have ended and the queue is empty. If the sink or the store throws, the feed fails.
     *
     * @throws InterruptedException if the run is to stop
     */
    public void writeAll() throws InterruptedException {
        for (WriteQueue.Taken taken = queue.take(unitSize); taken != null; taken = queue.take(unitSize)) {
            StoredFeed feed = taken.feed();
            try {
                write(taken);
                queue.stored(taken);
            } catch (Throwable e) {
                throwIfInterrupted(e);
                feed.listener().failed(e);
                queue.reject(feed);
            }
        }
    }

    /** Stops the run if a sink was interrupted, even if it did not set the flag of its thread again. */
    private static void throwIfInterrupted(Throwable fault) throws InterruptedException {
        if (Thread.interrupted() || ForeignCode.isInterrupt(fault)) {
            log.debug("The write was interrupted", RedactedTrace.of(fault));
            throw new InterruptedException();
        }
    }

    private void write(WriteQueue.Taken taken) {
        UnitBuilder unit = new UnitBuilder();
        List<Chunk> joined = new ArrayList<>();
        for (Chunk chunk : taken.chunks()) {
            if (!unit.accepts(chunk)) {
                write(taken.feed(), unit, joined);
                unit = new UnitBuilder();
                joined.clear();
            }
            unit.add(chunk);
            joined.add(chunk);
        }
        write(taken.feed(), unit, joined);
    }

    private void write(StoredFeed feed, UnitBuilder unit, List<Chunk> chunks) {
        FeedState before = stateBefore(feed, chunks);
        FeedState moved = stateAfter(before, chunks);
        if (chunks.stream().noneMatch(Chunk::needsWrite)) {
            feed.plan(moved);
            return;
        }
        Instant now = clock.instant();
        moves.settle(unit, feed.sharedIds(), before.history().readBefore(), now);
        List<Batch> batches = unit.batches(selection);
        FeedState next = moved.withRows(batches);
        FeedState kept = feed.keptState();
        FeedState saved = kept == null ? next : keptAfter(kept, chunks);
        boolean isEnd = next.finished() && !before.finished();
        Changes changes = new Changes(
                unit.removals(now),
                isEnd ? withEveryCollection(batches, feed) : batches,
                feed.attributes(),
                feed.checkpoints(workspace, saved));
        WriteResult result = store(changes);
        KeptOutRows refused = KeptOutRows.of(result, batches);
        FeedState stored = refused.applyTo(next);
        FeedState savedNow = kept == null ? stored : refused.applyToKept(saved);
        save(feed, changes, refused, savedNow);
        feed.moveTo(stored, savedNow);
        refused.objects().forEach(feed.listener()::refused);
        feed.listener().stored(changes, unit.removalsByCollection(), result);
        log.debug("Stored {}", changes);
    }

    /** Returns the state before the chunks. If they begin with the plan of a pass, that is the state of the plan. */
    private static FeedState stateBefore(StoredFeed feed, List<Chunk> chunks) {
        return chunks.stream()
                .flatMap(chunk -> chunk.events().stream())
                .filter(FeedEvent.PassPlanned.class::isInstance)
                .map(plan -> ((FeedEvent.PassPlanned) plan).pass())
                .findFirst()
                .orElseGet(feed::state);
    }

    private static FeedState stateAfter(FeedState before, List<Chunk> chunks) {
        FeedState state = before;
        for (Chunk chunk : chunks) {
            for (FeedEvent event : chunk.events()) {
                state = event.applyTo(state);
            }
        }
        return state;
    }

    /** Returns the kept state with the objects that the chunks store and that lack something. */
    private static FeedState keptAfter(FeedState kept, List<Chunk> chunks) {
        FeedState state = kept;
        for (Chunk chunk : chunks) {
            Set<String> stored = chunk.items().stream().map(Item::id).collect(Collectors.toSet());
            for (FeedEvent event : chunk.events()) {
                state = event.applyToKept(state, stored);
            }
        }
        return state;
    }

    /** Returns {@code null} if the sink reports no result. */
    private @Nullable WriteResult store(Changes changes) {
        if (sink instanceof ReportingSink reporting) {
            return reporting.store(changes);
        }
        sink.write(changes);
        return null;
    }

    /** Saves the checkpoint that is true now. If the sink kept rows out, it has stored the other rows without a checkpoint. */
    private void save(StoredFeed feed, Changes changes, KeptOutRows refused, FeedState saved) {
        List<Checkpoint> toSave = changes.checkpoints();
        if (!refused.isEmpty()) {
            toSave = feed.checkpoints(workspace, saved);
            if (sink instanceof CheckpointingSink) {
                sink.write(new Changes(List.of(), List.of(), feed.attributes(), toSave));
            }
        }
        if (!feed.isKept(toSave)) { // else another process may have saved a later one meanwhile
            checkpoints.saved(toSave);
        }
    }

    /** Adds empty batches, so that a collection without rows gets its table, too. */
    private List<Batch> withEveryCollection(List<Batch> batches, StoredFeed feed) {
        List<Batch> all = new ArrayList<>(batches);
        selection.among(feed.collections()).stream()
                .filter(collection -> batches.stream().noneMatch(batch -> batch.collection() == collection))
                .forEach(collection -> all.add(new Batch(collection, selection.columns(collection), List.of())));
        return all;
    }
}
