package io.intercomsync.hub.internal.flush;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.hub.internal.store.Family;
import io.intercomsync.hub.internal.store.FamilyId;
import io.intercomsync.hub.internal.store.FamilyKind;
import io.intercomsync.hub.internal.store.HubReader;
import io.intercomsync.hub.internal.store.KeptRemoval;
import io.intercomsync.sink.Batch;
import io.intercomsync.sink.ReadableSink;
import io.intercomsync.sink.Removal.Reason;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Removes rows from a warehouse that the hub does not hold, in the collections that the hub holds whole. All other rows come with the
 * families that are handed over afterwards. A person whom the hub holds in the other table moves there with all rows, so the person
 * is always in one of the two.
 */
final class KeyComparison {
    private static final int KEYS = 2_000;
    private static final int FAMILIES = 500;

    private final HubReader hub;
    private final ReadableSink sink;
    private final String workspace;
    private final FlushSelection selection;
    private final FlushTarget target;
    private final FlushUnits units;
    private final Clock clock;

    KeyComparison(
            HubReader hub,
            ReadableSink sink,
            String workspace,
            FlushSelection selection,
            FlushTarget target,
            Clock clock) {
        this.hub = hub;
        this.sink = sink;
        this.workspace = workspace;
        this.selection = selection;
        this.target = target;
        this.units = new FlushUnits(selection);
        this.clock = clock;
    }

    /** Compares collections until all are done, or until the limit is reached: one at least. */
    Position run(Position begun, FlushLimit limit) throws InterruptedException {
        Position position = begun;
        List<IntercomCollection> all = List.of(IntercomCollection.values());
        while (position.isComparing()) {
            int done = position.compared();
            IntercomCollection collection = all.get(done);
            boolean isChosen = selection.has(collection) && position.compares(collection);
            if (isChosen) {
                position = compare(collection, position);
            }
            position = position.compared(done + 1);
            if (isChosen) {
                position = target.write(List.of(), List.of(), List.of(), position);
                if (limit.isReached()) {
                    return position;
                }
            }
        }
        return position;
    }

    private Position compare(IntercomCollection collection, Position begun) throws InterruptedException {
        if (collection == IntercomCollection.CONVERSATION_PARTS && hub.hasTruncated()) {
            return begun; // a part that the hub lacks may be an older one that Intercom no longer returns
        }
        Position position = begun;
        Set<Family> found = new LinkedHashSet<>();
        try (Stream<List<String>> keys = sink.liveKeys(workspace, collection)) {
            Iterator<List<String>> rest = keys.iterator();
            while (rest.hasNext()) {
                FlushLimit.refuseInterrupted();
                for (List<String> key : hub.missing(collection, next(rest))) {
                    add(collection, key, found);
                }
                if (found.size() >= FAMILIES) {
                    position = write(found, position);
                }
            }
        }
        return write(found, position);
    }

    private static List<List<String>> next(Iterator<List<String>> keys) {
        List<List<String>> some = new ArrayList<>(KEYS);
        while (keys.hasNext() && some.size() < KEYS) {
            some.add(keys.next());
        }
        return some;
    }

    private void add(IntercomCollection collection, List<String> key, Set<Family> found) {
        FamilyKind kind = FamilyKind.of(collection);
        boolean isChild = collection.parentColumn().isPresent();
        boolean isNamed = !isChild || collection.keyColumns().size() > 1;
        FamilyId id = new FamilyId(kind, key.get(0));
        Family held = isNamed ? hub.family(id) : null;
        boolean isLive = held != null && held.hasLiveParent();
        KeptRemoval removal = removal(collection, key, isLive && !isChild);
        if (isChild && isLive) {
            return; // goes when the set of its parent's children is replaced
        }
        if (held == null || held.rows().isEmpty()) {
            found.add(new Family(id, 0, false, List.of(), List.of(removal)));
        } else if (found.stream().noneMatch(family -> family.id().equals(id))) {
            List<KeptRemoval> removals = new ArrayList<>(held.removals());
            removals.removeIf(
                    known -> known.collection() == collection && known.key().equals(key));
            removals.add(removal);
            found.add(new Family(id, held.seq(), held.isTruncated(), held.rows(), removals));
        }
    }

    private KeptRemoval removal(IntercomCollection collection, List<String> key, boolean isMoved) {
        KeptRemoval known = hub.removal(collection, key);
        return known != null
                ? known
                : new KeptRemoval(collection, key, isMoved ? Reason.MOVED : Reason.DELETED, clock.instant(), null);
    }

    private Position write(Set<Family> found, Position position) {
        if (found.isEmpty()) {
            return position;
        }
        List<Family> families = List.copyOf(found);
        found.clear();
        List<Batch> batches = units.batches(families);
        return target.write(units.removals(families, clock.instant()), batches, families, position);
    }
}
