package io.intercomsync.examples;

import io.intercomsync.IntercomClient;
import io.intercomsync.SyncEngine;
import io.intercomsync.SyncScheduler;
import io.intercomsync.sink.Sink;
import java.time.Duration;
import java.time.Instant;

/** Prints the cost of a copy, keeps to a budget, and runs every three hours. */
final class BoundedCopy implements AutoCloseable {
    private final SyncEngine engine;
    private final SyncScheduler scheduler;

    BoundedCopy(IntercomClient intercom, Sink warehouse) {
        engine = SyncEngine.builder(intercom, warehouse)
                .maxRequests(50_000)
                .maxDuration(Duration.ofHours(2))
                .startDate(Instant.parse("2025-01-01T00:00:00Z"))
                .sweepInterval(Duration.ofDays(7))
                .build();
        System.out.println(engine.plan().toTable());
        scheduler = SyncScheduler.create().everyThreeHours(engine::sync);
    }

    @Override
    public void close() {
        scheduler.close();
    }
}
