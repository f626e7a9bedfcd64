package io.intercomsync.examples;

import static io.intercomsync.collection.IntercomCollection.CONVERSATIONS;
import static io.intercomsync.collection.IntercomCollection.CONVERSATION_PARTS;

import io.intercomsync.IntercomClient;
import io.intercomsync.SyncEngine;
import io.intercomsync.SyncScheduler;
import io.intercomsync.hub.Hub;
import io.intercomsync.hub.HubFlush;
import io.intercomsync.hub.HubStatus;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.report.FlushReport;
import io.intercomsync.sink.Sink;
import java.nio.file.Path;
import java.time.Duration;

/** Reads Intercom every three hours and fills a warehouse every twelve, each on its own clock, with a hub between. */
final class TwoClocks implements AutoCloseable {
    private final Hub hub;
    private final Sink warehouse;
    private final SyncScheduler scheduler;

    TwoClocks(IntercomClient intercom, Path file, String jdbcUrl) {
        hub = Hub.builder(file).build();
        warehouse = JdbcSink.builder(jdbcUrl).schema("intercom_prod").build();
        SyncEngine source = SyncEngine.builder(intercom, hub).build();
        scheduler = SyncScheduler.create()
                .every(Duration.ofHours(3), source::sync)
                .every(Duration.ofHours(12), () -> hub.flushTo(warehouse));
    }

    /** Flushes conversations to another warehouse, for half an hour at most. */
    static FlushReport flushConversations(Hub hub, Sink support) {
        return HubFlush.builder(hub, support)
                .name("support")
                .collections(CONVERSATIONS, CONVERSATION_PARTS)
                .without("conversation_parts.author")
                .maxDuration(Duration.ofMinutes(30))
                .listener(progress -> System.out.println(progress.done() + " of " + progress.expected()))
                .build()
                .flush();
    }

    static void tell(Hub hub) {
        for (HubStatus.Warehouse warehouse : hub.status().warehouses()) {
            System.out.println(warehouse.name() + " is " + warehouse.lag().toMinutes() + " minutes behind");
        }
    }

    /** Ends the runs under way, then closes what they use. The next program goes on from there. */
    @Override
    public void close() {
        scheduler.close();
        warehouse.close();
        hub.close();
    }
}
