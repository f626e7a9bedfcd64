package io.intercomsync.hub;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The progress of a flush.
 *
 * @param warehouse the name of the warehouse
 * @param done how many of Intercom's objects this flush has handed over; children (parts, social profiles) are not counted
 * @param expected how many it has to hand over
 * @param perSecond how many objects a second it has handed over since it began
 * @param timeLeft how long the rest takes at this rate; {@code null} while no rate is known
 */
public record FlushProgress(
        String warehouse,
        long done,
        long expected,
        double perSecond,
        @Nullable Duration timeLeft) {}
