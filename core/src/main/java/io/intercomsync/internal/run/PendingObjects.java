package io.intercomsync.internal.run;

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
 * What passes could not have of objects, and later runs are to ask for again.
 *
 * @param objects what is owed of each, by its id
 * @param others the collections of which something is owed of objects that are not remembered one by one
 * @param asOf up to when a row of the version that is listed is proof that nothing is owed of its object, where something is
 *     owed of others; {@code null} if nothing is known of that
 */
record PendingObjects(
        Map<String, PendingObject> objects,
        Set<IntercomCollection> others,
        @Nullable Instant asOf) {
    static final PendingObjects NONE = new PendingObjects(Map.of(), Set.of());

    /** Each is asked for again in every run, and a checkpoint is to be small. */
    private static final int MOST_REMEMBERED = 200;

    PendingObjects(Map<String, PendingObject> objects, Set<IntercomCollection> others) {
        this(objects, others, null);
    }

    PendingObjects {
        objects = new TreeMap<>(objects);
        others = Set.copyOf(others);
    }

    /**
     * These, and what has become of some.
     *
     * @param now what is owed of objects, and nothing for those of which nothing is any more
     * @param provenUntil up to when rows were proof before
     */
    PendingObjects with(Map<String, Optional<PendingObject>> now, @Nullable Instant provenUntil) {
        Map<String, PendingObject> some = new TreeMap<>(objects);
        Set<IntercomCollection> more = EnumSet.noneOf(IntercomCollection.class);
        more.addAll(others);
        now.forEach((id, what) -> {
            if (what.isEmpty()) {
                some.remove(id);
            } else if (some.containsKey(id) || some.size() < MOST_REMEMBERED) {
                some.put(id, what.get());
            } else {
                more.add(what.get().collection());
            }
        });
        return new PendingObjects(some, more, more.equals(others) ? asOf : earlier(provenUntil));
    }

    private @Nullable Instant earlier(@Nullable Instant provenUntil) {
        boolean isEarlier = asOf == null || (provenUntil != null && provenUntil.isBefore(asOf));
        return isEarlier ? provenUntil : asOf;
    }

    /** These, and something of each of the collections, since what was changed or read anew after that time. */
    PendingObjects withOthers(Set<IntercomCollection> collections, @Nullable Instant provenUntil) {
        Set<IntercomCollection> more = EnumSet.noneOf(IntercomCollection.class);
        more.addAll(others);
        more.addAll(collections);
        return new PendingObjects(objects, more, earlier(provenUntil));
    }

    /** The same where no row is proof that nothing is owed. */
    PendingObjects provenNowhere() {
        return new PendingObjects(objects, others, Instant.EPOCH);
    }

    /** Those objects alone that are remembered. */
    PendingObjects withoutOthers() {
        return new PendingObjects(objects, Set.of());
    }

    /** What a listing of all cannot settle: it takes objects for whole that are held as they are listed. */
    PendingObjects butWhatIsListed() {
        Set<IntercomCollection> children = others.stream()
                .filter(collection -> collection.parentColumn().isPresent())
                .collect(Collectors.toSet());
        return children.equals(others) ? this : new PendingObjects(objects, children);
    }
}
