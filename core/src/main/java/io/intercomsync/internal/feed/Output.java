package io.intercomsync.internal.feed;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.report.Fault;
import io.intercomsync.sink.Removal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Takes what a feed reads. Its methods wait while the writer is behind. One thread calls them. */
public interface Output {

    /** Takes an object that was read. */
    void item(Item item);

    /** Takes a listed object whose row stays as it is: the sink holds this version, or it is older than the start date. */
    void unchanged(String id);

    /** Takes the removal of rows. */
    void removal(Removal removal);

    /** Reports a record that could not be read and is kept out. */
    void refused(IntercomCollection collection, Fault fault);

    /** Reports fields whose JSON type does not match their column. */
    void typeMismatches(IntercomCollection collection, int fields);

    /**
     * Reports a gap: rows that Intercom counts and that could not be read.
     *
     * @param rows how many rows; 0 if the number is not known
     */
    void gap(IntercomCollection collection, long rows, String reason);

    /**
     * Reports a gap in objects that nobody knows by id. The gap stays until everything is read again. A feed may report it
     * several times.
     */
    void unknownGap(IntercomCollection collection, String reason);

    /** Adds a remark about a collection, which leaves its status as it is. */
    void remark(IntercomCollection collection, String text);

    /**
     * Marks an object as pending: it could not be read, or not completely, and later runs fetch it again. A feed calls this
     * before it puts the object out.
     *
     * @param reason the reason for the report, which groups the ids by it; {@code null} if the object was refused, since a
     *     refusal has a reason of its own
     */
    void pending(String id, PendingObject object, @Nullable String reason);

    /** Marks an object as pending no longer, although it is not put out. */
    void resolved(String id);

    /** Reports that deleted objects are not known since that time. Once this pass has ended, the next one asks for them since then. */
    void deletionsUnknown(Instant since);

    /** Tells how many objects Intercom counts in the slice; {@code null} if Intercom does not count them. */
    void expected(@Nullable Long objects);

    /**
     * Moves the position of the slice: everything before it has been put out.
     *
     * @param position where the slice goes on after a crash; {@code null} for the end of the slice
     */
    default void reached(@Nullable String position) {
        reached(position, 0);
    }

    /**
     * Moves the position of the slice.
     *
     * @param read how many objects of the slice have been read from its beginning; 0 if they are not counted
     */
    void reached(@Nullable String position, long read);

    /** Sets the slice back to its beginning: it ended early and is read once more. */
    void restart();
}
