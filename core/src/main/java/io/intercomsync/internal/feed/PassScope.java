package io.intercomsync.internal.feed;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one pass over a feed takes in.
 *
 * @param kind how much of the feed is read
 * @param since what was last updated before is not asked for; {@code null} if there is no such bound
 * @param knownAsOf when, by Intercom's clock, the pass began whose rows the sink holds, so that an object which has the
 *     version of its row need not be asked for in detail; {@code null} if details are always asked for
 * @param startDate what was last updated before is left out; {@code null} to leave out nothing
 */
public record PassScope(
        Kind kind,
        @Nullable Instant since,
        @Nullable Instant knownAsOf,
        @Nullable Instant startDate) {

    /** How much of the feed is read. */
    public enum Kind {
        /** All of it, in pieces that a later run can go on with. */
        FULL,
        /** What was updated since the last pass began. */
        CHANGES,
        /** All of it, to find what is gone and what moved without a new version; never gone on with. */
        SWEEP
    }

    public static PassScope full(@Nullable Instant startDate) {
        return new PassScope(Kind.FULL, startDate, null, startDate);
    }

    public static PassScope changes(Instant since, Instant knownAsOf, @Nullable Instant startDate) {
        Instant from = startDate != null && startDate.isAfter(since) ? startDate : since;
        return new PassScope(Kind.CHANGES, from, knownAsOf, startDate);
    }

    /**
     * It takes in what is older than the start date, too, and leaves it out: it has to know that it is there. It believes no
     * version, since tags and segments move without one.
     */
    public static PassScope sweep(@Nullable Instant startDate) {
        return new PassScope(Kind.SWEEP, null, null, startDate);
    }

    public boolean isChangesOnly() {
        return kind == Kind.CHANGES;
    }

    /** All of it, but in detail only what is not held as it is listed. */
    public static PassScope missing(Instant knownAsOf, @Nullable Instant startDate) {
        return new PassScope(Kind.FULL, startDate, knownAsOf, startDate);
    }

    /** Whether it searches everything for what is missing. */
    public boolean isForMissing() {
        return kind == Kind.FULL && knownAsOf != null;
    }

    /** Whether it asks for every object in detail, whatever is held. */
    public boolean asksForAll() {
        return kind == Kind.FULL && knownAsOf == null;
    }

    /** Whether an object of this version is to be left out. */
    public boolean leavesOut(@Nullable Instant updatedAt) {
        return startDate != null && updatedAt != null && updatedAt.isBefore(startDate);
    }
}
