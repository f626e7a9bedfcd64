package io.intercomsync.internal.state;

import io.intercomsync.internal.api.ClockReading;
import io.intercomsync.internal.feed.PassScope;
import io.intercomsync.internal.sweep.SweepMemory;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Holds the results of earlier passes.
 *
 * @param readBefore whether the sink may hold rows of an earlier pass
 * @param askedAt the last time at which a run asked for deleted objects, by Intercom's clock; {@code null} if never
 * @param sweptAt the time at which the last sweep began; {@code null} if there was none
 * @param surplus the number of live rows beyond Intercom's count after the last sweep
 * @param sweeps the memory for the next sweep
 * @param pending the objects to fetch again
 */
public record CarriedState(
        boolean readBefore,
        @Nullable Instant askedAt,
        @Nullable Instant sweptAt,
        long surplus,
        SweepMemory sweeps,
        PendingObjects pending) {

    public static final CarriedState NONE =
            new CarriedState(false, null, null, 0, SweepMemory.none(), PendingObjects.NONE);

    /** Returns whether the time between two sweeps has passed since the last one. */
    public boolean isSweptLongAgo(Duration interval, ClockReading now) {
        return now.hasPassed(interval, sweptAt);
    }

    /** Returns the history with future times replaced by unknown ones, so that a run asks for more. */
    CarriedState withoutFutureTimes(ClockReading now) {
        return new CarriedState(
                readBefore,
                now.isFuture(askedAt) ? Instant.EPOCH : askedAt, // null would ask for the last hour alone
                now.isFuture(sweptAt) ? null : sweptAt,
                surplus,
                sweeps,
                now.isFuture(pending.completeUntil()) ? pending.withoutCompleteRows() : pending);
    }

    /** Returns the latest time of the next sweep; {@code null} if no sweep is due by time alone. */
    public @Nullable Instant nextSweep(Duration interval) {
        boolean isNever = interval.compareTo(ChronoUnit.CENTURIES.getDuration()) > 0;
        return sweptAt == null || isNever ? null : sweptAt.plus(interval);
    }

    /** Returns the history of a feed whose rows the sink may hold. */
    public CarriedState withRows() {
        return new CarriedState(true, askedAt, sweptAt, surplus, sweeps, pending);
    }

    CarriedState askedAt(Instant at) {
        return new CarriedState(readBefore, at, sweptAt, surplus, sweeps, pending);
    }

    CarriedState swept(@Nullable Instant at, long left, SweepMemory memory) {
        return new CarriedState(readBefore, askedAt, at, left, memory, pending);
    }

    /** Returns the history with which the next sweep begins anew instead of resuming. */
    public CarriedState withSweepFromBeginning() {
        return swept(sweptAt, surplus, sweeps.fromBeginning());
    }

    CarriedState withPending(PendingObjects now) {
        return new CarriedState(readBefore, askedAt, sweptAt, surplus, sweeps, now);
    }

    /** Returns the history after a pass has ended. */
    public CarriedState afterPass(PassScope scope, Instant plannedAt) {
        boolean isFirst = !readBefore && scope.kind() == PassScope.Kind.FULL;
        return new CarriedState(
                readBefore || !scope.isChangesOnly(),
                plannedAt,
                isFirst || scope.isForMissing() ? plannedAt : sweptAt,
                surplus,
                sweeps,
                pending);
    }
}
