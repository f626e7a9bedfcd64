package io.intercomsync.internal.run;

import io.intercomsync.internal.pace.ElapsedTime;
import io.intercomsync.report.Progress;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the objects of one pass over a feed. Thread-safe. */
final class PassProgress {
    private final boolean isChangesOnly;
    private final long before;
    private final ElapsedTime time;
    private final AtomicLong read = new AtomicLong();
    private final AtomicLong changes = new AtomicLong();

    /**
     * @param isChangesOnly whether the pass reads only changes. Their number becomes known page by page
     * @param before the number of objects that an earlier run has read in this pass
     */
    PassProgress(boolean isChangesOnly, long before, Clock clock) {
        this.isChangesOnly = isChangesOnly;
        this.before = before;
        this.time = new ElapsedTime(clock);
    }

    /** Counts a wanted object that was read. */
    void countObject() {
        read.incrementAndGet();
    }

    /** Adds objects that have changed by Intercom's count. */
    void expectChanges(long objects) {
        changes.addAndGet(objects);
    }

    /**
     * Returns the progress at this moment.
     *
     * @param waiting the number of objects that were read and not put out yet
     * @param counted the number of all objects; 0 if it is not known
     */
    Progress now(String feed, long waiting, long counted) {
        long now = read.get() + waiting;
        long done = before + now;
        long expected = isChangesOnly ? changes.get() : counted;
        double seconds = Math.max(0.001, time.passed().toMillis() / 1000.0);
        double perSecond = now / seconds;
        Duration left = expected == 0 || now == 0
                ? null
                : Duration.ofMillis((long) (Math.max(0, expected - done) / perSecond * 1000));
        return new Progress(feed, done, expected == 0 ? null : expected, perSecond, left);
    }
}
