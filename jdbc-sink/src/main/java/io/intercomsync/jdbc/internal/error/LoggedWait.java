package io.intercomsync.jdbc.internal.error;

import io.intercomsync.error.SinkException;
import io.intercomsync.internal.value.Amounts;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits between tries while somebody else is in the way. Says so in the log at once, and again every half minute. */
public final class LoggedWait {
    private static final Logger log = LoggerFactory.getLogger(LoggedWait.class);
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(30);

    private final Duration longest;
    private final WaitTime time;
    private final long start;
    private long lastLine;
    /** The line that was logged last; {@code null} before the first. */
    private @Nullable String told;

    public LoggedWait(Duration longest) {
        this(longest, WaitTime.SYSTEM);
    }

    LoggedWait(Duration longest, WaitTime time) {
        this.longest = longest;
        this.time = time;
        this.start = time.nanos();
    }

    /**
     * Waits for the next try.
     *
     * @param obstacle says who is in the way; is asked only for a line of the log
     * @return whether there is a next try; else the longest wait is over
     * @throws SinkException if the thread is interrupted; its flag stays set
     */
    public boolean again(Duration pause, Supplier<String> obstacle) {
        long waited = time.nanos() - start;
        if (waited >= longest.toNanos()) {
            return false;
        }
        if (told == null || time.nanos() - lastLine >= BETWEEN_LINES.toNanos()) {
            lastLine = time.nanos();
            told = obstacle.get();
            log.warn("Waiting for {} at most: {}", text(longest.minusNanos(waited)), told);
        }
        time.pause(Math.min(pause.toNanos(), longest.toNanos() - waited));
        if (Thread.currentThread().isInterrupted()) {
            throw new SinkException("Interrupted while waiting: " + told);
        }
        return true;
    }

    /** Returns a duration as people write it. */
    public static String text(Duration duration) {
        return Amounts.of(duration);
    }
}
