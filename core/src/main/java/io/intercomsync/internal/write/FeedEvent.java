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
import org.jspecify.annotations.Nullable;

/** Tells the writer what a reader has done. The writer moves the state of the feed once the rows before it are stored. */
public sealed interface FeedEvent {

    /** Returns the state after the event. */
    FeedState applyTo(FeedState state);

    /**
     * Returns the state of a checkpoint that stays in place while single objects are read. An object that was stored and lacks
     * something becomes pending, because no later run would find it.
     *
     * @param stored the objects that are stored with the event
     */
    default FeedState applyToKept(FeedState kept, Set<String> stored) {
        return kept;
    }

    /**
     * A pass begins, or an unfinished one resumes.
     *
     * @param pass the state at the beginning of the pass
     */
    record PassPlanned(FeedState pass) implements FeedEvent {
        @Override
        public FeedState applyTo(FeedState state) {
            return pass;
        }
    }

    /** A slice has been read up to its new position. */
    record SliceAdvanced(Slice slice) implements FeedEvent {
        @Override
        public FeedState applyTo(FeedState state) {
            return state.advanced(slice);
        }
    }

    /**
     * Objects became pending, or are pending no longer.
     *
     * @param objects the pending objects by id; empty for an object that is pending no longer
     */
    record PendingChanged(Map<String, Optional<PendingObject>> objects) implements FeedEvent {
        public PendingChanged {
            objects = Map.copyOf(objects);
        }

        @Override
        public FeedState applyTo(FeedState state) {
            return state.withPending(objects);
        }

        @Override
        public FeedState applyToKept(FeedState kept, Set<String> stored) {
            Map<String, Optional<PendingObject>> incomplete = new TreeMap<>(objects);
            incomplete.entrySet().removeIf(object -> object.getValue().isEmpty() || !stored.contains(object.getKey()));
            return kept.withPending(incomplete);
        }
    }

    /** Rows could not be read, or were kept out. */
    record RowsLost(Map<IntercomCollection, Long> rows) implements FeedEvent {
        public RowsLost {
            rows = Map.copyOf(rows);
        }

        @Override
        public FeedState applyTo(FeedState state) {
            return state.withLosses(rows);
        }
    }

    /** Collections lack something of objects which nobody knows by id. */
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

    /** Everything has been fetched again, so only the objects that are known by id still lack something. */
    record GapsClosed() implements FeedEvent {
        @Override
        public FeedState applyTo(FeedState state) {
            return state.withoutGaps();
        }
    }

    /**
     * The pass has come to its end.
     *
     * @param deletionsUnknownSince the time since which the next pass asks for deleted objects, if this pass did not get them;
     *     {@code null} if it did
     */
    record PassEnded(@Nullable Instant deletionsUnknownSince) implements FeedEvent {
        @Override
        public FeedState applyTo(FeedState state) {
            FeedState ended = state.ended();
            return deletionsUnknownSince == null ? ended : ended.deletionsUnknown(deletionsUnknownSince);
        }
    }

    /** A full read of the feed took this number of requests. */
    record ReadCost(long requests) implements FeedEvent {
        @Override
        public FeedState applyTo(FeedState state) {
            return state.withReadCost(requests);
        }
    }

    /** A sweep has stored its removals. */
    record SweepAdvanced(SweepMemory memory) implements FeedEvent {
        @Override
        public FeedState applyTo(FeedState state) {
            return state.withSweepMemory(memory);
        }
    }

    /** A sweep has come to its end. */
    record SweepEnded(Instant at, long surplus, SweepMemory memory) implements FeedEvent {
        @Override
        public FeedState applyTo(FeedState state) {
            return state.swept(at, surplus, memory);
        }
    }
}
