package io.intercomsync.internal.write;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.sink.Changes;
import io.intercomsync.sink.WriteResult;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Hears how the writer stored the rows of a feed. The writer calls it on its own thread. */
public interface WriteListener {

    /**
     * Hears that the changes are stored, except for the rows that the result names as refused.
     *
     * @param removals the number of removals of single rows, by collection
     * @param result the sink's own report; {@code null} if it gives none
     */
    void stored(Changes changes, Map<IntercomCollection, Long> removals, @Nullable WriteResult result);

    /** Hears that the sink refused a row of this object, so the object must be fetched again. */
    void refused(String id);

    /** Hears that a unit could not be stored. The writer stores no more units of the feed in this run. */
    void failed(Throwable cause);
}
