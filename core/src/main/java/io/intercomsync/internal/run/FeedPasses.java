package io.intercomsync.internal.run;

import io.intercomsync.error.ApiException;
import io.intercomsync.error.TransportException;
import io.intercomsync.internal.api.ObjectCalls;
import io.intercomsync.internal.feed.FeedContext;
import io.intercomsync.internal.feed.PassScope;
import io.intercomsync.internal.feed.Slice;
import io.intercomsync.internal.files.IdFile;
import io.intercomsync.internal.http.BudgetReachedException;
import io.intercomsync.internal.resource.ApiResource;
import io.intercomsync.internal.state.Checkpoints;
import io.intercomsync.internal.state.FeedState;
import io.intercomsync.internal.state.PendingObjects;
import io.intercomsync.internal.write.FeedEvent;
import io.intercomsync.internal.write.WriteQueue;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides which passes one run makes over one feed. The first pass finishes an unfinished pass and then reads the changes since
 * its plan, or it reads everything, or it reads the changes since the last pass. If rows seem to be missing, further passes read
 * the changes once more and then list everything. A sweep comes last, if one is due.
 */
final class FeedPasses {
    private static final Logger log = LoggerFactory.getLogger(FeedPasses.class);

    private static final String NOT_DUE = "Not due in this run: companiesInterval has not passed since the last read";

    private final ApiResource resource;
    private final FeedContext context;
    private final FeedRun feedRun;
    private final WriteQueue queue;
    private final RunOptions options;
    private final Checkpoints checkpoints;
    private final PassReader pass;

    FeedPasses(FeedRun feedRun, WriteQueue queue, Checkpoints checkpoints) {
        this.checkpoints = checkpoints;
        this.resource = feedRun.resource();
        this.context = feedRun.context();
        this.feedRun = feedRun;
        this.queue = queue;
        this.options = feedRun.options();
        boolean mayHoldMore = checkpoints.mayLag() && context.sink() == null;
        this.pass = new PassReader(feedRun, queue, mayHoldMore);
    }

    void run() {
        feedRun.stored().startFrom(checkpoints.load(context.me(), resource.feedName()));
        FeedState held = feedRun.stored().stateIfAny();
        PassChoice first = feedRun.firstPass(held);
        if (first.scope() == null) {
            feedRun.outcome().skip(NOT_DUE);
            return;
        }
        feedRun.stored().define(new AttributeReader(context, resource).read(feedRun.report()));
        try (FeedSweep sweep = new FeedSweep(feedRun, queue)) {
            if (held != null && first.isResumed()) {
                resume(held, first.scope());
            } else {
                pass.read(
                        first.scope(), null, first.scope().isChangesOnly() ? null : sweep.openListing(pass.history()));
            }
            compare();
            if (isShort() && context.budget().isHalfLeft()) {
                lookAgain(sweep.listed());
            }
            if (first.scope().isChangesOnly() && isListingDue() && (isShort() || wouldListingFindMore())) {
                readMissing();
            }
            sweep.runIfDue(scope -> pass.readAll(scope, sweep.openNewListing()));
        }
    }

    /**
     * Resumes an unfinished pass, then reads the changes since its plan. Objects that the pass has already read may have changed,
     * or may have reached Intercom's index late.
     */
    private void resume(FeedState held, PassScope scope) {
        log.info("Reading of {} resumes where it stopped", resource.feedName());
        feedRun.report().addEarlierLosses(held.losses());
        try {
            pass.read(scope, held.withCoverage(feedRun.coverage()), null);
        } catch (ApiException | TransportException e) {
            if (!ObjectCalls.concernsAllCalls(e)) {
                readChangesDespiteFailure(held, scope, e);
            }
            throw e;
        }
        if (!scope.isChangesOnly()) {
            feedRun.report().keepRowsOfFullPass(state());
            pass.read(PassChoice.changesSince(held.plannedAt(), options), null, null);
        } else if (!tryReadNewChanges(held.plannedAt())) {
            feedRun.report().remarkUnreadChanges(held.plannedAt());
        }
    }

    /**
     * Reads the changes since a resumed pass over changes was planned, if the budget allows. Without them the feed is complete as
     * of that plan. If the feed needed them, each run might finish one pass and break off the next one, without an end.
     */
    private boolean tryReadNewChanges(Instant plannedAt) {
        if (!context.budget().isHalfLeft()) {
            return false;
        }
        try {
            pass.read(PassChoice.changesSince(plannedAt, options), null, null);
            return true;
        } catch (BudgetReachedException e) {
            log.debug("The next run reads the new changes of {}", resource.feedName());
            queue.awaitStored(feedRun.stored());
            return false;
        }
    }

    /**
     * Reads the changes although the unfinished pass keeps failing, so that they do not wait for it. It does so if a listing has
     * failed, which is made anew later, or if a pass over changes has read its slices and fails only at pending objects.
     */
    private void readChangesDespiteFailure(FeedState held, PassScope scope, RuntimeException failure) {
        boolean isRead = scope.isChangesOnly() && state().slices().stream().allMatch(Slice::done);
        if (!scope.isForMissing() && !isRead) {
            return;
        }
        try {
            if (scope.isForMissing()) {
                new ChunkOutput(feedRun, queue, state()).put(new FeedEvent.GapsFound(Set.copyOf(resource.parents())));
            }
            pass.read(PassChoice.changesSince(held.plannedAt(), options), null, null);
        } catch (RuntimeException other) {
            failure.addSuppressed(other);
        }
    }

    /**
     * Reads the changes since the run began once more before rows are reported missing, because new objects can hide deleted ones
     * in Intercom's counts. A sink that cannot be read back would count the rows twice.
     */
    private void lookAgain(@Nullable IdFile listed) {
        if (context.sink() != null && resource.tellsChanges()) {
            log.info("Reading the changes of {} once more, since rows seem to be missing", resource.feedName());
            pass.read(PassChoice.changesSince(state().plannedAt(), options), null, listed);
            compare();
        }
    }

    /** Returns whether to list everything to find missing objects. A swept resource does not need it. */
    private boolean isListingDue() {
        return context.sink() != null
                && resource.tellsChanges()
                && !resource.isSwept()
                && context.budget().isHalfLeft()
                && state().history()
                        .isSweptLongAgo(
                                options.sweeps().interval(), context.me().time());
    }

    /**
     * Lists everything and reads the objects that are not stored as listed. Old conversations can appear without a new version:
     * after a permission was granted, a person returned, or rows were removed by hand. This happens at most once per sweep
     * interval, since objects may be missing for good.
     */
    private void readMissing() {
        log.info("Listing all {}, since rows are missing", resource.feedName());
        Instant asOf = wouldListingFindMore() ? state().history().pending().completeUntil() : null;
        pass.read(PassScope.missing(asOf == null ? state().plannedAt() : asOf, options.startDate()), null, null);
        compare();
    }

    private FeedState state() {
        return feedRun.stored().state();
    }

    /** Compares the stored rows with Intercom's counts, after everything has been written. */
    private void compare() {
        feedRun.report().compare(state());
    }

    /** Returns whether rows were missing at the last comparison. */
    private boolean isShort() {
        return feedRun.report().isShort(state());
    }

    /** Returns whether there are gaps that a listing of all objects would close. */
    private boolean wouldListingFindMore() {
        PendingObjects pending = state().history().pending();
        return !pending.withoutListed().equals(pending);
    }
}
