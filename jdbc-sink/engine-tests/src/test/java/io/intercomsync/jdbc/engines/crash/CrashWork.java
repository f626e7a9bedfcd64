package io.intercomsync.jdbc.engines.crash;

import io.intercomsync.fake.FakeIntercom;
import java.time.Clock;
import java.time.Duration;

/** The work of a run that is killed. */
public enum CrashWork {
    /** Reads a whole workspace, so large that its contacts are read by ranges side by side. */
    FIRST_COPY(3_200, 60, 400, Duration.ofDays(1)),
    /** Reads changes and deleted conversations. */
    CHANGES(400, 200, 100, Duration.ofDays(1_000)),
    /** Sweeps: looks for people and companies that were deleted or merged. */
    SWEEP(400, 60, 100, Duration.ZERO);

    private final int contacts;
    private final int conversations;
    private final int rowsOfAUnit;
    private final Duration sweepInterval;

    CrashWork(int contacts, int conversations, int rowsOfAUnit, Duration sweepInterval) {
        this.contacts = contacts;
        this.conversations = conversations;
        this.rowsOfAUnit = rowsOfAUnit;
        this.sweepInterval = sweepInterval;
    }

    /** About how many rows are written at once: so few that there are many writes, and not more than can each be killed. */
    int rowsOfAUnit() {
        return rowsOfAUnit;
    }

    /** The interval between two sweeps of a run that does this work. */
    Duration sweepInterval() {
        return sweepInterval;
    }

    /** A workspace for it, with companies on two pages of their scroll. */
    public FakeIntercom workspace(Clock clock) {
        return FakeIntercom.builder()
                .unthrottled()
                .fast()
                .clock(clock)
                .contacts(contacts)
                .companies(120)
                .conversations(conversations)
                .start();
    }
}
