package io.intercomsync.report;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How far the read of a feed has come.
 *
 * @param feed the name of the feed: {@code contacts}, {@code conversations}, ...
 * @param done how many of Intercom's objects have been read; children (parts, social profiles) are not counted
 * @param expected how many there were when the read began; {@code null} where Intercom does not say
 * @param perSecond how many have been read a second since the read of the feed began
 * @param timeLeft how long it will take at this rate; {@code null} where the end is not known
 */
public record Progress(
        String feed,
        long done,
        @Nullable Long expected,
        double perSecond,
        @Nullable Duration timeLeft) {}
