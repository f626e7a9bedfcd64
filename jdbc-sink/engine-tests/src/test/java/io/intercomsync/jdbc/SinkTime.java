package io.intercomsync.jdbc;

import io.intercomsync.jdbc.internal.error.WaitTime;

/** Opens to tests the time in which a sink waits before it tries again, which users never see. */
public final class SinkTime {
    private SinkTime() {}

    /** Sets the time of a sink. */
    public static JdbcSink.Builder of(JdbcSink.Builder builder, WaitTime time) {
        return builder.time(time);
    }
}
