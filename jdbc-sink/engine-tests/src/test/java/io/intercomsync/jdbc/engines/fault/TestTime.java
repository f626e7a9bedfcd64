package io.intercomsync.jdbc.engines.fault;

import io.intercomsync.jdbc.internal.error.WaitTime;
import java.util.ArrayList;
import java.util.List;

/** A time that passes only while somebody waits, and then at once. */
final class TestTime implements WaitTime {
    private final List<Long> pauses = new ArrayList<>();
    private long now;

    @Override
    public synchronized long nanos() {
        return now;
    }

    @Override
    public synchronized void pause(long nanos) {
        pauses.add(nanos);
        now += nanos;
    }

    /** Returns the pauses so far, in milliseconds. */
    synchronized List<Long> pauses() {
        return pauses.stream().map(nanos -> nanos / 1_000_000).toList();
    }
}
