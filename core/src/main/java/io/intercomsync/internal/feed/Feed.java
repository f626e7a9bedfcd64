package io.intercomsync.internal.feed;

import io.intercomsync.collection.IntercomCollection;
import java.util.List;
import java.util.Map;

/**
 * One API resource, read once for all the collections that come from it. A feed object serves one run; {@link #open()} is
 * called first, then its slices are read, then {@link #finish}; {@link #close()} comes last, whatever happened.
 */
public interface Feed extends AutoCloseable {

    /** Reads what the slices need to know. */
    default void open() {}

    /**
     * How many rows Intercom counts at this moment, for those collections that it counts. It is asked before the read, and
     * once more after it if rows seem to be missing.
     */
    default Map<IntercomCollection, Long> count() {
        return Map.of();
    }

    /** The slices that a read from the start consists of. */
    default List<Slice> plan() {
        return List.of(Slice.whole("all"));
    }

    /** Reads a slice from its position to its end. */
    void read(Slice slice, Output out);

    /** Puts out what only a complete read can tell. */
    default void finish(Output out) {}

    @Override
    default void close() {}
}
