package io.intercomsync;

import static java.util.Objects.requireNonNull;

import io.intercomsync.checkpoint.CheckpointStore;
import io.intercomsync.checkpoint.InMemoryCheckpointStore;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.internal.feed.Selection;
import io.intercomsync.internal.run.Run;
import io.intercomsync.report.Progress;
import io.intercomsync.report.SyncReport;
import io.intercomsync.sink.CheckpointingSink;
import io.intercomsync.sink.Sink;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
    private final SyncListener listener;
    private final ThreadFactory threads;
    private final int maxConcurrentCalls;
    private final AtomicBoolean running = new AtomicBoolean();
    private final Object oneProgressAtATime = new Object();

    private SyncEngine(Builder builder) {
        intercom = builder.intercom;
        sink = builder.sink;
        store = builder.store;
        selection = new Selection(builder.collections, builder.without);
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
     * run ends soon, the flag stays set, and a later run goes on from what is stored.
     *
     * @return what was stored; a status other than {@code COMPLETE} says that something is missing, and why
     * @throws io.intercomsync.error.SyncFailedException if the read of a collection broke off; it carries the report, and
     *     everything that could be stored is stored
     * @throws IllegalStateException if a run of this engine is under way
     */
    public SyncReport sync() {
        if (!running.compareAndSet(false, true)) {
            throw new IllegalStateException("A run of this engine is under way");
        }
        try {
            return new Run(
                            intercom.connection(),
                            sink,
                            store,
                            selection,
                            this::tell,
                            threads,
                            maxConcurrentCalls,
                            intercom.connection().clock())
                    .execute();
        } finally {
            running.set(false);
        }
    }

    private void tell(Progress progress) {
        synchronized (oneProgressAtATime) {
            try {
                listener.onProgress(progress);
            } catch (RuntimeException e) {
                log.warn("The listener failed", e);
            }
        }
    }

    /** Sets up an engine. */
    public static final class Builder {
        private final IntercomClient intercom;
        private final Sink sink;
        private CheckpointStore store = new InMemoryCheckpointStore();
        private final Set<IntercomCollection> collections = EnumSet.allOf(IntercomCollection.class);
        private final Set<String> without = new LinkedHashSet<>();
        private SyncListener listener = progress -> {};
        private ThreadFactory threads = daemons();
        private int maxConcurrentCalls = 24;

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
            return collections(Arrays.asList(chosen));
        }

        /**
         * Reads only these collections. The default is all nine.
         *
         * @throws IllegalArgumentException if there are none
         */
        public Builder collections(Iterable<IntercomCollection> chosen) {
            collections.clear();
            chosen.forEach(collection -> collections.add(requireNonNull(collection, "collection")));
            if (collections.isEmpty()) {
                throw new IllegalArgumentException("At least one collection is needed");
            }
            return this;
        }

        /**
         * Leaves out properties: they get no column and no value. The columns that a nested object is flattened to go with
         * it. The default is to leave out none.
         *
         * @param properties {@code table.property}: {@code users.email}, for example
         * @throws IllegalArgumentException if there is no such property, or if it is part of the key or is
         *     {@code updated_at}, which tells old versions from new ones
         */
        public Builder without(String... properties) {
            for (String property : properties) {
                without.add(checked(property));
            }
            return this;
        }

        private static String checked(String property) {
            int dot = property.indexOf('.');
            IntercomCollection collection = Arrays.stream(IntercomCollection.values())
                    .filter(each -> dot > 0 && each.tableName().equals(property.substring(0, dot)))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("Not table.property: " + property));
            String name = property.substring(dot + 1).toLowerCase(Locale.ROOT);
            if (collection.columns().stream()
                    .noneMatch(column -> column.property().equals(name))) {
                throw new IllegalArgumentException("There is no property " + property);
            }
            if (collection.keyColumns().contains(name)
                    || collection.parentColumn().filter(name::equals).isPresent()
                    || name.equals("updated_at")) {
                throw new IllegalArgumentException("Cannot do without " + property);
            }
            return collection.tableName() + "." + name;
        }

        /**
         * Where checkpoints are kept, for a sink that does not store them itself. The default is in memory: a new process
         * then starts from the beginning. A {@link CheckpointingSink} needs no store and does not use it.
         */
        public Builder checkpointStore(CheckpointStore store) {
            this.store = requireNonNull(store, "store");
            return this;
        }

        /** Hears how a run is getting on. The default hears nothing. */
        public Builder listener(SyncListener listener) {
            this.listener = requireNonNull(listener, "listener");
            return this;
        }

        /** Makes the threads that read. The default makes daemon threads. */
        public Builder threadFactory(ThreadFactory threads) {
            this.threads = requireNonNull(threads, "threads");
            return this;
        }

        /**
         * How many calls one API resource may have under way at most. The default is 24. More do not exceed the rate limit,
         * which is kept in any case.
         *
         * @throws IllegalArgumentException if it is less than 1
         */
        public Builder maxConcurrentCalls(int most) {
            if (most < 1) {
                throw new IllegalArgumentException("At least 1 call is needed: " + most);
            }
            this.maxConcurrentCalls = most;
            return this;
        }

        /** The engine. Nothing is read or written yet. */
        public SyncEngine build() {
            return new SyncEngine(this);
        }

        private static ThreadFactory daemons() {
            AtomicInteger count = new AtomicInteger();
            return task -> {
                Thread thread = new Thread(task, "intercom-sync-" + count.incrementAndGet());
                thread.setDaemon(true);
                return thread;
            };
        }
    }
}
