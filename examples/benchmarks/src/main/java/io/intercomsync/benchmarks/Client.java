package io.intercomsync.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import io.intercomsync.IntercomClient;
import io.intercomsync.SyncEngine;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.error.SyncFailedException;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.report.SyncReport;
import io.intercomsync.sink.Sink;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.util.Arrays;

/**
 * One run. Arguments: URL and token of the API, JDBC URL or {@code discard}, schema, collections with commas between them.
 * Says how it went.
 */
final class Client {
    private Client() {}

    public static void main(String[] arguments) {
        HeapLog heap = new HeapLog();
        SyncReport report;
        try (IntercomClient intercom = IntercomClient.builder(arguments[1])
                .baseUrl(URI.create(arguments[0]))
                .build()) {
            report = arguments[2].equals("discard")
                    ? sync(intercom, changes -> {}, arguments[4])
                    : intoDatabase(intercom, arguments);
        }
        long rows = report.stored().values().stream().mapToLong(Long::longValue).sum();
        say("status", report.status());
        say("stored", report.stored());
        say("rows", rows);
        say("requests", report.requests());
        say("started-at", report.startedAt());
        say("wall-ms", report.duration().toMillis());
        say("gc-count", heap.collections());
        say("gc-ms", heap.collectingMillis());
        say("heap-peak", heap.peak());
        say("heap-floor", heap.floor());
        say(
                "cpu-ns",
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime());
        if (!report.isComplete()) {
            System.err.println(report.toTable());
        }
        System.exit(0);
    }

    private static SyncReport intoDatabase(IntercomClient intercom, String[] arguments) {
        try (JdbcSink sink = JdbcSink.builder(arguments[2]).schema(arguments[3]).build()) {
            return sync(intercom, sink, arguments[4]);
        }
    }

    private static SyncReport sync(IntercomClient intercom, Sink sink, String collections) {
        try {
            return SyncEngine.builder(intercom, sink)
                    .collections(Arrays.stream(collections.split(","))
                            .map(IntercomCollection::valueOf)
                            .toList())
                    .build()
                    .sync();
        } catch (SyncFailedException e) {
            return e.report();
        }
    }

    private static void say(String name, Object value) {
        System.out.println(name + " " + value);
    }
}
