package io.intercomsync;

import io.intercomsync.internal.pace.Sleeper;
import java.time.Clock;

/** Opens to tests the time of a client and of a scheduler, which users never see. */
public final class ProgramTime {
    private ProgramTime() {}

    /** Sets the clock and the sleeper of a client. */
    public static IntercomClient.Builder of(IntercomClient.Builder builder, Clock clock, Sleeper sleeper) {
        return builder.time(clock, sleeper);
    }

    /** Sets the clock and the sleeper of a scheduler. */
    public static SyncScheduler.Builder of(SyncScheduler.Builder builder, Clock clock, Sleeper sleeper) {
        return builder.clock(clock).sleeper(sleeper);
    }
}
