package io.intercomsync.hub.internal.flush;

import static java.util.Objects.requireNonNull;

import io.intercomsync.collection.AttributeDefinition;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.error.FlushFailedException;
import io.intercomsync.error.SinkException;
import io.intercomsync.hub.internal.store.Family;
import io.intercomsync.hub.internal.store.FamilyPage;
import io.intercomsync.hub.internal.store.HubReader;
import io.intercomsync.hub.internal.store.HubReader.SeqMark;
import io.intercomsync.hub.internal.store.HubStore;
import io.intercomsync.internal.foreign.FailureMessage;
import io.intercomsync.internal.foreign.ForeignCode;
import io.intercomsync.internal.pace.ElapsedTime;
import io.intercomsync.internal.value.Amounts;
import io.intercomsync.report.FlushReport;
import io.intercomsync.report.Status;
import io.intercomsync.sink.Batch;
import io.intercomsync.sink.ReadableSink;
import io.intercomsync.sink.ReportingSink;
import io.intercomsync.sink.Sink;
import io.intercomsync.sink.UnitSize;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings one warehouse up to the change that is the last one when the flush begins. */
public final class FlushRun {
    private static final Logger log = LoggerFactory.getLogger(FlushRun.class);
    private static final int SHARE_OF_HEAP = 16;

    private final HubStore store;
    private final HubReader hub;
    private final Sink sink;
    private final FlushOptions options;
    private final FlushWatcher watcher;
    private final FlushCounts counts;
    private final Clock clock;
    private final ElapsedTime time;
    private final FlushLimit limit;
    private final Instant startedAt;
    private String workspace = "unknown";
    private long done;
    private long expected;

    public FlushRun(HubStore store, Sink sink, FlushOptions options, FlushWatcher watcher) {
        this.store = store;
        this.hub = store.reader();
        this.sink = ForeignCode.sink(sink);
        this.options = options;
        this.watcher = watcher;
        this.counts = new FlushCounts(options.selection(), this.sink instanceof ReportingSink);
        this.clock = store.clock();
        this.time = new ElapsedTime(clock);
        this.limit = new FlushLimit(options.maxDuration(), time);
        this.startedAt = ForeignCode.now(clock);
    }

    /**
     * Flushes. If this thread is interrupted, it stops after the unit under way and returns; the thread's flag is set then.
     *
     * @throws FlushFailedException if the flush broke off
     */
    public FlushReport execute() {
        try {
            return ended(flush(), null);
        } catch (Throwable e) {
            if (Thread.interrupted() || ForeignCode.isInterrupt(e)) {
                Thread.currentThread().interrupt();
                return stopped();
            }
            throw new FlushFailedException(ended(Status.FAILED, FailureMessage.of(e)), e);
        }
    }

    /** Returns the report of a flush that was told to stop. */
    public FlushReport stopped() {
        return ended(Status.STOPPED, "The flush was told to stop before the end; the next one goes on from here");
    }

    private FlushReport ended(Status end, @Nullable String message) {
        FlushReport report = report(end, message);
        FlushLog.tell(report);
        return report;
    }

    private FlushReport report(Status end, @Nullable String message) {
        Duration most = options.maxDuration();
        String words = end == Status.STOPPED_AT_BUDGET && most != null
                ? "The flush used up its time of " + Amounts.of(most) + "; the next one goes on from here"
                : message;
        return counts.report(workspace, options.name(), startedAt, time.passed(), end, words);
    }

    private Status flush() throws InterruptedException {
        String held = hub.workspace();
        if (held == null) {
            counts.note("The hub is empty: no source run has stored anything in it yet");
            return Status.COMPLETE;
        }
        workspace = held;
        FlushLimit.refuseInterrupted();
        try {
            sink.beginRun(workspace);
            return flushTo(target());
        } finally {
            endRun();
        }
    }

    /** Ends the run for the sink. A failure here comes too late to change what is stored. */
    private void endRun() {
        try {
            sink.endRun();
        } catch (RuntimeException e) {
            log.warn("The flush is over, but the warehouse could not end it: {}", FailureMessage.of(e));
        }
    }

    private FlushTarget target() {
        List<AttributeDefinition> attributes =
                hub.attributes().stream().filter(options.selection()::has).toList();
        return new FlushTarget(store, sink, options.name(), workspace, attributes, counts);
    }

    private Status flushTo(FlushTarget target) throws InterruptedException {
        try {
            SeqMark last = hub.last();
            Position begun = begin(target, last);
            boolean isIdle = begun.seq() == last.seq() && begun.pending().isEmpty() && !begun.isComparing();
            return isIdle ? Status.COMPLETE : bringUp(begun, last, target);
        } finally {
            copyPosition(target);
        }
    }

    /** Copies the position for the status. A failure, such as a full disk, does no harm to the warehouse. */
    private void copyPosition(FlushTarget target) {
        try {
            target.copyPosition();
        } catch (SinkException e) {
            log.warn(
                    "The status of the hub does not show how far the warehouse {} has come, which harms nothing there: {}",
                    options.name(),
                    FailureMessage.of(e));
        }
    }

    private Position begin(FlushTarget target, SeqMark last) {
        Position saved = target.load();
        ReadableSink readable = sink instanceof ReadableSink able ? able : null;
        boolean isAsked = options.compareAll() && (saved == null || !saved.isUnfinished());
        String need = isAsked
                ? "it was asked for"
                : new ComparisonNeed(hub, readable, workspace, options.selection()).of(saved, last);
        if (need == null) {
            return saved == null
                    ? Position.ofNew(hub.hub(), target.warehouse(), last, options.selection())
                    : saved.narrowedTo(options.selection());
        }
        counts.note("Everything was compared and handed over again: " + need);
        if (readable == null) {
            counts.note("The warehouse cannot be read back, so rows that were removed earlier may be left in it");
            return Position.ofNew(hub.hub(), target.warehouse(), last, options.selection());
        }
        List<String> whole = options.selection().collectionsIn(hub.whole());
        noteLeftAlone(whole);
        return Position.toCompare(hub.hub(), target.warehouse(), last, options.selection(), whole);
    }

    /** Notes the collections that are not compared: source runs have not read them whole, so the hub may lack rows that exist. */
    private void noteLeftAlone(List<String> whole) {
        List<String> others = options.selection().collections().stream()
                .filter(name -> !whole.contains(name))
                .toList();
        if (!others.isEmpty()) {
            counts.note("No rows were removed from " + String.join(", ", others)
                    + ": no source run has read them to the end yet. A flush after such a run compares them");
        }
    }

    private Status bringUp(Position begun, SeqMark last, FlushTarget target) throws InterruptedException {
        Position position = begun;
        if (position.isComparing()) {
            position = new KeyComparison(hub, (ReadableSink) sink, workspace, options.selection(), target, clock)
                    .run(position, limit);
            if (position.isComparing()) {
                return Status.STOPPED_AT_BUDGET;
            }
        }
        expected = hub.countFamilies(position.seq(), last.seq());
        UnitSize size = unitSize();
        position = handOverPending(position, size, target);
        for (int pages = 0; position.seq() < last.seq(); pages++) {
            if (pages > 0 && limit.isReached()) { // one page at least: pending families may take all the time
                return Status.STOPPED_AT_BUDGET;
            }
            FamilyPage page =
                    hub.families(position.seq(), last.seq(), options.selection().kinds(), size);
            position = write(page, position, page.through() == last.seq() && begun.seq() == 0, target);
        }
        boolean isWhole = handOverMoved(last, size, position, target);
        countHeld(last);
        return isWhole ? Status.COMPLETE : Status.STOPPED_AT_BUDGET;
    }

    /**
     * Hands over the families that changed during the flush, before it reached them: their state at its start is gone. The position
     * stays, so the next flush hands them over again. Returns whether there was time for all.
     */
    private boolean handOverMoved(SeqMark last, UnitSize size, Position position, FlushTarget target)
            throws InterruptedException {
        long reached = hub.last().seq() == last.seq() ? last.families() : 0;
        Position now = position;
        while (reached < last.families()) {
            FamilyPage page =
                    hub.familiesChangedSince(last, reached, options.selection().kinds(), size);
            if (!page.families().isEmpty() && limit.isReached()) {
                return false;
            }
            for (List<Family> group : page.byKind()) {
                now = write(group, now, false, target);
            }
            reached = page.through();
        }
        return true;
    }

    private UnitSize unitSize() {
        UnitSize asked = sink.unitSize();
        long share = Math.max(1 << 20, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
        return new UnitSize(asked.rows(), Math.min(asked.bytes(), share));
    }

    /** Hands over the families again that the warehouse kept out: somebody may have mended the cause. */
    private Position handOverPending(Position begun, UnitSize size, FlushTarget target) throws InterruptedException {
        PendingFamilies pending = new PendingFamilies(hub, begun.pending(), size);
        Position position = begun;
        for (List<Family> unit = pending.unit(); !unit.isEmpty(); unit = pending.unit()) {
            position = write(unit, position, false, target);
        }
        return position.handedOver(pending.forgotten(), List.of());
    }

    /**
     * Writes a page in units of one kind of object each. The position moves with the last unit, so all of them come again after a
     * crash.
     */
    private Position write(FamilyPage page, Position begun, boolean isEndOfAll, FlushTarget target)
            throws InterruptedException {
        List<List<Family>> groups = page.byKind();
        if (groups.isEmpty()) {
            groups.add(List.of()); // only attributes changed, or collections that the warehouse does not get
        }
        Position position = begun;
        for (int i = 0; i < groups.size() - 1; i++) {
            position = write(groups.get(i), position, false, target);
        }
        Position reached = position.reached(page.through(), hub.sessionOf(page.through()));
        return write(groups.get(groups.size() - 1), reached, isEndOfAll, target);
    }

    private Position write(List<Family> families, Position next, boolean isEndOfAll, FlushTarget target)
            throws InterruptedException {
        FlushLimit.refuseInterrupted();
        FlushUnits units = new FlushUnits(options.selection());
        List<Batch> batches = units.batches(families);
        Position position = target.write(
                units.removals(families, clock.instant()),
                isEndOfAll ? units.withEveryCollection(batches) : batches,
                families,
                next);
        done += families.size();
        watcher.onProgress(done, Math.max(done, expected));
        return position;
    }

    /** Compares the counts, unless a source run has stored more meanwhile. */
    private void countHeld(SeqMark last) {
        if (!(sink instanceof ReadableSink readable)) {
            return;
        }
        Map<IntercomCollection, Long> here = hub.liveRows();
        boolean isSame = hub.last().seq() == last.seq();
        for (IntercomCollection collection : options.selection().chosen()) {
            long there = readable.liveRows(workspace, collection);
            counts.noteHeld(collection, there, isSame ? requireNonNull(here.get(collection)) : 0);
        }
    }
}
