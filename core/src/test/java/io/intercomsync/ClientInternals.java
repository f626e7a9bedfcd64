package io.intercomsync;

import io.intercomsync.internal.api.Connection;
import io.intercomsync.internal.pace.Sleeper;
import java.time.Clock;

/** Opens to tests of all packages the two parts of a client that users never see. */
public final class ClientInternals {
    private ClientInternals() {}

    /** Sets the clock and the sleeper of a client. */
    public static IntercomClient.Builder time(IntercomClient.Builder builder, Clock clock, Sleeper sleeper) {
        return builder.time(clock, sleeper);
    }

    /** Returns the connection of a client, which its engines share. */
    public static Connection connection(IntercomClient client) {
        return client.connection();
    }
}
