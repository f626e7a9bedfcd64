package io.intercomsync;

import static java.util.Objects.requireNonNull;

import io.intercomsync.checkpoint.CheckpointStore;
import io.intercomsync.checkpoint.InMemoryCheckpointStore;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.error.SyncFailedException;
import io.intercomsync.internal.feed.Selection;
import io.intercomsync.internal.foreign.ForeignCode;
import io.intercomsync.internal.foreign.RedactedTrace;
import io.intercomsync.internal.run.Run;
import io.intercomsync.internal.run.RunOptions;
import io.intercomsync.internal.sweep.SweepRules;
import io.intercomsync.report.SyncPlan;
import io.intercomsync.report.SyncReport;
import io.intercomsync.sink.CheckpointingSink;
import io.intercomsync.sink.Sink;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Copies an Intercom workspace into a sink.
 *
 * <pre>{@code
 * SyncReport report = SyncEngine.builder(intercom, sink).build().sync();
 * }</pre>
 */
public final class SyncEngine {
    private static final Logger log = LoggerFactory.getLogger(SyncEngine.class);

    private final IntercomClient intercom;
    private final Sink sink;
    private final CheckpointStore store;
    private final Selection selection;
    private final RunOptions choices;
    private final SyncListener listener;
    /** {@code null} for daemon threads, which each run counts from 1. */
    private final @Nullable ThreadFactory threads;

    private final int maxConcurrentCalls;
    private final AtomicBoolean running = new AtomicBoolean();
    private final AtomicBoolean isListenerBroken = new AtomicBoolean();
    private final Object oneAtATime = new Object();

    private SyncEngine(Builder builder) {
        intercom = builder.intercom;
        sink = builder.sink;
        store = builder.store;
        selection = new Selection(builder.collections, builder.without);
        choices = builder.choices();
        listener = builder.listener;
        threads = builder.threads;
        maxConcurrentCalls = builder.maxConcurrentCalls;
    }

    /**
     * An engine that reads from this client into this sink. The engine closes neither.
     *
     * @param sink the destination; it serves this engine alone
     */
    public static Builder builder(IntercomClient intercom, Sink sink) {
        return new Builder(requireNonNull(intercom, "intercom"), requireNonNull(sink, "sink"));
    }

    /**
     * Makes one run: reads what there is and stores it. Returns when all of it is stored. If the thread is interrupted, the
     * run ends soon: collections that are not finished are {@code STOPPED}, the flag is set again, and a later run goes on
     * from what is stored.
     *
     * @return what was stored; a status other than {@code COMPLETE} says that something is missing, and why
     * @throws SyncFailedException if the read of a collection broke off; it carries the report, and everything that could be
     *     stored is stored
     * @throws IllegalStateException if a run of this engine is under way
     */
    public SyncReport sync() {
        if (!running.compareAndSet(false, true)) {
            throw new IllegalStateException("A run of this engine is under way");
        }
        isListenerBroken.set(false);
        try {
            SyncReport report = newRun().execute();
            tellEnd(report);
            return report;
        } catch (SyncFailedException e) {
            tellEnd(e.report());
            throw e;
        } finally {
            running.set(false);
        }
    }

    /**
     * Asks Intercom for a handful of counts, and says what the next {@link #sync()} would read and about how many requests
     * and how much time that takes. Of what the token may not read, it says so. It reads the sink's checkpoints and counts its
     * rows, but writes nothing.
     *
     * @throws io.intercomsync.error.IntercomSyncException if Intercom or the sink cannot be asked
     */
    public SyncPlan plan() {
        return newRun().plan();
    }

    private Run newRun() {
        return new Run(
                intercom.connection(),
                sink,
                store,
                selection,
                choices,
                progress -> tell(() -> listener.onProgress(progress)),
                threads == null ? daemons() : threads,
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

    /** A listener that is interrupted at the end may have forgotten to say so to its thread, which is the application's. */
    private void tellEnd(SyncReport report) {
        Throwable fault = tell(() -> listener.onEnd(report));
        if (fault != null && ForeignCode.isInterrupt(fault)) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return what the listener threw; {@code null} if nothing */
    private @Nullable Throwable tell(Runnable news) {
        synchronized (oneAtATime) {
            try {
                news.run();
            } catch (Throwable e) {
                // It may fail at each page.
                log.atLevel(isListenerBroken.getAndSet(true) ? Level.DEBUG : Level.WARN)
                        .setCause(RedactedTrace.of(e))
                        .log("The listener failed, which does no harm to the run; more of that is told at level DEBUG");
                return e;
            }
            return null;
        }
    }

    /** Sets up an engine. */
    public static final class Builder {
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
         * Leaves out properties: they get no column and no value. The columns that a nested object is flattened to go with
         * it. What is left out of one may be said in another, as an address is in {@code conversation_parts.author}. The default
         * is to leave out none.
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
         * Where checkpoints are kept, for a sink that does not store them itself. The default is in memory: a new process
         * then starts from the beginning. A {@link CheckpointingSink} needs no store and does not use it.
         */
        public Builder checkpointStore(CheckpointStore store) {
            this.store = requireNonNull(store, "store");
            return this;
        }

        /**
         * Reads everything anew in each run, as if there were no checkpoint; only a full read that was broken off is gone on
         * with. The default reads what has changed since the last run.
         */
        public Builder fullRefresh() {
            this.fullRefresh = true;
            return this;
        }

        /**
         * Leaves out users, leads, companies and conversations that were last updated before. Intercom's counts are then
         * reported, but not compared. An earlier date than in the run before makes everything be read anew. The default leaves
         * out nothing.
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
         * How far before the start of the last run changes are asked for again: Intercom's search may not know of a change for
         * some minutes. One that reaches back before 1970 reads everything in each run. The default is an hour.
         *
         * @throws IllegalArgumentException if it is negative
         */
        public Builder lookback(Duration lookback) {
            this.lookback = Durations.notNegative(lookback, "lookback");
            return this;
        }

        /**
         * How long after a read of companies the next one is due; a run before that skips them, unless one was kept out.
         * Companies can only be read whole. {@code ChronoUnit.FOREVER.getDuration()} reads them once. The default reads them in
         * each run.
         *
         * @throws IllegalArgumentException if it is negative
         */
        public Builder companiesInterval(Duration interval) {
            this.companiesInterval = Durations.notNegative(interval, "companiesInterval");
            return this;
        }

        /**
         * How long after a sweep of contacts and of companies the next one is due. A sweep reads all of them and finds what is
         * gone; it is also made when the sink holds more rows than Intercom counts. Zero makes one in each run.
         * {@code ChronoUnit.FOREVER.getDuration()} switches off those that only time makes due. The default is a day.
         *
         * @throws IllegalArgumentException if it is negative
         */
        public Builder sweepInterval(Duration interval) {
            this.sweepInterval = Durations.notNegative(interval, "sweepInterval");
            return this;
        }

        /**
         * Which share of a collection one sweep may remove, in all the runs that it takes, although Intercom says that all of it is
         * gone; up to 1,000 rows go in any case. What goes beyond it is not removed, and the collection is {@code INCOMPLETE}. The
         * default is 0.5.
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
         * How many objects one sweep may ask for by themselves, to learn whether they are gone. The next run goes on with
         * what is left over. The default is 10,000.
         *
         * @throws IllegalArgumentException if it is less than 1
         */
        public Builder maxSweepProbes(int most) {
            if (most < 1) {
                throw new IllegalArgumentException("maxSweepProbes must be at least 1: " + most);
            }
            this.maxSweepProbes = most;
            return this;
        }

        /**
         * How many requests a run may make. One that reaches the bound ends with the status {@code STOPPED_AT_BUDGET}, and the
         * next one goes on, in the middle of a page if need be. Each run first asks for the workspace and for counts;
         * companies and the members of segments are read from the start in each; and one contact may take three requests. The
         * bound must leave room for all that. The default is no bound.
         *
         * @throws IllegalArgumentException if it is less than 1
         */
        public Builder maxRequests(long most) {
            if (most < 1) {
                throw new IllegalArgumentException("maxRequests must be at least 1: " + most);
            }
            this.maxRequests = most;
            return this;
        }

        /**
         * How long a run may take; it sends no request after that, nor waits to send one, and ends with the status
         * {@code STOPPED_AT_BUDGET}. The next one goes on. A write that is under way is waited for, however long the sink
         * takes. The default is no bound.
         *
         * @throws IllegalArgumentException if it is zero or negative
         */
        public Builder maxDuration(Duration most) {
            this.maxDuration = Durations.positive(most, "maxDuration");
            return this;
        }

        private RunOptions choices() {
            return new RunOptions(
                    fullRefresh,
                    startDate,
                    lookback,
                    companiesInterval,
                    new SweepRules(sweepInterval, maxSweepShare, maxSweepProbes),
                    maxRequests,
                    maxDuration);
        }

        /** Hears how a run is getting on, and how it ended. The default hears nothing. */
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
         * How many calls one API resource may have under way at most. Within this bound a run finds out by itself how many it
         * takes to spend the rate limit, which is kept in any case; a small heap allows fewer. The default is 128.
         *
         * @throws IllegalArgumentException if it is less than 1
         */
        public Builder maxConcurrentCalls(int most) {
            if (most < 1) {
                throw new IllegalArgumentException("maxConcurrentCalls must be at least 1: " + most);
            }
            this.maxConcurrentCalls = most;
            return this;
        }

        /** The engine. Nothing is read or written yet. */
        public SyncEngine build() {
            return new SyncEngine(this);
        }
    }
}
