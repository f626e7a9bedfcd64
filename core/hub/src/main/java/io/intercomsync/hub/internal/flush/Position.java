package io.intercomsync.hub.internal.flush;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.hub.internal.store.FamilyId;
import io.intercomsync.hub.internal.store.HubReader.SeqMark;
import io.intercomsync.internal.state.ReadProgress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The position of a warehouse: the changes of the hub that it has.
 *
 * @param hub the id of the hub's file
 * @param warehouse a random id of the warehouse, for the hub's list of them
 * @param seq the number of the change up to which all families were handed over
 * @param level the number up to which the warehouse needs no removal any more; at least {@code seq}
 * @param session the session of the hub that made the change {@code level}; empty for 0
 * @param collections the names of the tables that the flushes were to fill, without those that the last comparison left alone
 * @param without the properties that they left out
 * @param pending the families that the warehouse has kept out
 * @param compared the number of collections whose keys were compared in the comparison under way; -1 if none is under way
 */
record Position(
        String hub,
        String warehouse,
        long seq,
        long level,
        String session,
        List<String> collections,
        List<String> without,
        List<FamilyId> pending,
        int compared) {
    /** The most families that the state has room for. */
    static final int MOST_PENDING = 1_000;

    private static final int NOT_COMPARING = -1;
    private static final int NONE_COMPARED = 0;

    Position {
        collections = List.copyOf(collections);
        without = List.copyOf(without);
        pending = List.copyOf(pending);
    }

    /** Returns the position of an empty warehouse, which needs no earlier removal. */
    static Position ofNew(String hub, String warehouse, SeqMark last, FlushSelection selection) {
        return new Position(
                hub,
                warehouse,
                0,
                last.seq(),
                last.session(),
                selection.collections(),
                selection.without(),
                List.of(),
                NOT_COMPARING);
    }

    /** Returns the position from which everything is compared and handed over again. */
    static Position toCompare(
            String hub, String warehouse, SeqMark last, FlushSelection selection, List<String> whole) {
        return new Position(
                hub, warehouse, 0, last.seq(), last.session(), whole, selection.without(), List.of(), NONE_COMPARED);
    }

    /** Returns whether the comparison under way takes in the collection. */
    boolean compares(IntercomCollection collection) {
        return collections.contains(collection.tableName());
    }

    /** Returns whether a comparison or the first flush is not finished yet. */
    boolean isUnfinished() {
        return isComparing() || seq < level;
    }

    /** Returns how far the collections of the warehouse are filled. */
    ReadProgress progress() {
        return new ReadProgress(Set.copyOf(collections), !isUnfinished());
    }

    boolean isComparing() {
        return compared != NOT_COMPARING;
    }

    Position compared(int collections) {
        boolean isEnd = collections >= IntercomCollection.values().length;
        return with(seq, level, session, pending, isEnd ? NOT_COMPARING : collections);
    }

    /** Returns the position after all changes up to the number were handed over. */
    Position reached(long through, String sessionOfThrough) {
        return through > level
                ? with(through, through, sessionOfThrough, pending, compared)
                : with(through, level, session, pending, compared);
    }

    /** Returns the position after families were handed over, and some of them were kept out. */
    Position handedOver(Collection<FamilyId> families, Collection<FamilyId> keptOut) {
        Set<FamilyId> left = new LinkedHashSet<>(pending);
        left.removeAll(families);
        left.addAll(keptOut);
        return with(seq, level, session, new ArrayList<>(left), compared);
    }

    /** Returns the position with a selection that has no more than this one. */
    Position narrowedTo(FlushSelection selection) {
        List<String> left =
                selection.collections().stream().filter(collections::contains).toList();
        return new Position(hub, warehouse, seq, level, session, left, selection.without(), pending, compared);
    }

    private Position with(long newSeq, long newLevel, String newSession, List<FamilyId> newPending, int newCompared) {
        return new Position(
                hub, warehouse, newSeq, newLevel, newSession, collections, without, newPending, newCompared);
    }
}
