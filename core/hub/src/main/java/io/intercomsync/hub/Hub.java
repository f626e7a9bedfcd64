package io.intercomsync.hub;

import static java.util.Objects.requireNonNull;

import io.intercomsync.checkpoint.Checkpoint;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.hub.internal.flush.FlushTurns;
import io.intercomsync.hub.internal.flush.SourceProgress;
import io.intercomsync.hub.internal.store.HubReader;
import io.intercomsync.hub.internal.store.HubStore;
import io.intercomsync.hub.internal.store.StoredPosition;
import io.intercomsync.internal.foreign.ForeignCode;
import io.intercomsync.report.FlushReport;
import io.intercomsync.sink.Changes;
import io.intercomsync.sink.CheckpointingSink;
import io.intercomsync.sink.ReadableSink;
import io.intercomsync.sink.ReportingSink;
import io.intercomsync.sink.Sink;
import io.intercomsync.sink.UnitSize;
import io.intercomsync.sink.WriteResult;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Keeps the latest state of a workspace in a file, between source runs and warehouse runs. An engine fills it as any sink;
 * {@link #flushTo} brings a warehouse up to date with it. Each has its own interval, and a warehouse that is slow or down holds up no
 * source run.
 *
 * <p>The file is a database of SQLite, readable by its owner alone. A unit of changes is stored whole or not at all, and survives a
 * crash once {@link #store} has returned. The file belongs to one workspace, and one hub at a time may have it open. It is opened
 * when the hub is first used, and given back by {@link #close()}.
 *
 * <p>Any thread may use the hub. Reads and flushes go on beside a write.
 */
public final class Hub implements CheckpointingSink, ReadableSink, ReportingSink {
    private static final UnitSize UNIT = new UnitSize(10_000, 16L << 20);

    private final HubStore store;
    private final FlushTurns turns = new FlushTurns();

    private Hub(Builder builder) {
        store = new HubStore(builder.file, builder.removalsKept, ForeignCode.clock(builder.clock), SourceProgress::of);
    }

    /**
     * Starts a hub.
     *
     * @param file the file, which is made when the hub is first used; on a local disk
     */
    public static Builder builder(Path file) {
        return new Builder(requireNonNull(file, "file"));
    }

    HubStore internals() {
        return store;
    }

    FlushTurns turns() {
        return turns;
    }

    /**
     * Brings a warehouse up to date with what the hub holds now: only objects that changed since the last flush to it. The
     * position goes into the warehouse with the rows, as the checkpoint {@code hub}. {@link HubFlush} has more choices.
     *
     * @throws IllegalArgumentException if the sink stores no checkpoints: then it needs a name, which {@link HubFlush} takes
     * @throws io.intercomsync.error.FlushFailedException if the flush broke off; it carries the report
     */
    public FlushReport flushTo(Sink warehouse) {
        return HubFlush.builder(this, warehouse).build().flush();
    }

    /**
     * Returns the state of the hub and of the warehouses that it flushes to.
     *
     * @throws io.intercomsync.error.SinkException if the file cannot be read
     */
    public HubStatus status() {
        HubReader reader = store.reader();
        List<Optional<Instant>> run = reader.lastRun();
        return new HubStatus(
                reader.workspace(),
                reader.liveRows(),
                reader.last().seq(),
                run.get(0).orElse(null),
                run.get(1).orElse(null),
                reader.positions().stream()
                        .map(position -> warehouse(position, reader))
                        .toList(),
                reader.size());
    }

    private HubStatus.Warehouse warehouse(StoredPosition position, HubReader reader) {
        Instant missing = reader.firstChangeAfter(position.seq());
        Duration age = missing == null ? Duration.ZERO : Duration.between(missing, ForeignCode.now(store.clock()));
        return new HubStatus.Warehouse(
                position.name(),
                position.seq(),
                position.at(),
                age.isNegative() ? Duration.ZERO : age,
                position.pending());
    }

    @Override
    public UnitSize unitSize() {
        return UNIT;
    }

    /** {@inheritDoc} Opens the file. */
    @Override
    public void beginRun(String workspace) {
        store.beginRun(workspace);
    }

    /** {@inheritDoc} Drops removals that were kept long enough, and gives back space in the file. */
    @Override
    public void endRun() {
        store.endRun();
    }

    @Override
    public WriteResult store(Changes changes) {
        return store.store(changes);
    }

    @Override
    public Optional<Checkpoint> checkpoint(String workspace, String feed) {
        return store.reader().checkpoint(workspace, feed);
    }

    @Override
    public Map<List<String>, Optional<Instant>> versions(
            String workspace, IntercomCollection collection, Collection<List<String>> keys) {
        return reader(workspace).versions(collection, keys);
    }

    @Override
    public Stream<List<String>> liveKeys(String workspace, IntercomCollection collection) {
        return reader(workspace).liveKeys(collection);
    }

    @Override
    public long liveRows(String workspace, IntercomCollection collection) {
        return reader(workspace).liveRows(collection);
    }

    private HubReader reader(String workspace) {
        HubReader reader = store.reader();
        reader.refuseOther(workspace);
        return reader;
    }

    /** Closes the file. Waits for a write that is under way; flushes and reads that are under way fail. A closed hub stays closed. */
    @Override
    public void close() {
        store.close();
    }

    /** Builds a {@link Hub}. {@link #build()} opens nothing. */
    public static final class Builder {
        /** Longer than any file lives. */
        static final Duration LONGEST = Duration.ofDays(36_500);

        private final Path file;
        private Duration removalsKept = Duration.ofDays(90);
        private Clock clock = Clock.systemUTC();

        private Builder(Path file) {
            this.file = file;
        }

        /**
         * Sets how long the removal of a row is kept for warehouses that have not had it. A warehouse further behind is compared
         * whole. The default is 90 days.
         *
         * @throws IllegalArgumentException if it is negative
         */
        public Builder removalsKept(Duration time) {
            if (requireNonNull(time, "time").isNegative()) {
                throw new IllegalArgumentException("removalsKept must not be negative: " + time);
            }
            removalsKept = time.compareTo(LONGEST) < 0 ? time : LONGEST;
            return this;
        }

        /** Reads the time from this clock, for tests. The default is the system's. */
        public Builder clock(Clock clock) {
            this.clock = requireNonNull(clock, "clock");
            return this;
        }

        /** Builds the hub, which opens its file when it is first used. */
        public Hub build() {
            return new Hub(this);
        }
    }
}
