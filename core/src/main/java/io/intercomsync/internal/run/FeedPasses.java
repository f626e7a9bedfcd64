package io.intercomsync.internal.run;

import io.intercomsync.error.ApiException;
import io.intercomsync.error.TransportException;
import io.intercomsync.internal.api.ObjectCalls;
import io.intercomsync.internal.feed.Feed;
import io.intercomsync.internal.feed.FeedContext;
import io.intercomsync.internal.feed.PassScope;
import io.intercomsync.internal.feed.Slice;
import io.intercomsync.internal.files.IdFile;
import io.intercomsync.internal.http.BudgetReachedException;
import io.intercomsync.internal.parallel.ParallelTasks;
import io.intercomsync.internal.resource.ApiResource;
import io.intercomsync.internal.state.Checkpoints;
import io.intercomsync.internal.state.Coverage;
import io.intercomsync.internal.state.FeedState;
import io.intercomsync.internal.state.History;
import io.intercomsync.internal.state.PendingObjects;
import io.intercomsync.internal.write.FeedEvent;
import io.intercomsync.internal.write.WriteQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The passes over one feed in one run: what an earlier run left unfinished, else all or what changed since the last pass; then
 * what changed since an unfinished pass was planned; then, where rows seem to be missing, what changed meanwhile, and what else
 * there is; then, when one is due, a sweep.
 */
final class FeedPasses {
    private static final Logger log = LoggerFactory.getLogger(FeedPasses.class);

    /** Some take several calls, or several attempts, and others are to have their share of the budget. */
    private static final int SHARE_OF_OWED = 8;

    private final ApiResource kind;
    private final FeedContext context;
    private final FeedRun read;
    private final WriteQueue queue;
    private final RunOptions choices;
    private final Coverage coverage;
    private boolean mayHoldMore;

    FeedPasses(FeedRun read, WriteQueue queue) {
        this.kind = read.kind();
        this.context = read.context();
        this.read = read;
        this.queue = queue;
        this.choices = read.choices();
        this.coverage =
                Coverage.of(context.version().name(), context.selection(), kind.collections(), choices.startDate());
    }

    /** Makes them all. */
    void run(Checkpoints checkpoints) {
        read.stored().startFrom(checkpoints.load(context.me(), kind.feedName()));
        mayHoldMore = checkpoints.mayLag() && context.sink() == null;
        FeedState held = read.stored().stateIfAny();
        FirstPass first = FirstPass.of(kind, held, coverage, choices, context);
        if (first.scope() == null) {
            read.outcome().skip();
            return;
        }
        read.stored().define(new AttributeReader(context, kind.collections()).read(read.report()));
        try (FeedSweep sweep = new FeedSweep(read, queue)) {
            if (held != null && first.goesOn()) {
                goOn(held, first.scope());
            } else {
                pass(first.scope(), null, first.scope().isChangesOnly() ? null : sweep.listing(history()));
            }
            compare();
            if (isShort() && context.budget().isHalfLeft()) {
                lookAgain(sweep.listed());
            }
            if (first.scope().isChangesOnly() && isSearchDue() && (isShort() || lacksWhatIsListed())) {
                readMissing();
            }
            sweep.runIfDue(scope -> readAll(scope, sweep.listingAnew()));
        }
    }

    /**
     * What changed since an unfinished pass was planned may be in what it has read already. That is so of changes, too: they
     * may have been read to their end before the pass broke off, and what was late to the index is behind its position. But
     * where a pass over changes takes more than the budget of a run, it is complete as of its plan; one more would be broken
     * off, and gone on with, without an end.
     */
    private void goOn(FeedState held, PassScope scope) {
        log.info("Reading {} goes on where it stopped", kind.feedName());
        read.report().remember(held.losses());
        try {
            pass(scope, held.under(coverage), null);
        } catch (ApiException | TransportException e) {
            if (!ObjectCalls.concernsAllCalls(e)) {
                readChangesAllTheSame(held, scope, e);
            }
            throw e;
        }
        if (!scope.isChangesOnly()) {
            read.report().readFully(state());
        }
        if (!scope.isChangesOnly() || context.budget().isHalfLeft()) {
            pass(FirstPass.changesSince(held.plannedAt(), choices), null, null);
        } else {
            read.report().isAsOf(held.plannedAt());
        }
    }

    /**
     * What has changed need not wait for what keeps failing: a listing, which is to be made anew then, as if it had not begun, or
     * what a pass over changes has still to ask for once it has read them.
     */
    private void readChangesAllTheSame(FeedState held, PassScope scope, RuntimeException failure) {
        boolean isRead = scope.isChangesOnly() && state().slices().stream().allMatch(Slice::done);
        if (!scope.isForMissing() && !isRead) {
            return;
        }
        try {
            if (scope.isForMissing()) {
                new ChunkOutput(read, queue, state(), null, null)
                        .put(new FeedEvent.GapsFound(Set.copyOf(kind.parents())));
                queue.awaitStored(read.stored());
            }
            pass(FirstPass.changesSince(held.plannedAt(), choices), null, null);
        } catch (RuntimeException other) {
            failure.addSuppressed(other);
        }
    }

    /**
     * Who came during the read makes up, in Intercom's counts, for who left before it was read: so what changed since the run
     * began is read once more before rows are said to be missing. A sink that cannot be read back would count it twice.
     */
    private void lookAgain(@Nullable IdFile listed) {
        if (context.sink() != null && kind.tellsChanges(context.version())) {
            log.info("Reading {} looks again for who came during the run", kind.feedName());
            pass(FirstPass.changesSince(state().plannedAt(), choices), null, listed);
            compare();
        }
    }

    /** What a sweep comes across by itself need not be searched for. */
    private boolean isSearchDue() {
        return context.sink() != null
                && kind.tellsChanges(context.version())
                && !kind.isSwept(context.version())
                && context.budget().isHalfLeft()
                && state().history()
                        .isSweptLongAgo(
                                choices.sweeps().interval(), context.me().time());
    }

    /**
     * Old conversations can come without a new version: when a permission is given, or a person returns, or rows were removed
     * by hand. So all are listed, and those asked for that are not held as they are; once in the time between two sweeps, since
     * they may be missing for good.
     */
    private void readMissing() {
        log.info("Reading {} lists everything, since rows are missing", kind.feedName());
        Instant asOf = lacksWhatIsListed() ? state().history().pending().completeUntil() : null;
        pass(PassScope.missing(asOf == null ? state().plannedAt() : asOf, choices.startDate()), null, null);
        compare();
    }

    /**
     * Reads what the scope takes in, and stores how far it has come.
     *
     * @param resumed what an earlier run left; {@code null} to begin anew
     * @param listed where to note the ids of all objects; {@code null} for nowhere
     */
    private void pass(PassScope scope, @Nullable FeedState resumed, @Nullable IdFile listed) {
        long before = read.requests();
        start(scope, resumed);
        try (Feed feed = kind.open(context, scopeOf(scope, resumed))) {
            feed.open();
            read.report().count(feed);
            FeedState state = resumed != null ? resumed : planned(feed, scope);
            ChunkOutput last = new ChunkOutput(read, queue, state, null, null);
            last.put(new FeedEvent.Planned(state));
            readSlices(feed, state, listed);
            readAgain(feed, scope, last);
            feed.finish(last, lastAsked(state));
            if (resumed == null && !scope.isChangesOnly()) {
                last.put(new FeedEvent.Ended(), new FeedEvent.ReadCost(read.requests() - before));
            } else {
                last.put(new FeedEvent.Ended());
            }
            queue.awaitStored(read.stored());
        }
    }

    private FeedState planned(Feed feed, PassScope scope) {
        Instant at = context.me().time().readFrom(feed::newestChange);
        return FeedState.planned(coverage, scope, at, feed.plan(), historyForPlan());
    }

    private void start(PassScope scope, @Nullable FeedState resumed) {
        if (!scope.isChangesOnly()) {
            read.report().shortcomings().readsAll();
        }
        read.progress().start(scope, resumed);
    }

    private FeedState state() {
        return read.stored().state();
    }

    private History history() {
        return read.history(read.stored().stateIfAny(), mayHoldMore);
    }

    /** Returns what earlier passes left. A sweep that did not end under another coverage is not resumed. */
    private History historyForPlan() {
        FeedState held = read.stored().stateIfAny();
        return held == null || held.coverage().equals(coverage)
                ? history()
                : history().sweepingFromBeginning();
    }

    /** Compares what is stored with Intercom's counts, once everything has been written. */
    private void compare() {
        read.report().compare(state());
    }

    /** Returns whether rows seemed to be missing when that was last compared. */
    private boolean isShort() {
        return read.report().isShort(state());
    }

    /** Returns whether something is missing that a listing of all objects would find. */
    private boolean lacksWhatIsListed() {
        PendingObjects pending = state().history().pending();
        return !pending.withoutListed().equals(pending);
    }

    /** What could not be had, or not whole; a pass that reads everything has asked for it already. */
    private void readAgain(Feed feed, PassScope scope, ChunkOutput out) {
        List<String> wanting = state().history().pending().objects().keySet().stream()
                .filter(id -> !read.report().shortcomings().wasAskedFor(id))
                .toList();
        List<String> asked = someOf(wanting);
        if (scope.isChangesOnly() && !asked.isEmpty() && context.budget().allows(asked.size(), Duration.ZERO)) {
            try {
                feed.readAgain(asked, out);
            } catch (ApiException | TransportException e) {
                if (ObjectCalls.concernsAllCalls(e)) {
                    throw e;
                }
                // they lacked before, and must not stop what comes after them
                log.warn(
                        "Not all of {} that are lacking could be asked for again: {}", kind.feedName(), e.getMessage());
            } finally {
                out.flush();
            }
            queue.awaitStored(read.stored()); // what the sink refuses of it belongs into the checkpoint of the pass
        }
    }

    /** As many as the budget has room for, in another order in each run: some may keep failing, and hold up those after them. */
    private List<String> someOf(List<String> wanting) {
        List<String> some = new ArrayList<>(wanting);
        Collections.shuffle(some, new Random(context.clock().instant().getEpochSecond()));
        long most = Math.max(1, context.budget().left() / SHARE_OF_OWED);
        return some.subList(0, (int) Math.min(some.size(), most));
    }

    /**
     * Into a sink that was empty before, everything has been stored by this same pass; so what has the version of its row is
     * not asked for in detail again.
     */
    private static PassScope scopeOf(PassScope scope, @Nullable FeedState resumed) {
        return resumed == null || resumed.history().readBefore() || scope.isChangesOnly()
                ? scope
                : new PassScope(scope.kind(), scope.since(), resumed.plannedAt(), scope.startDate());
    }

    /** A pass that reads everything over what is held asks anew for all that is gone, too. */
    private @Nullable Instant lastAsked(FeedState state) {
        if (state.history().readBefore() && state.scope().asksForAll()) {
            return null;
        }
        Instant asked = state.history().askedAt();
        return (asked == null ? state.plannedAt() : asked).minus(choices.lookback());
    }

    /** Those by date are stored before what the plain list has beside them is looked for. */
    private void readSlices(Feed feed, FeedState state, @Nullable IdFile listed) {
        read(feed, state, state.slices().stream().filter(slice -> !slice.isUndated()), listed);
        read(feed, state, state.slices().stream().filter(Slice::isUndated), listed);
    }

    private void read(Feed feed, FeedState pass, Stream<Slice> slices, @Nullable IdFile listed) {
        new ParallelTasks<Slice>(
                        context.workers(), () -> sideBySide(feed), slice -> readSlice(feed, pass, slice, slice, listed))
                .run(slices.filter(slice -> !slice.done()).toList());
        queue.awaitStored(read.stored());
    }

    /** Each reads a page at first, which brings nothing as long as nothing is left to ask for what is on it. */
    private int sideBySide(Feed feed) {
        return (int) Math.min(feed.sideBySide(), Math.max(1, context.budget().left() / 2));
    }

    private void readSlice(Feed feed, FeedState pass, Slice slice, @Nullable Slice moving, @Nullable IdFile listed) {
        ChunkOutput out = new ChunkOutput(read, queue, pass, moving, listed);
        try {
            feed.read(slice, out);
        } catch (BudgetReachedException e) {
            out.stopped();
            throw e;
        }
    }

    /** A sweep's pass: it moves no checkpoint. */
    private void readAll(PassScope scope, IdFile listed) {
        start(scope, null);
        FeedState stored = state();
        try (Feed feed = kind.open(context, scope)) {
            feed.open();
            new ParallelTasks<Slice>(
                            context.workers(), feed::sideBySide, slice -> readSlice(feed, stored, slice, null, listed))
                    .run(feed.plan());
            ChunkOutput last = new ChunkOutput(read, queue, stored, null, null);
            feed.finish(last, null);
            last.flush();
        }
    }
}
