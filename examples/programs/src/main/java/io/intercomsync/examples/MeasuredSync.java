package io.intercomsync.examples;

import io.intercomsync.IntercomClient;
import io.intercomsync.SyncEngine;
import io.intercomsync.hub.Hub;
import io.intercomsync.hub.HubFlush;
import io.intercomsync.micrometer.FlushMetrics;
import io.intercomsync.micrometer.SyncMetrics;
import io.intercomsync.sink.Sink;
import io.micrometer.core.instrument.MeterRegistry;

/** Records its runs and flushes in the metrics of the application. */
final class MeasuredSync {
    private final SyncEngine engine;
    private final HubFlush flush;

    MeasuredSync(IntercomClient intercom, Hub hub, Sink warehouse, MeterRegistry registry) {
        engine = SyncEngine.builder(intercom, hub)
                .listener(new SyncMetrics(registry))
                .build();
        flush = HubFlush.builder(hub, warehouse)
                .listener(new FlushMetrics(registry))
                .build();
    }

    void run() {
        engine.sync();
        flush.flush();
    }
}
