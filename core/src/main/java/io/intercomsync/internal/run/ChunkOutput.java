package io.intercomsync.internal.run;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.internal.feed.Item;
import io.intercomsync.internal.feed.Output;
import io.intercomsync.internal.feed.PendingObject;
import io.intercomsync.internal.feed.Slice;
import io.intercomsync.internal.files.IdFile;
import io.intercomsync.internal.state.FeedState;
import io.intercomsync.internal.write.Chunk;
import io.intercomsync.internal.write.FeedEvent;
import io.intercomsync.internal.write.WriteQueue;
import io.intercomsync.report.Fault;
import io.intercomsync.sink.Removal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Cuts what a slice puts out into chunks for the queue. */
final class ChunkOutput implements Output {
    private static final long LARGEST_CHUNK = 256 << 10;
    private static final long SIZE_OF_REMOVAL = 128;

    private final FeedRun feedRun;
    private final WriteQueue queue;
    private final FeedState pass;
    private @Nullable Slice slice;
    private final @Nullable IdFile listed;
    private List<Removal> removals = new ArrayList<>();
    private List<Item> items = new ArrayList<>();
    private Map<IntercomCollection, Long> losses = new EnumMap<>(IntercomCollection.class);
    private Map<String, Optional<PendingObject>> pending = new HashMap<>();
    private Set<IntercomCollection> gaps = EnumSet.noneOf(IntercomCollection.class);
    /** The time since which deleted objects are not known; {@code null} if they are. */
    private @Nullable Instant deletionsUnknownSince;

    private long bytes;
    private boolean isFirstPage = true;

    /**
     * Puts out what belongs to no slice.
     *
     * @param pass the state at the begin of the pass
     */
    ChunkOutput(FeedRun feedRun, WriteQueue queue, FeedState pass) {
        this(feedRun, queue, pass, null, null);
    }

    /**
     * Puts out a slice.
     *
     * @param pass the state at the begin of the pass
     * @param slice the slice whose position moves; {@code null} to move none
     * @param listed takes the ids of all objects; {@code null} to keep no ids
     */
    ChunkOutput(FeedRun feedRun, WriteQueue queue, FeedState pass, @Nullable Slice slice, @Nullable IdFile listed) {
        this.feedRun = feedRun;
        this.queue = queue;
        this.pass = pass;
        this.slice = slice;
        this.listed = listed;
    }

    @Override
    public void item(Item item) {
        count(item.id(), item.row() != null || feedRun.wantsOnlyChildren());
        resolved(item.id());
        items.add(item);
        bytes += item.bytes();
        putIfLarge();
    }

    @Override
    public void unchanged(String id) {
        count(id, true);
    }

    @Override
    public void resolved(String id) {
        boolean isPending = feedRun.report().gaps().isPending(id)
                || pass.history().pending().objects().containsKey(id);
        if (isPending && pending.putIfAbsent(id, Optional.empty()) == null) {
            feedRun.report().resolve(id);
        }
    }

    private void count(String id, boolean isWanted) {
        if (isWanted) {
            feedRun.progress().countObject();
        }
        if (listed != null) {
            listed.add(id);
        }
    }

    @Override
    public void removal(Removal removal) {
        if (!items.isEmpty()) {
            flush();
        }
        removals.add(removal);
        if (removal instanceof Removal.ByKey one) {
            feedRun.report().addGone(one);
            resolved(one.key().get(0));
        }
        bytes += SIZE_OF_REMOVAL;
        putIfLarge();
    }

    private void putIfLarge() {
        if (bytes >= LARGEST_CHUNK) {
            flush();
        }
    }

    @Override
    public void refused(IntercomCollection collection, Fault fault) {
        if (pending.containsKey(fault.id())) { // a pending object is reported once, and may still arrive
            feedRun.report().reportedStats(collection).takeBack(fault.id());
        } else {
            losses.merge(collection, 1L, Long::sum);
        }
        feedRun.report().reportedStats(collection).addFault(fault);
    }

    @Override
    public void typeMismatches(IntercomCollection collection, int fields) {
        feedRun.report().reportedStats(collection).addTypeMismatches(fields);
    }

    @Override
    public void gap(IntercomCollection collection, long rows, String reason) {
        losses.merge(collection, rows, Long::sum);
        feedRun.report().reportedStats(collection).addMissing(rows, reason);
    }

    @Override
    public void remark(IntercomCollection collection, String text) {
        feedRun.report().reportedStats(collection).addRemark(text);
    }

    @Override
    public void unknownGap(IntercomCollection collection, String reason) {
        gaps.add(collection);
        feedRun.report().addUnknownGap(collection, reason);
        boolean mayBeSkipped = feedRun.skipsHeldObjects()
                && pass.scope().asksForAll()
                && pass.history().readBefore();
        if (mayBeSkipped) { // stored objects may lack columns that are wanted now
            for (IntercomCollection children :
                    feedRun.context().selection().among(feedRun.resource().children())) {
                feedRun.report().addUnknownGap(children, reason);
                if (!feedRun.resource().childrenShareGaps()) {
                    gaps.add(children);
                }
            }
        }
    }

    @Override
    public void pending(String id, PendingObject what, @Nullable String reason) {
        pending.put(id, Optional.of(what));
        feedRun.report().gaps().addPending(id, reason);
    }

    @Override
    public void deletionsUnknown(Instant since) {
        deletionsUnknownSince = since;
    }

    @Override
    public void expected(@Nullable Long objects) {
        if (isFirstPage && objects != null) {
            feedRun.progress().expect(objects);
        }
        isFirstPage = false;
    }

    @Override
    public void reached(@Nullable String position, long read) {
        feedRun.context().budget().noteProgress();
        if (slice == null) {
            flush();
        } else {
            advance(slice.at(position, read));
        }
        feedRun.progress().pageRead(0);
    }

    @Override
    public void restart() {
        if (slice != null) {
            advance(slice.fromBeginningAgain());
        }
    }

    private void advance(Slice now) {
        slice = now;
        put(new FeedEvent.SliceAdvanced(now));
    }

    /** Returns the event that ends the pass. It tells since when deleted objects are not known. */
    FeedEvent.PassEnded passEnded() {
        return new FeedEvent.PassEnded(deletionsUnknownSince);
    }

    /** Puts the gathered rows into the queue. The position of the slice stays where it is. */
    void flush() {
        if (!items.isEmpty() || !removals.isEmpty() || !pending.isEmpty() || !gaps.isEmpty()) {
            put();
        }
    }

    /** Puts the gathered rows into the queue, and these events after them. */
    void put(FeedEvent... then) {
        List<FeedEvent> events = new ArrayList<>();
        if (!losses.isEmpty()) {
            events.add(new FeedEvent.RowsLost(losses));
        }
        if (!pending.isEmpty()) {
            events.add(new FeedEvent.PendingChanged(pending));
        }
        if (!gaps.isEmpty()) {
            events.add(new FeedEvent.GapsFound(gaps));
        }
        events.addAll(List.of(then));
        Chunk chunk = new Chunk(removals, items, events, bytes);
        gaps = EnumSet.noneOf(IntercomCollection.class);
        losses = new EnumMap<>(IntercomCollection.class);
        pending = new HashMap<>();
        removals = new ArrayList<>();
        items = new ArrayList<>();
        bytes = 0;
        queue.put(feedRun.stored(), chunk);
    }
}
