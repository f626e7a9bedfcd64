package io.intercomsync.jdbc.engines.gettingstarted;

import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.hub.FlushListener;
import io.intercomsync.hub.FlushProgress;
import io.intercomsync.hub.Hub;
import io.intercomsync.hub.HubFlush;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.engines.fixture.SmallUnits;
import io.intercomsync.report.FlushReport;
import io.intercomsync.report.Status;
import io.intercomsync.sink.Sink;
import java.time.Duration;

/** A warehouse with the interval of its flushes. */
final class FlushedWarehouse implements AutoCloseable {
    private final String name;
    private final Duration interval;
    private final JdbcSink database;
    private final Sink sink;
    private final Runnable comparison;

    /** @param comparison compares the warehouse after each flush that has ended by itself */
    FlushedWarehouse(String name, Duration interval, JdbcSink.Builder database, Runnable comparison) {
        this.name = name;
        this.interval = interval;
        this.database = database.build();
        this.sink = SmallUnits.of(this.database);
        this.comparison = comparison;
    }

    String name() {
        return name;
    }

    Duration interval() {
        return interval;
    }

    /** Makes one flush, which takes a minute by the clock. */
    void flush(Hub hub, RunLog log, Runnable inTheMiddle, SharedTime time) {
        FlushListener listener = new FlushListener() {
            @Override
            public void onProgress(FlushProgress progress) {
                inTheMiddle.run();
            }

            @Override
            public void onEnd(FlushReport report) {
                time.takeAMinute(report.status());
            }
        };
        FlushReport report = HubFlush.builder(hub, sink)
                .name(name)
                .listener(listener)
                .build()
                .flush();
        boolean isStopped = report.status() == Status.STOPPED;
        log.began(isStopped ? "stopped " + name : name, report.startedAt());
        if (!isStopped) {
            assertThat(report.isComplete()).as(report.toTable()).isTrue();
            comparison.run();
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
