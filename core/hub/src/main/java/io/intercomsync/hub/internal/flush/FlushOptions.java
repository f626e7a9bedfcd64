package io.intercomsync.hub.internal.flush;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Holds the choices for a flush.
 *
 * @param name the name of the warehouse
 * @param compareAll whether the flush compares everything, needed or not
 */
public record FlushOptions(
        String name,
        FlushSelection selection,
        boolean compareAll,
        @Nullable Duration maxDuration) {}
