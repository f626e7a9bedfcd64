package io.intercomsync.internal.api;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The time at which a run begins, by the local clock and as Intercom told it. Either clock may be wrong, by minutes
 * or by decades. The time counts as known only if the two agree. In doubt this type reads too much: a search for
 * changes reaches back further, and a read is due earlier.
 *
 * @param here the time by the local clock
 * @param told the time in Intercom's answer, cut to the second; {@code null} if the answer told none
 */
public record ClockReading(Instant here, @Nullable Instant told) {
    /** The largest difference of clocks that agree. The usual lookback of an hour covers it many times. */
    private static final Duration TOLERANCE = Duration.ofMinutes(1);

    private static final Duration DAY = Duration.ofDays(1);

    /** Returns whether the two clocks agree. */
    public boolean isConfirmed() {
        return told != null && Duration.between(told, here).abs().compareTo(TOLERANCE) <= 0;
    }

    /** Returns whether Intercom told a time that does not agree with the local clock. */
    public boolean isContradicted() {
        return told != null && !isConfirmed();
    }

    /**
     * Returns the earlier of the two times, but no more than a day before the local clock. Use it for questions whose
     * answer costs a request for each object changed since, and that the next run asks again.
     */
    public Instant earliest() {
        if (told == null || !told.isBefore(here)) {
            return here;
        }
        Instant dayBefore = here.minus(DAY);
        return told.isBefore(dayBefore) ? dayBefore : told;
    }

    /** Returns the later of the two times. */
    public Instant latest() {
        return told == null || told.isBefore(here) ? here : told;
    }

    /**
     * Returns a time that is not later than the present one by Intercom's clock, so that the next run may ask for what has
     * changed since. If the clocks do not agree, the present time is not known. Intercom's newest change is certainly not later
     * than the present, and every change before it can be read.
     *
     * @param newestChange asks Intercom for the time of its newest change; {@code null} if Intercom does not tell it
     */
    public Instant readFrom(Supplier<@Nullable Instant> newestChange) {
        if (isConfirmed()) {
            return earliest();
        }
        Instant newest = newestChange.get();
        if (newest == null) {
            return earliest();
        }
        return newest.isBefore(here) ? newest : here;
    }

    /** Returns whether a time that was stored in the past lies in the future: a clock that told it was wrong. */
    public boolean isFuture(@Nullable Instant stored) {
        return stored != null && stored.isAfter(here.plus(TOLERANCE));
    }

    /**
     * Returns whether this much time has passed since a stored time. Only the local clock measures it, since even a wrong clock
     * moves on. A time in its future counts as long ago.
     *
     * @param stored {@code null} for never
     */
    public boolean hasPassed(Duration interval, @Nullable Instant stored) {
        return stored == null || isFuture(stored) || !here.isBefore(stored.plus(interval));
    }
}
