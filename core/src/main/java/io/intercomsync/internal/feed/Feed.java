package io.intercomsync.internal.feed;

import io.intercomsync.collection.IntercomCollection;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads one API resource, once for all collections that come from it. A feed object serves one pass: {@link #open()} comes
 * first, then {@link #read} for each slice or {@link #readObjects}, then {@link #finish}; {@link #close()} always comes last.
 */
public interface Feed extends AutoCloseable {

    /** Reads what all slices or single objects need. */
    default void open() {}

    /**
     * Returns how many rows Intercom counts at this moment, for the collections that it counts. The engine asks before the
     * read, and once more after it if rows seem to be missing.
     */
    default Map<IntercomCollection, Long> count() {
        return Map.of();
    }

    /** Returns the time of Intercom's newest change of the resource; {@code null} if Intercom does not tell it. */
    default @Nullable Instant newestChange() {
        return null;
    }

    /** Estimates how much the pass has to read. The feed need not be open. */
    PassEstimate size();

    /** Returns the slices of a pass that starts from the beginning. */
    default List<Slice> plan() {
        return List.of(Slice.whole("all"));
    }

    /** Returns how many slices are worth reading side by side. */
    default int sideBySide() {
        return 1;
    }

    /** Reads a slice from its position to its end. Several threads may read slices. */
    void read(Slice slice, Output out);

    /**
     * Reads single objects by their ids. An object that is gone by Intercom's own word is removed with its children. An object
     * that could not be read whole is pending.
     */
    void readObjects(Collection<String> ids, Output out);

    /**
     * Puts out the results that need a complete read, such as removals. All results before are stored by then.
     *
     * @param since the time of the last such call, less a margin; {@code null} for all times
     */
    default void finish(Output out, @Nullable Instant since) {}

    @Override
    default void close() {}
}
