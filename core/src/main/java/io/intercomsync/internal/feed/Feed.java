package io.intercomsync.internal.feed;

import io.intercomsync.collection.IntercomCollection;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One API resource, read once for all the collections that come from it. A feed object serves one pass; {@link #open()} is
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

    /**
     * When Intercom's newest change of the feed was made, by Intercom's own word; {@code null} if Intercom cannot be asked for
     * that.
     */
    default @Nullable Instant newestChange() {
        return null;
    }

    /** How much the pass has to read. It may be asked without {@link #open()}. */
    PassEstimate size();

    /** The slices that the pass consists of, if it begins anew. */
    default List<Slice> plan() {
        return List.of(Slice.whole("all"));
    }

    /** How many slices it is worth to read side by side. */
    default int sideBySide() {
        return 1;
    }

    /** Reads a slice from its position to its end. Slices may be read on several threads. */
    void read(Slice slice, Output out);

    /** Asks once more for objects that could not be had, or not whole. */
    default void readAgain(Collection<String> ids, Output out) {}

    /**
     * Puts out what only a complete read can tell; what was read before is stored by then.
     *
     * @param since when this was last done, less a margin; {@code null} if it is to tell of all times
     */
    default void finish(Output out, @Nullable Instant since) {}

    @Override
    default void close() {}
}
