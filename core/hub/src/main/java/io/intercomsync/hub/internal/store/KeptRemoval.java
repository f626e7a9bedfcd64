package io.intercomsync.hub.internal.store;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.sink.Removal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The removal of a row that the hub held once.
 *
 * @param survivor the id of the object that this one was merged into
 */
public record KeptRemoval(
        IntercomCollection collection,
        List<String> key,
        Removal.Reason reason,
        Instant at,
        @Nullable String survivor) {}
