package io.intercomsync.sink;

import static java.util.Objects.requireNonNull;

import io.intercomsync.collection.IntercomCollection;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rows that are to go. What "go" means is the sink's to decide, by the reason: a sink may mark deleted and merged rows
 * instead of removing them, but moved rows and replaced children must disappear.
 */
public sealed interface Removal {

    /** The collection whose rows are to go. */
    IntercomCollection collection();

    /** Why they go. */
    Reason reason();

    /** When they were removed in Intercom, or when that was found out. */
    Instant at();

    /** Why rows go. */
    enum Reason {
        /** The object was deleted in Intercom. */
        DELETED,
        /** The object was merged into another one. */
        MERGED,
        /** The row stands in another collection from now on: a lead became a user. */
        MOVED,
        /** The rows are children of a row that is stored in the same changes, with its present children. */
        REPLACED
    }

    /**
     * One row by its key.
     *
     * @param key the values of the key columns, in order
     * @param survivor the id of the object that this one was merged into; {@code null} for other reasons
     */
    record ByKey(
            IntercomCollection collection,
            List<String> key,
            Reason reason,
            Instant at,
            @Nullable String survivor) implements Removal {
        public ByKey {
            requireNonNull(collection, "collection");
            key = List.copyOf(key);
            requireNonNull(reason, "reason");
            requireNonNull(at, "at");
        }
    }

    /**
     * All children of one parent. With {@link Reason#REPLACED} the parent and its present children are in the batches of the
     * same changes; where the sink keeps a newer version of that parent, it leaves these children out as well and removes
     * none.
     *
     * @param collection a collection that has a {@linkplain IntercomCollection#parentColumn() parent column}
     * @param parentId the value of that column
     */
    record ChildrenOf(IntercomCollection collection, String parentId, Reason reason, Instant at) implements Removal {
        public ChildrenOf {
            requireNonNull(parentId, "parentId");
            requireNonNull(reason, "reason");
            requireNonNull(at, "at");
            if (collection.parentColumn().isEmpty()) {
                throw new IllegalArgumentException(collection + " has no parent");
            }
        }
    }

    /**
     * All rows of the collection whose keys are not among these: what a complete list no longer has. Only small
     * collections are removed from in this way (segments, tags, admins), and only over sinks that cannot be read back.
     *
     * @param keys the keys that stay
     */
    record AllBut(IntercomCollection collection, Set<List<String>> keys, Reason reason, Instant at) implements Removal {
        public AllBut {
            requireNonNull(collection, "collection");
            keys = Set.copyOf(keys);
            requireNonNull(reason, "reason");
            requireNonNull(at, "at");
        }
    }
}
