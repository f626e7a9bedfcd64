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
 * @param askedAt when deleted objects were last asked for, by Intercom's clock; {@code null} if never
 * @param sweptAt when the last sweep began; {@code null} if there was none
 * @param surplus how many rows more than Intercom counts the last sweep left
 * @param sweeps what the next sweep should know
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

    /** Returns the history without times in the future: they count as unknown, so more is asked for. */
    CarriedState believed(ClockReading now) {
        return new CarriedState(
                readBefore,
                now.isFuture(askedAt) ? Instant.EPOCH : askedAt, // null would ask for the last hour alone
                now.isFuture(sweptAt) ? null : sweptAt,
                surplus,
                sweeps,
                now.isFuture(pending.completeUntil()) ? pending.completeNowhere() : pending);
    }

    /** Returns when the next sweep is due at the latest; {@code null} if time alone makes none due. */
    public @Nullable Instant nextSweep(Duration interval) {
        boolean isNever = interval.compareTo(ChronoUnit.CENTURIES.getDuration()) > 0;
        return sweptAt == null || isNever ? null : sweptAt.plus(interval);
    }

    public CarriedState withRows() {
        return new CarriedState(true, askedAt, sweptAt, surplus, sweeps, pending);
    }

    CarriedState swept(@Nullable Instant at, long left, SweepMemory memory) {
        return new CarriedState(readBefore, askedAt, at, left, memory, pending);
    }

    /** Returns the history with which the next sweep begins anew instead of resuming. */
    public CarriedState sweepingFromBeginning() {
        return swept(sweptAt, surplus, sweeps.fromBeginning());
    }

    CarriedState with(PendingObjects now) {
        return new CarriedState(readBefore, askedAt, sweptAt, surplus, sweeps, now);
    }

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
