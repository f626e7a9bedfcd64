package io.intercomsync.report;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The progress of one API resource. A run may read a resource in more than one pass: the rest of an interrupted read,
 * the changes, then everything for a sweep. Each pass is counted from its own beginning.
 *
 * @param feed the name of the API resource: {@code contacts}, {@code conversations}, ...
 * @param done how many of Intercom's objects have been read in this pass, including those of an earlier run that it continues;
 *     children (parts, social profiles) are not counted
 * @param expected how many objects the pass has to read by Intercom's count; {@code null} if Intercom does not say
 * @param perSecond how many objects a second this run has read since the pass began
 * @param timeLeft how long the rest takes at this rate; {@code null} if the end is not known
 */
public record Progress(
        String feed,
        long done,
        @Nullable Long expected,
        double perSecond,
        @Nullable Duration timeLeft) {}
