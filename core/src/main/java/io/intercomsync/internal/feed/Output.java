package io.intercomsync.internal.feed;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.report.Fault;
import io.intercomsync.sink.Removal;
import org.jspecify.annotations.Nullable;

/** Where a slice puts what it reads. Its methods wait while the writer is behind; all are called from one thread. */
public interface Output {

    /** An object was read. */
    void item(Item item);

    /** An object was listed that is not put out: the sink holds it as it is, or it is older than what is wanted. */
    void passedOver(String id);

    /** Rows are to go. */
    void removal(Removal removal);

    /** A record could not be read and is kept out. */
    void refused(IntercomCollection collection, Fault fault);

    /** Fields had a type that is not theirs. */
    void typeMismatches(IntercomCollection collection, int fields);

    /** Rows that Intercom says it has could not be had. */
    void missing(IntercomCollection collection, long rows, String reason);

    /** Tells something of a collection that lacks nothing because of it. */
    void remark(IntercomCollection collection, String text);

    /**
     * Something could not be had, and nobody knows of which objects; so the collection lacks it until everything is read
     * again. May be said more than once.
     */
    void lacks(IntercomCollection collection, String reason);

    /**
     * An object could not be had, or not whole, so later runs ask for it again until it comes. To be said before the object
     * is put out.
     *
     * @param reason what it and others like it lack, which is told with their ids; {@code null} if it was refused, which says so
     */
    void owes(String id, PendingObject owed, @Nullable String reason);

    /** An object need not be asked for again although it is not put out. */
    void settled(String id);

    /** How many objects Intercom says that the slice has; {@code null} if it does not say. */
    void expected(@Nullable Long objects);

    /** What was listed under this mark has been put out, whatever came of it. */
    void read(String mark);

    /**
     * Everything up to here has been put out.
     *
     * @param position where the slice goes on after a crash; {@code null} for the end of the slice
     */
    default void reached(@Nullable String position) {
        reached(position, 0);
    }

    /** The same, with how many objects of the slice have been read from its beginning; 0 if that is not counted. */
    void reached(@Nullable String position, long read);

    /** The slice ended early, and is read from its beginning once more. */
    void again();
}
