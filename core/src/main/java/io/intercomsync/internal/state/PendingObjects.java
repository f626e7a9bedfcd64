package io.intercomsync.internal.state;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.internal.feed.PendingObject;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The objects that later runs must fetch again.
 *
 * @param objects the pending objects, by id
 * @param gaps the collections that also lack something of objects which nobody knows by id
 * @param completeUntil rows updated before this time are complete in spite of the gaps; {@code null} if that is unknown
 */
public record PendingObjects(
        Map<String, PendingObject> objects,
        Set<IntercomCollection> gaps,
        @Nullable Instant completeUntil) {
    public static final PendingObjects NONE = new PendingObjects(Map.of(), Set.of());

    /** The most objects to remember, since each run fetches all of them again. Further objects become gaps. */
    private static final int MOST_REMEMBERED = 200;

    public PendingObjects(Map<String, PendingObject> objects, Set<IntercomCollection> gaps) {
        this(objects, gaps, null);
    }

    public PendingObjects {
        objects = new TreeMap<>(objects);
        gaps = Set.copyOf(gaps);
    }

    /**
     * Returns the pending objects with the newest findings.
     *
     * @param found pending objects by id; empty for an object that is pending no longer
     * @param complete the time before which rows were complete so far
     */
    PendingObjects with(Map<String, Optional<PendingObject>> found, @Nullable Instant complete) {
        Map<String, PendingObject> some = new TreeMap<>(objects);
        Set<IntercomCollection> more = EnumSet.noneOf(IntercomCollection.class);
        more.addAll(gaps);
        found.forEach((id, object) -> {
            if (object.isEmpty()) {
                some.remove(id);
            } else if (some.containsKey(id) || some.size() < MOST_REMEMBERED) {
                some.put(id, object.get());
            } else {
                more.add(object.get().collection());
            }
        });
        return new PendingObjects(some, more, more.equals(gaps) ? completeUntil : earlier(complete));
    }

    private @Nullable Instant earlier(@Nullable Instant complete) {
        boolean isEarlier = completeUntil == null || (complete != null && complete.isBefore(completeUntil));
        return isEarlier ? complete : completeUntil;
    }

    /** Returns the pending objects with a gap in each of the collections, in rows updated since this time. */
    PendingObjects withGaps(Set<IntercomCollection> collections, @Nullable Instant complete) {
        Set<IntercomCollection> more = EnumSet.noneOf(IntercomCollection.class);
        more.addAll(gaps);
        more.addAll(collections);
        return new PendingObjects(objects, more, earlier(complete));
    }

    /** Returns the same gaps, with no row known to be complete. */
    PendingObjects withoutCompleteRows() {
        return new PendingObjects(objects, gaps, Instant.EPOCH);
    }

    /** Returns only the objects that are remembered by id. */
    PendingObjects withoutGaps() {
        return new PendingObjects(objects, Set.of());
    }

    /**
     * Returns the pending objects and gaps that a listing of all objects does not close. A listing takes an object for complete if
     * its row has the listed version.
     */
    public PendingObjects withoutListed() {
        Set<IntercomCollection> children = gaps.stream()
                .filter(collection -> collection.parentColumn().isPresent())
                .collect(Collectors.toSet());
        return children.equals(gaps) ? this : new PendingObjects(objects, children);
    }
}
