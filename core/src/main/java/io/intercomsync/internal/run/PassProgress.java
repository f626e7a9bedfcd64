package io.intercomsync.internal.run;

import io.intercomsync.internal.pace.ElapsedTime;
import io.intercomsync.report.Progress;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Counts how far one pass over a feed has come. Thread-safe. */
final class PassProgress {
    private final boolean isChangesOnly;
    private final long before;
    private final ElapsedTime time;
    private final AtomicLong read = new AtomicLong();
    private final AtomicLong changes = new AtomicLong();

    /**
     * @param isChangesOnly whether it reads only what has changed, which is counted as it is read
     * @param before how many objects an earlier run has read in this pass
     */
    PassProgress(boolean isChangesOnly, long before, Clock clock) {
        this.isChangesOnly = isChangesOnly;
        this.before = before;
        this.time = new ElapsedTime(clock);
    }

    /** An object has been read that is wanted. */
    void countObject() {
        read.incrementAndGet();
    }

    /** Intercom says that so many more have changed. */
    void expectChanges(long objects) {
        changes.addAndGet(objects);
    }

    /**
     * Returns the progress at this moment.
     *
     * @param waiting how many objects have been read, but not put out
     * @param counted how many there are in all; 0 if that is not known
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
