package io.intercomsync.hub;

import static java.util.Objects.requireNonNull;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.error.FlushFailedException;
import io.intercomsync.hub.internal.flush.FlushOptions;
import io.intercomsync.hub.internal.flush.FlushRun;
import io.intercomsync.hub.internal.flush.FlushSelection;
import io.intercomsync.hub.internal.flush.FlushTurns;
import io.intercomsync.internal.feed.Selection;
import io.intercomsync.report.FlushReport;
import io.intercomsync.sink.CheckpointingSink;
import io.intercomsync.sink.Sink;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Flushes a hub to one warehouse, again and again. A flush hands over only objects that changed since the last one, each with all its
 * children, and the removals since then. A new warehouse gets everything.
 *
 * <p>A warehouse is compared whole where its position does not tell what it holds: rows that the hub does not hold are removed, and
 * everything else is handed over again. That is so for a warehouse that an engine filled before, after another hub file or a restored
 * one, after a time longer than removals are kept, if more is chosen than before, and if a table was emptied. A sink that cannot be
 * read back gets everything again, and the report says that older removals may be left.
 */
public final class HubFlush {
    private final Hub hub;
    private final Sink warehouse;
    private final FlushOptions options;
    private final FlushListener listener;

    private HubFlush(Builder builder) {
        hub = builder.hub;
        warehouse = builder.warehouse;
        options = new FlushOptions(
                builder.nameOrDefault(),
                new FlushSelection(builder.collections, builder.without),
                builder.compareAll,
                builder.maxDuration);
        listener = builder.listener;
    }

    /**
     * Starts a flush from the hub to the warehouse.
     *
     * @throws IllegalArgumentException if the warehouse is the hub itself
     */
    public static Builder builder(Hub hub, Sink warehouse) {
        if (hub == warehouse) {
            throw new IllegalArgumentException("A hub cannot be flushed to itself");
        }
        return new Builder(requireNonNull(hub, "hub"), requireNonNull(warehouse, "warehouse"));
    }

    /**
     * Brings the warehouse up to the last change that the hub has at the start. Waits while another flush writes to the same warehouse,
     * in the order of the calls. If the thread is interrupted, the flush stops after the unit under way, or writes nothing if it still
     * waits. The status is {@code STOPPED} then, and the thread's flag is set.
     *
     * @throws FlushFailedException if the flush broke off; it carries the report. What was stored stays, and the next flush goes on
     * @throws IllegalStateException if the caller is part of a flush to this warehouse: its sink or its listener
     */
    public FlushReport flush() {
        FlushListenerCalls calls = new FlushListenerCalls(listener, options.name());
        try (FlushTurns.Taken turn = hub.turns().take(warehouse, options.name())) {
            requireNonNull(turn, "turn");
            return told(run(calls).execute(), calls);
        } catch (FlushFailedException e) {
            calls.onEnd(e.report());
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return told(run(calls).stopped(), calls);
        }
    }

    private static FlushReport told(FlushReport report, FlushListenerCalls calls) {
        calls.onEnd(report);
        return report;
    }

    private FlushRun run(FlushListenerCalls calls) {
        return new FlushRun(hub.internals(), warehouse, options, calls::onProgress);
    }

    /** Sets up a flush. */
    public static final class Builder {
        private final Hub hub;
        private final Sink warehouse;
        private @Nullable String name;
        private final Set<IntercomCollection> collections = EnumSet.allOf(IntercomCollection.class);
        private final Set<String> without = new LinkedHashSet<>();
        private boolean compareAll;
        private @Nullable Duration maxDuration;
        private FlushListener listener = progress -> {};

        private Builder(Hub hub, Sink warehouse) {
            this.hub = hub;
            this.warehouse = warehouse;
        }

        /**
         * Names the warehouse in reports and in the status. For a sink that stores no checkpoints it is also the name under which the
         * hub keeps its position: the same name must always mean the same place. The default, for other sinks alone, is the name
         * of the sink's class.
         *
         * @throws IllegalArgumentException if it is blank
         */
        public Builder name(String name) {
            if (requireNonNull(name, "name").isBlank()) {
                throw new IllegalArgumentException("The name of a warehouse is blank");
            }
            this.name = name;
            return this;
        }

        /**
         * Hands over only these collections. The default is all nine.
         *
         * @throws IllegalArgumentException if there are none
         */
        public Builder collections(IntercomCollection... chosen) {
            return collections(Arrays.asList(requireNonNull(chosen, "chosen")));
        }

        /**
         * Hands over only these collections. The default is all nine.
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
         * Leaves out properties: they get no column and no value, nor do the columns that repeat their members. By default
         * nothing is left out that the hub holds.
         *
         * @param properties {@code table.property}: {@code users.email}, for example
         * @throws IllegalArgumentException if there is no such property, or if it is part of the key or is {@code updated_at}
         */
        public Builder without(String... properties) {
            for (String property : requireNonNull(properties, "properties")) {
                without.add(Selection.property(requireNonNull(property, "property")));
            }
            return this;
        }

        /**
         * Compares the warehouse whole in each flush, for a warehouse that somebody changed by hand. By default a flush compares
         * only where it must.
         */
        public Builder compareAll() {
            compareAll = true;
            return this;
        }

        /**
         * Limits the time of a flush. After it the flush writes no further unit, one unit of changes excepted, and ends with the status
         * {@code STOPPED_AT_BUDGET}; the next one goes on. The default is no limit.
         *
         * @throws IllegalArgumentException if it is zero or negative
         */
        public Builder maxDuration(Duration most) {
            if (requireNonNull(most, "most").isZero() || most.isNegative()) {
                throw new IllegalArgumentException("maxDuration must be positive: " + most);
            }
            maxDuration = most.compareTo(Hub.Builder.LONGEST) < 0 ? most : Hub.Builder.LONGEST;
            return this;
        }

        /** Tells this listener of the progress and the end of each flush. The default tells nobody. */
        public Builder listener(FlushListener listener) {
            this.listener = requireNonNull(listener, "listener");
            return this;
        }

        private String nameOrDefault() {
            if (name != null) {
                return name;
            }
            if (!(warehouse instanceof CheckpointingSink)) {
                throw new IllegalArgumentException(
                        "The sink stores no checkpoints, so the hub keeps its position under a name:"
                                + " give it one with HubFlush.builder(hub, sink).name(...)");
            }
            String type = warehouse.getClass().getSimpleName();
            return type.isEmpty() ? "warehouse" : type;
        }

        /**
         * Makes the flush. Nothing is read or written yet.
         *
         * @throws IllegalArgumentException if the sink stores no checkpoints and has no name
         */
        public HubFlush build() {
            return new HubFlush(this);
        }
    }
}
