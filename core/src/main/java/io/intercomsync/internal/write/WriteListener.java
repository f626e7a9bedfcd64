package io.intercomsync.internal.write;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.sink.Changes;
import io.intercomsync.sink.WriteResult;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Hears what the writer did with the rows of a feed. The writer calls it on its own thread. */
public interface WriteListener {

    /**
     * The changes are stored, but for the rows that the result names as refused.
     *
     * @param removals how many single rows were to be removed, by collection
     * @param result the sink's own report; {@code null} if it gives none
     */
    void stored(Changes changes, Map<IntercomCollection, Long> removals, @Nullable WriteResult result);

    /** The sink refused a row of this object, so the object must be fetched again. */
    void refused(String id);

    /** A unit of the feed could not be stored; the writer stores nothing more of it in this run. */
    void failed(Throwable cause);
}
