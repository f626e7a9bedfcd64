package io.intercomsync.internal.write;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.internal.feed.PendingObject;
import io.intercomsync.internal.feed.Slice;
import io.intercomsync.internal.state.FeedState;
import io.intercomsync.internal.sweep.SweepMemory;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Tells the writer what a reader has done. The writer moves the state of the feed once the rows before it are stored. */
public sealed interface FeedEvent {

    /** Returns the state after the event. */
    FeedState applyTo(FeedState state);

    /**
     * Returns the state of a checkpoint that stays where it is while single objects are read. Objects that were stored and miss
     * something are pending from now on: no later run would find them.
     *
     * @param stored the objects that are stored with the event
     */
    default FeedState applyToKept(FeedState kept, Set<String> stored) {
        return kept;
    }

    /**
     * A pass begins, or an unfinished one resumes.
     *
     * @param pass the state at its begin
     */
    record Planned(FeedState pass) implements FeedEvent {
        @Override
        public FeedState applyTo(FeedState state) {
            return pass;
        }
    }

    /** A slice has been read up to its new position. */
    record Advanced(Slice slice) implements FeedEvent {
        @Override
        public FeedState applyTo(FeedState state) {
            return state.advanced(slice);
        }
    }

    /**
     * Objects could not be fetched, or not whole, or need not be fetched again.
     *
     * @param objects what is missing, by id; empty for objects that miss nothing any more
     */
    record PutAside(Map<String, Optional<PendingObject>> objects) implements FeedEvent {
        public PutAside {
            objects = Map.copyOf(objects);
        }

        @Override
        public FeedState applyTo(FeedState state) {
            return state.putAside(objects);
        }

        @Override
        public FeedState applyToKept(FeedState kept, Set<String> stored) {
            Map<String, Optional<PendingObject>> incomplete = new TreeMap<>(objects);
            incomplete.entrySet().removeIf(object -> object.getValue().isEmpty() || !stored.contains(object.getKey()));
            return kept.putAside(incomplete);
        }
    }

    /** Rows could not be had, or were kept out. */
    record Lost(Map<IntercomCollection, Long> rows) implements FeedEvent {
        public Lost {
            rows = Map.copyOf(rows);
        }

        @Override
        public FeedState applyTo(FeedState state) {
            return state.lost(rows);
        }
    }

    /** Collections miss something, and nobody knows of which objects. */
    record GapsFound(Set<IntercomCollection> collections) implements FeedEvent {
        public GapsFound {
            collections = Set.copyOf(collections);
        }

        @Override
        public FeedState applyTo(FeedState state) {
            return state.withGaps(collections);
        }

        @Override
        public FeedState applyToKept(FeedState kept, Set<String> stored) {
            return applyTo(kept);
        }
    }

    /** Everything has been fetched, so only objects that are remembered by id are still pending. */
    record GapsClosed() implements FeedEvent {
        @Override
        public FeedState applyTo(FeedState state) {
            return state.withoutGaps();
        }
    }

    /** The pass has come to its end. */
    record Ended() implements FeedEvent {
        @Override
        public FeedState applyTo(FeedState state) {
            return state.ended();
        }
    }

    /** A read of the whole feed took so many requests. */
    record ReadCost(long requests) implements FeedEvent {
        @Override
        public FeedState applyTo(FeedState state) {
            return state.costing(requests);
        }
    }

    /** A sweep has stored its removals. */
    record SweepAdvanced(SweepMemory memory) implements FeedEvent {
        @Override
        public FeedState applyTo(FeedState state) {
            return state.remembering(memory);
        }
    }

    /** A sweep has come to its end. */
    record Swept(Instant at, long surplus, SweepMemory memory) implements FeedEvent {
        @Override
        public FeedState applyTo(FeedState state) {
            return state.swept(at, surplus, memory);
        }
    }
}
