package io.intercomsync.jdbc.engines.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.IntercomClient;
import io.intercomsync.SyncEngine;
import io.intercomsync.error.FlushFailedException;
import io.intercomsync.fake.FakeIntercom;
import io.intercomsync.hub.Hub;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.engines.fixture.AdvancedClock;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import io.intercomsync.jdbc.engines.fixture.WrappedSource;
import io.intercomsync.jdbc.engines.workspace.WorkspaceComparison;
import io.intercomsync.jdbc.engines.workspace.WorkspaceTurns;
import io.intercomsync.jdbc.testkit.internal.StoredTables;
import io.intercomsync.report.FlushReport;
import io.intercomsync.report.Status;
import io.intercomsync.report.SyncReport;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two warehouses of one hub, with intervals of their own. */
class TwoWarehousesTest {
    private final AdvancedClock clock = new AdvancedClock();
    private final FakeIntercom fake = FakeIntercom.builder()
            .unthrottled()
            .fast()
            .clock(clock)
            .contacts(300)
            .companies(50)
            .conversations(100)
            .start();
    private final IntercomClient client =
            IntercomClient.builder(fake.token()).baseUrl(URI.create(fake.url())).build();
    private final WorkspaceTurns turns = new WorkspaceTurns(fake);
    private final AtomicBoolean isDown = new AtomicBoolean();

    @AfterEach
    void close() {
        client.close();
        fake.close();
    }

    @Test
    void a_warehouse_that_is_down_for_ten_source_runs_holds_up_nothing_and_then_catches_up(@TempDir Path folder) {
        String often = TestDatabase.newSchema();
        String seldom = TestDatabase.newSchema();
        try (Hub hub = Hub.builder(folder.resolve("intercom.hub")).build();
                JdbcSink first = TestDatabase.DUCKDB.sink(often).build();
                JdbcSink second = JdbcSink.builder(breakable()).schema(seldom).build()) {
            run(hub, first);
            assertThat(hub.flushTo(second).status()).isEqualTo(Status.COMPLETE);
            isDown.set(true);
            for (int run = 1; run <= 10; run++) {
                turns.changeAndRemove();
                run(hub, first);
                WorkspaceComparison.assertSame(fake, new StoredTables(TestDatabase.DUCKDB.url(), often));
                if (run % 4 == 0) {
                    assertThatThrownBy(() -> hub.flushTo(second)).isInstanceOf(FlushFailedException.class);
                }
            }
            isDown.set(false);

            FlushReport late = hub.flushTo(second);

            assertThat(late.status()).as(late.toTable()).isEqualTo(Status.COMPLETE);
            WorkspaceComparison.assertSame(fake, new StoredTables(TestDatabase.POSTGRESQL.url(), seldom));
        }
    }

    private void run(Hub hub, JdbcSink warehouse) {
        SyncReport report = SyncEngine.builder(client, hub)
                .sweepInterval(Duration.ZERO)
                .build()
                .sync();
        assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
        FlushReport flush = hub.flushTo(warehouse);
        assertThat(flush.status()).as(flush.toTable()).isEqualTo(Status.COMPLETE);
        clock.putForward(Duration.ofHours(3));
    }

    private WrappedSource breakable() {
        return new WrappedSource(
                () -> {
                    if (isDown.get()) {
                        throw new SQLException("The server is down", "08006");
                    }
                    return TestDatabase.POSTGRESQL.connect();
                },
                (connection, method) -> {});
    }
}
