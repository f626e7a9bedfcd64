package io.intercomsync.internal.feed;

import io.intercomsync.internal.value.IntercomTime;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Describes how much one pass over a feed reads.
 *
 * @param kind how much of the feed is read
 * @param since objects last updated before this time are not asked for; {@code null} for no such bound
 * @param knownAsOf the time, by Intercom's clock, at which the pass began whose rows the sink holds. The pass asks for no
 *     details of an object whose row has the listed version; {@code null} to ask for all details
 * @param startDate objects last updated before this time are left out; {@code null} to leave out nothing
 */
public record PassScope(
        Kind kind,
        @Nullable Instant since,
        @Nullable Instant knownAsOf,
        @Nullable Instant startDate) {

    /** How much of the feed is read. */
    public enum Kind {
        /** Reads everything, in slices that a later run can resume. */
        FULL,
        /** Reads objects updated since the last pass began. */
        CHANGES,
        /** Reads everything, to find deletions and changes without a new version; no run resumes it. */
        SWEEP,
        /** Reads single objects by their ids. */
        OBJECTS
    }

    public static PassScope full(@Nullable Instant startDate) {
        return new PassScope(Kind.FULL, startDate, null, startDate);
    }

    public static PassScope changes(Instant since, Instant knownAsOf, @Nullable Instant startDate) {
        Instant from = startDate != null && startDate.isAfter(since) ? startDate : since;
        return new PassScope(Kind.CHANGES, from, knownAsOf, startDate);
    }

    /**
     * Returns the scope of a sweep. A sweep also lists the objects that the start date leaves out, to know that they exist. It
     * asks for all details, since tags and segments change without a new version.
     */
    public static PassScope sweep(@Nullable Instant startDate) {
        return new PassScope(Kind.SWEEP, null, null, startDate);
    }

    /** Returns the scope of a read of single objects. */
    public static PassScope objects(@Nullable Instant startDate) {
        return new PassScope(Kind.OBJECTS, null, null, startDate);
    }

    public boolean isChangesOnly() {
        return kind == Kind.CHANGES;
    }

    /** Returns the scope that lists everything and asks in detail only for objects whose row has another version. */
    public static PassScope missing(Instant knownAsOf, @Nullable Instant startDate) {
        return new PassScope(Kind.FULL, startDate, knownAsOf, startDate);
    }

    /** Returns whether the pass reads single objects by their ids. */
    public boolean isForObjects() {
        return kind == Kind.OBJECTS;
    }

    /** Returns whether the pass lists everything to find missing rows. */
    public boolean isForMissing() {
        return kind == Kind.FULL && knownAsOf != null;
    }

    /** Returns whether the pass asks for every object in detail, also for those held. */
    public boolean asksForAll() {
        return kind == Kind.FULL && knownAsOf == null;
    }

    /** Returns whether an object was last updated before the start date. */
    public boolean leavesOut(Map<String, @Nullable Object> object) {
        Instant updatedAt = IntercomTime.read(object.get("updated_at"));
        return startDate != null && updatedAt != null && updatedAt.isBefore(startDate);
    }
}
