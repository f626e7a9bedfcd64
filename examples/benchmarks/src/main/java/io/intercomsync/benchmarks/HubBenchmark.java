package io.intercomsync.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Measures a hub: how fast it is filled and flushed to PostgreSQL and to DuckDB, and how large its file becomes. Arguments, all
 * optional: the number of rows (1000000), and the client's {@code -Xmx} (64m).
 */
public final class HubBenchmark {
    private HubBenchmark() {}

    /** Runs the benchmark. */
    public static void main(String[] arguments) throws IOException {
        String rows = arguments.length > 0 ? arguments[0] : "1000000";
        String heap = arguments.length > 1 ? arguments[1] : "64m";
        Path folder = Files.createTempDirectory("hub-benchmark");
        System.out.println("rows=" + rows + " heap=" + heap + " folder=" + folder);
        try (ChildProcess database =
                        ChildProcess.start(List.of("-Xmx256m"), BenchmarkDatabase.class.getName(), List.of());
                ChildProcess client = ChildProcess.start(
                        List.of("-Xmx" + heap),
                        HubClient.class.getName(),
                        List.of(
                                folder.toString(),
                                rows,
                                database.read("url"),
                                "jdbc:duckdb:" + folder.resolve("warehouse.duckdb")))) {
            client.readUntil("done", System.out::println);
        }
    }
}
