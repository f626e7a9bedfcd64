package io.intercomsync.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.IntercomClient;
import io.intercomsync.SyncEngine;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.fake.FakeIntercom;
import io.intercomsync.hub.Hub;
import io.intercomsync.hub.HubFlush;
import io.intercomsync.report.FlushReport;
import io.intercomsync.sink.InMemorySink;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The metrics of flushes, each warehouse for itself. */
class FlushMetricsTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final FlushMetrics metrics = new FlushMetrics(registry);

    @TempDir
    Path directory;

    @Test
    void two_warehouses_of_one_hub_are_told_apart() {
        try (FakeIntercom fake =
                        FakeIntercom.builder().unthrottled().contacts(40).start();
                IntercomClient client = IntercomClient.builder(fake.token())
                        .baseUrl(URI.create(fake.url()))
                        .build();
                Hub hub = Hub.builder(directory.resolve("intercom.hub")).build()) {
            SyncEngine.builder(client, hub).build().sync();

            FlushReport sales = flush(hub, "sales");
            FlushReport support = flush(hub, "support");

            assertThat(rows("sales"))
                    .isPositive()
                    .isEqualTo(sales.stored().get(IntercomCollection.USERS).doubleValue());
            assertThat(rows("support"))
                    .isEqualTo(support.stored().get(IntercomCollection.USERS).doubleValue());
            assertThat(registry.get("intercom.flush.run")
                            .tag("warehouse", "sales")
                            .tag("status", "COMPLETE")
                            .timer()
                            .totalTime(TimeUnit.NANOSECONDS))
                    .isEqualTo((double) sales.duration().toNanos());
            assertThat(registry.get("intercom.flush.progress.done")
                            .tag("warehouse", "sales")
                            .gauge()
                            .value())
                    .isEqualTo(registry.get("intercom.flush.progress.expected")
                            .tag("warehouse", "sales")
                            .gauge()
                            .value());
            assertThat(registry.get("intercom.flush.age")
                            .tag("warehouse", "support")
                            .tag("collection", "users")
                            .timeGauge()
                            .value(TimeUnit.MINUTES))
                    .isBetween(0.0, 5.0);
        }
    }

    private FlushReport flush(Hub hub, String warehouse) {
        return HubFlush.builder(hub, new InMemorySink())
                .name(warehouse)
                .listener(metrics)
                .build()
                .flush();
    }

    private double rows(String warehouse) {
        return registry.get("intercom.flush.rows")
                .tag("warehouse", warehouse)
                .tag("collection", "users")
                .counter()
                .count();
    }
}
