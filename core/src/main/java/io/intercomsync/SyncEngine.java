package io.intercomsync;

import static java.util.Objects.requireNonNull;

import io.intercomsync.checkpoint.CheckpointStore;
import io.intercomsync.checkpoint.InMemoryCheckpointStore;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.error.SyncFailedException;
import io.intercomsync.internal.feed.Selection;
import io.intercomsync.internal.run.ApiResources;
import io.intercomsync.internal.run.Run;
import io.intercomsync.internal.run.RunOptions;
import io.intercomsync.internal.sweep.SweepRules;
import io.intercomsync.internal.value.ArgumentChecks;
import io.intercomsync.report.SyncPlan;
import io.intercomsync.report.SyncReport;
import io.intercomsync.sink.CheckpointingSink;
import io.intercomsync.sink.Sink;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Copies an Intercom workspace into a sink.
 *
 * <pre>{@code
 * SyncReport report = SyncEngine.builder(intercom, sink).build().sync();
 * }</pre>
 */
public final class SyncEngine {
    private final IntercomClient intercom;
    private final Sink sink;
    private final CheckpointStore store;
    private final Selection selection;
    private final RunOptions options;
    private final SyncListener listener;
    /** {@code null} for daemon threads, which each run counts from 1. */
    private final @Nullable ThreadFactory threads;

    private final int maxConcurrentCalls;
    private final RunTurn turn = new RunTurn();

    private SyncEngine(Builder builder) {
        intercom = builder.intercom;
        sink = builder.sink;
        store = builder.store;
        selection = new Selection(builder.collections, builder.without);
        options = builder.options();
        listener = builder.listener;
        threads = builder.threads;
        maxConcurrentCalls = builder.maxConcurrentCalls;
    }

    /**
     * Starts an engine that reads from this client into this sink. The engine closes neither.
     *
     * @param sink the destination; it serves this engine alone
     */
    public static Builder builder(IntercomClient intercom, Sink sink) {
        return new Builder(requireNonNull(intercom, "intercom"), requireNonNull(sink, "sink"));
    }

    /**
     * Makes one run: reads what is new in Intercom and returns when all of it is stored. If the thread is interrupted, the
     * run ends soon, unfinished collections are {@code STOPPED}, and the interrupt flag is set again. A later run continues
     * where this one ended.
     *
     * <p>One run or resync of an engine works at a time. Further ones wait for their turn, in the order of the calls. If the
     * thread is interrupted while it waits, nothing is read and all collections are {@code STOPPED}. The wait does not count
     * towards {@code maxDuration}.
     *
     * @return a report of what was stored; a status other than {@code COMPLETE} means that something is missing, and why
     * @throws SyncFailedException if the read of a collection broke off. Everything that could be stored is stored; the
     *     exception carries the report
     * @throws IllegalStateException if the caller is part of a run of this engine: its sink, listener or checkpoint store
     */
    public SyncReport sync() {
        return once(selection, Run::execute);
    }

    /**
     * Reads single objects from Intercom and stores them, for example after a webhook. It waits for its turn as {@link #sync()}
     * does. It takes one request for a user, lead, company or conversation, one more for each list of a contact that the answer
     * leaves out or cuts, and one or two for any number of segments, tags or admins.
     *
     * <p>It follows the rules of runs: an older version never replaces a newer row, a lead that became a user moves, and only
     * Intercom's own word removes rows. Checkpoints stay as they are, so the next run reads changes as if it had not been called.
     * Pending objects stay pending until that run, also if they arrive now. An object that is stored and lacks something becomes
     * pending, too.
     *
     * @param collection the collection of the objects. Users, leads and social profiles are read together, and so are
     *     conversations and their parts
     * @param ids Intercom's ids of the objects, at least one; for {@code SOCIAL_PROFILES} and {@code CONVERSATION_PARTS} the ids
     *     of their parents
     * @return what was stored. Collections of other resources are {@code SKIPPED}, and so is everything if no run has read the
     *     resource yet. An id that neither Intercom nor the sink knows makes the collection {@code INCOMPLETE}
     * @throws IllegalArgumentException if the engine does not read the collection, if there are no ids, or if one is blank
     * @throws SyncFailedException if the read broke off; it carries the report
     * @throws IllegalStateException if the caller is part of a run of this engine: its sink, listener or checkpoint store
     */
    public SyncReport resync(IntercomCollection collection, Collection<String> ids) {
        if (!selection.has(requireNonNull(collection, "collection"))) {
            throw new IllegalArgumentException("This engine does not read " + collection.tableName()
                    + ". Add the collection to collections(...) of its builder");
        }
        List<String> distinct = distinct(ids);
        List<IntercomCollection> together =
                ApiResources.of(intercom.connection().version(), collection).collections();
        return once(selection.only(together), run -> run.resync(distinct));
    }

    private static List<String> distinct(Collection<String> ids) {
        List<String> distinct = requireNonNull(ids, "ids").stream().distinct().toList();
        if (distinct.isEmpty()) {
            throw new IllegalArgumentException("A resync needs at least one id");
        }
        if (distinct.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("An id of a resync is blank: " + distinct.size() + " ids were given");
        }
        return distinct;
    }

    private SyncReport once(Selection chosen, Function<Run, SyncReport> work) {
        try {
            turn.take();
        } catch (InterruptedException e) {
            return reported(chosen, run -> run.stopped(e));
        }
        try {
            return reported(chosen, work);
        } finally {
            turn.giveBack();
        }
    }

    /** Makes a run and tells the listener of its end. */
    private SyncReport reported(Selection chosen, Function<Run, SyncReport> work) {
        ListenerCalls calls = new ListenerCalls(listener);
        try {
            SyncReport report = work.apply(newRun(chosen, calls));
            calls.onEnd(report);
            return report;
        } catch (SyncFailedException e) {
            calls.onEnd(e.report());
            throw e;
        }
    }

    /**
     * Foretells the next {@link #sync()}: the objects to read, and estimates of the requests and the time. Asks
     * Intercom for a handful of counts, reads the sink's checkpoints and counts its rows, but writes nothing. Reports the
     * collections that the token may not read. It does not wait for a run that is under way.
     *
     * @throws io.intercomsync.error.IntercomSyncException if Intercom or the sink cannot be asked
     */
    public SyncPlan plan() {
        return newRun(selection, new ListenerCalls(listener)).plan();
    }

    private Run newRun(Selection chosen, ListenerCalls calls) {
        return new Run(
                intercom.connection(),
                sink,
                store,
                chosen,
                options,
                calls::onProgress,
                turn.marking(threads == null ? daemons() : threads),
                maxConcurrentCalls,
                intercom.connection().clock());
    }

    private static ThreadFactory daemons() {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, "intercom-sync-reader-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Sets up an engine. */
    public static final class Builder {
        private static final long LEAST_BUDGET = 500;
        private static final Instant END_OF_TIME = Instant.parse("+10000-01-01T00:00:00Z");

        private final IntercomClient intercom;
        private final Sink sink;
        private CheckpointStore store = new InMemoryCheckpointStore();
        private final Set<IntercomCollection> collections = EnumSet.allOf(IntercomCollection.class);
        private final Set<String> without = new LinkedHashSet<>();
        private boolean fullRefresh;
        private @Nullable Instant startDate;
        private Duration lookback = Duration.ofHours(1);
        private Duration companiesInterval = Duration.ZERO;
        private Duration sweepInterval = Duration.ofDays(1);
        private double maxSweepShare = 0.5;
        private int maxSweepProbes = 10_000;
        private @Nullable Long maxRequests;
        private @Nullable Duration maxDuration;
        private SyncListener listener = progress -> {};
        private @Nullable ThreadFactory threads;
        private int maxConcurrentCalls = 128;

        private Builder(IntercomClient intercom, Sink sink) {
            this.intercom = intercom;
            this.sink = sink;
        }

        /**
         * Reads only these collections. The default is all nine.
         *
         * @throws IllegalArgumentException if there are none
         */
        public Builder collections(IntercomCollection... chosen) {
            return collections(Arrays.asList(requireNonNull(chosen, "chosen")));
        }

        /**
         * Reads only these collections. The default is all nine.
         *
         * @throws IllegalArgumentException if there are none
         */
        public Builder collections(Iterable<IntercomCollection> chosen) {
            Set<IntercomCollection> some = EnumSet.noneOf(IntercomCollection.class);
            requireNonNull(chosen, "chosen").forEach(collection -> some.add(requireNonNull(collection, "collection")));
            if (some.isEmpty()) {
                throw new IllegalArgumentException("At least one collection is needed");
            }
            collections.clear();
            collections.addAll(some);
            return this;
        }

        /**
         * Leaves out properties: they get no column and no value, nor do the columns that repeat their members. Another
         * property may hold the same data: {@code conversation_parts.author} holds an e-mail address, for example. By default
         * nothing is left out.
         *
         * @param properties {@code table.property}: {@code users.email}, for example
         * @throws IllegalArgumentException if there is no such property, or if it is part of the key or is
         *     {@code updated_at}, which tells old versions from new ones
         */
        public Builder without(String... properties) {
            without.addAll(Arrays.stream(requireNonNull(properties, "properties"))
                    .map(property -> Selection.property(requireNonNull(property, "property")))
                    .toList());
            return this;
        }

        /**
         * Keeps checkpoints in this store, for a sink that does not store them itself; a {@link CheckpointingSink} does not
         * use it. The default is in memory: a new process then starts from the beginning.
         */
        public Builder checkpointStore(CheckpointStore store) {
            this.store = requireNonNull(store, "store");
            return this;
        }

        /**
         * Ignores checkpoints and reads everything in every run. An interrupted full read is resumed. The default reads what
         * has changed since the last run.
         */
        public Builder fullRefresh() {
            this.fullRefresh = true;
            return this;
        }

        /**
         * Leaves out users, leads, companies and conversations that were last updated before this date. Reports Intercom's
         * counts, but does not compare them. An earlier date than in the last run starts a full read. By default nothing is
         * left out.
         *
         * @throws IllegalArgumentException if it is not in the years 1970 to 9999
         */
        public Builder startDate(Instant startDate) {
            requireNonNull(startDate, "startDate");
            if (startDate.isBefore(Instant.EPOCH) || !startDate.isBefore(END_OF_TIME)) {
                throw new IllegalArgumentException("startDate must be in the years 1970 to 9999: " + startDate
                        + ". Leave it out to read everything");
            }
            this.startDate = startDate;
            return this;
        }

        /**
         * Asks again for the changes of this time before the start of the last run: Intercom's search may learn of a change
         * some minutes late. A lookback that reaches before 1970 reads everything in each run. The default is an hour.
         *
         * @throws IllegalArgumentException if it is negative
         */
        public Builder lookback(Duration lookback) {
            this.lookback = ArgumentChecks.notNegative(lookback, "lookback");
            return this;
        }

        /**
         * Waits at least this long between two reads of companies, which can only be read whole. Runs in between skip them,
         * unless a company was kept out. {@code ChronoUnit.FOREVER.getDuration()} reads them once. The default reads them in
         * each run.
         *
         * @throws IllegalArgumentException if it is negative
         */
        public Builder companiesInterval(Duration interval) {
            this.companiesInterval = ArgumentChecks.notNegative(interval, "companiesInterval");
            return this;
        }

        /**
         * Sweeps contacts and companies at this interval. A sweep reads all of them and finds those that are gone. One is also
         * due when the sink holds more rows than Intercom counts. Zero sweeps in each run;
         * {@code ChronoUnit.FOREVER.getDuration()} never sweeps for the time alone. The default is a day.
         *
         * @throws IllegalArgumentException if it is negative
         */
        public Builder sweepInterval(Duration interval) {
            this.sweepInterval = ArgumentChecks.notNegative(interval, "sweepInterval");
            return this;
        }

        /**
         * Limits the share of a collection that one sweep may remove, over all runs it spans. A sweep may always remove up to
         * 1,000 rows. Rows beyond the limit stay, and the collection is {@code INCOMPLETE}. The default is 0.5.
         *
         * @param share from 0 to 1
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder maxSweepShare(double share) {
            if (!(share >= 0 && share <= 1)) {
                throw new IllegalArgumentException("maxSweepShare must be from 0 to 1: " + share);
            }
            this.maxSweepShare = share;
            return this;
        }

        /**
         * Limits the requests by which one sweep asks for single objects, to learn whether they are gone. The next run asks
         * for the rest. The default is 10,000.
         *
         * @throws IllegalArgumentException if it is less than 1
         */
        public Builder maxSweepProbes(int most) {
            this.maxSweepProbes = (int) ArgumentChecks.atLeastOne(most, "maxSweepProbes");
            return this;
        }

        /**
         * Bounds the requests that a run may make. A run that reaches the bound ends with the status
         * {@code STOPPED_AT_BUDGET}, and the next run goes on after the last page that was read completely. Every run asks first
         * for the workspace and for counts, and reads all companies and the members of segments from the start; the bound must
         * leave room for that. The default is no bound.
         *
         * @param most at least 500
         * @throws IllegalArgumentException if it is less than 500, which is too few to get on with
         */
        public Builder maxRequests(long most) {
            if (most < LEAST_BUDGET) {
                throw new IllegalArgumentException("maxRequests must be at least " + LEAST_BUDGET
                        + ", or a run may not get" + " on: " + most + ". Leave it out for no bound");
            }
            this.maxRequests = most;
            return this;
        }

        /**
         * Limits the time of a run. After it the run sends no request and ends with the status {@code STOPPED_AT_BUDGET}; the
         * next run continues. A write under way is waited for, however long the sink takes. The default is no limit.
         *
         * @throws IllegalArgumentException if it is zero or negative
         */
        public Builder maxDuration(Duration most) {
            this.maxDuration = ArgumentChecks.positive(most, "maxDuration");
            return this;
        }

        private RunOptions options() {
            return new RunOptions(
                    fullRefresh,
                    startDate,
                    lookback,
                    companiesInterval,
                    new SweepRules(sweepInterval, maxSweepShare, maxSweepProbes),
                    maxRequests,
                    maxDuration);
        }

        /** Tells this listener of the progress and the end of each run. The default tells nobody. */
        public Builder listener(SyncListener listener) {
            this.listener = requireNonNull(listener, "listener");
            return this;
        }

        /** Makes the threads that read. The default makes daemon threads, {@code intercom-sync-reader-1} and so on. */
        public Builder threadFactory(ThreadFactory threads) {
            this.threads = requireNonNull(threads, "threads");
            return this;
        }

        /**
         * Limits the calls that one API resource may have under way. Below the limit a run finds out how many calls it takes
         * to use the rate limit, which it never exceeds; a small heap allows fewer. The default is 128.
         *
         * @throws IllegalArgumentException if it is less than 1
         */
        public Builder maxConcurrentCalls(int most) {
            this.maxConcurrentCalls = (int) ArgumentChecks.atLeastOne(most, "maxConcurrentCalls");
            return this;
        }

        /** Makes the engine. Nothing is read or written yet. */
        public SyncEngine build() {
            return new SyncEngine(this);
        }
    }
}
