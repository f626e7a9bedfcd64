package io.intercomsync.jdbc.engines.hub;

import io.intercomsync.IntercomClient;
import io.intercomsync.SyncEngine;
import io.intercomsync.hub.Hub;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/** Fills a hub and flushes it to a warehouse. Says when each begins, so that it can be killed in the middle. */
final class DoomedHub {
    static final String FILLS = "fills";
    static final String FLUSHES = "flushes";

    private DoomedHub() {}

    /** Arguments: token and URL of the workspace, file of the hub, URL and schema of the warehouse. */
    public static void main(String[] arguments) {
        HubWarehouse warehouse = new HubWarehouse(arguments[3], arguments[4]);
        try (IntercomClient client = IntercomClient.builder(arguments[0])
                        .baseUrl(URI.create(arguments[1]))
                        .build();
                Hub hub = Hub.builder(Path.of(arguments[2])).build()) {
            System.out.println(FILLS);
            SyncEngine.builder(client, hub).sweepInterval(Duration.ZERO).build().sync();
            System.out.println(FLUSHES);
            warehouse.flush(hub);
        }
    }
}
