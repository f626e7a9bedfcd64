package io.intercomsync.report;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How far the read of a feed has come. A run may read a feed in more than one pass: what a broken read has left, what has
 * changed, then all of it for a sweep. Each pass is told of from its own beginning.
 *
 * @param feed the name of the feed: {@code contacts}, {@code conversations}, ...
 * @param done how many of Intercom's objects have been read in this pass, also by an earlier run if it is gone on with;
 *     children (parts, social profiles) are not counted
 * @param expected how many the pass has to read by Intercom's count; {@code null} where Intercom does not say
 * @param perSecond how many this run has read a second since the pass began
 * @param timeLeft how long it will take at this rate; {@code null} where the end is not known
 */
public record Progress(
        String feed,
        long done,
        @Nullable Long expected,
        double perSecond,
        @Nullable Duration timeLeft) {}
