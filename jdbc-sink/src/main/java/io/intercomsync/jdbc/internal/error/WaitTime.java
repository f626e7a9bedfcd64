package io.intercomsync.jdbc.internal.error;

import java.util.concurrent.locks.LockSupport;

/** The time in which the sink waits. Tests bring one that they move. */
public interface WaitTime {
    /** The system's time. */
    WaitTime SYSTEM = new WaitTime() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void pause(long nanos) {
            LockSupport.parkNanos(nanos);
        }
    };

    /** Returns the nanoseconds since a moment that stays the same. */
    long nanos();

    /** Returns after this time, or earlier if the thread is interrupted. */
    void pause(long nanos);
}
