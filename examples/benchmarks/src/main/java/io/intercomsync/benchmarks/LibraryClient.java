package io.intercomsync.benchmarks;

import io.intercomsync.ApiVersion;
import io.intercomsync.IntercomClient;
import io.intercomsync.SyncEngine;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.error.SyncFailedException;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.report.SyncReport;
import io.intercomsync.sink.Sink;
import java.net.URI;
import java.util.Arrays;

/**
 * Makes one run of the library and prints its figures. Arguments: URL and token of the API, JDBC URL or {@code
 * discard}, schema, collections separated by commas, version of the API.
 */
final class LibraryClient {
    private LibraryClient() {}

    public static void main(String[] arguments) {
        HeapLog heap = new HeapLog();
        SyncReport report;
        try (IntercomClient intercom = IntercomClient.builder(arguments[1])
                .baseUrl(URI.create(arguments[0]))
                .apiVersion(ApiVersion.of(arguments[5]))
                .build()) {
            report = arguments[2].equals("discard")
                    ? sync(intercom, changes -> {}, arguments[4])
                    : intoDatabase(intercom, arguments);
        }
        long rows = report.stored().values().stream().mapToLong(Long::longValue).sum();
        RunFigures.say(report.status().toString(), rows, report.requests(), report.startedAt(), report.duration());
        RunFigures.sayCost(heap);
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
}
