package io.intercomsync.sink;

import static java.util.Objects.requireNonNull;

import io.intercomsync.collection.IntercomCollection;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rows to remove. The sink decides by the reason how it removes them: it may mark deleted and merged rows, but moved rows and
 * replaced children must disappear.
 */
public sealed interface Removal {

    /** Returns the collection of the rows. */
    IntercomCollection collection();

    /** Returns the reason. */
    Reason reason();

    /** Returns the time at which the rows were removed in Intercom, or the time at which the engine found it out. */
    Instant at();

    /** The reasons for a removal. */
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
     * All children of one parent. With {@link Reason#REPLACED} the parent and its present children are in the batches of the same
     * changes. If the sink holds a newer version of the parent, it stores none of these children and removes none.
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
     * All rows of the collection except those with these keys, because a complete list no longer has them. Only small collections
     * have such removals (segments, tags, admins), and only sinks that cannot be read back receive them.
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
