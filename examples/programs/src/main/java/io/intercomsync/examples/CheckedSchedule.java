package io.intercomsync.examples;

import io.intercomsync.IntercomClient;
import io.intercomsync.SyncEngine;
import io.intercomsync.SyncScheduler;
import io.intercomsync.hub.Hub;
import io.intercomsync.jdbc.JdbcSink;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;

/** Checks the token and the warehouse, then reads Intercom and fills the warehouse on two clocks until it is stopped. */
final class CheckedSchedule {
    private CheckedSchedule() {}

    static Optional<SyncScheduler> run(DataSource dataSource, Path file) {
        IntercomClient intercom =
                IntercomClient.builder(System.getenv("INTERCOM_ACCESS_TOKEN")).build();
        return run(intercom, dataSource, file);
    }

    static Optional<SyncScheduler> run(IntercomClient intercom, DataSource dataSource, Path file) {
        JdbcSink warehouse =
                JdbcSink.builder(dataSource).schema("intercom_prod").build();
        if (!intercom.checkAccess().isUsable() || !warehouse.check().isUsable()) {
            return Optional.empty(); // toTable() of a check says what to mend
        }

        Hub hub = Hub.builder(file).build();
        SyncEngine source = SyncEngine.builder(intercom, hub).build();
        return Optional.of(SyncScheduler.create()
                .every(Duration.ofHours(3), source::sync)
                .every(Duration.ofHours(12), () -> hub.flushTo(warehouse)));
    }
}
