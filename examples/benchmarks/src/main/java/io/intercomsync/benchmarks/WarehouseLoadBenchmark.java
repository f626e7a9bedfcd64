package io.intercomsync.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures how fast the warehouse writer stores ready-made changes, beside the bulk path of the database alone and upserts in
 * batches. Options, all with defaults: {@code rows=200000 rounds=3 databases=postgresql,duckdb,mariadb heap=4g jvm=}.
 */
public final class WarehouseLoadBenchmark {
    private static final List<String> DEFAULTS =
            List.of("rows=200000", "rounds=3", "databases=postgresql,duckdb,mariadb", "heap=4g", "jvm=");

    private WarehouseLoadBenchmark() {}

    /** Runs the benchmark. */
    public static void main(String[] arguments) throws IOException {
        Map<String, String> options = new LinkedHashMap<>();
        for (String option : DEFAULTS) {
            options.put(name(option), value(option));
        }
        for (String option : arguments) {
            if (options.replace(name(option), value(option)) == null) {
                throw new IllegalArgumentException("Unknown option: " + option + ". Options and defaults: " + options);
            }
        }
        System.out.println(options);
        for (String database : list(options, "databases", ",")) {
            measure(database, options);
        }
    }

    private static String name(String option) {
        return option.replaceFirst("=.*", "");
    }

    private static String value(String option) {
        return option.replaceFirst("^[^=]*=?", "");
    }

    private static List<String> list(Map<String, String> options, String name, String separator) {
        return Arrays.stream(options.getOrDefault(name, "").split(separator))
                .filter(each -> !each.isEmpty())
                .toList();
    }

    private static void measure(String database, Map<String, String> options) throws IOException {
        Path folder = Files.createTempDirectory("warehouse-load");
        switch (database) {
            case "postgresql" -> {
                // The embedded server is started with -F, which these settings take back.
                List<String> safe = List.of("fsync=on", "synchronous_commit=on", "full_page_writes=on");
                try (ChildProcess server =
                        ChildProcess.start(List.of("-Xmx128m"), BenchmarkDatabase.class.getName(), safe)) {
                    client(server.read("url"), options);
                }
            }
            case "mariadb" -> {
                try (ChildProcess server = ChildProcess.start(
                        List.of("-Xmx128m"), BenchmarkMariaDb.class.getName(), List.of(folder.toString()))) {
                    client(server.read("url"), options);
                }
            }
            case "duckdb" -> client("jdbc:duckdb:" + folder.resolve("warehouse.duckdb"), options);
            default -> throw new IllegalArgumentException("Not a database of this benchmark: " + database);
        }
    }

    private static void client(String url, Map<String, String> options) throws IOException {
        List<String> jvm = new ArrayList<>(List.of("-Xmx" + options.get("heap")));
        jvm.addAll(list(options, "jvm", " "));
        List<String> arguments = List.of(url, options.getOrDefault("rows", ""), options.getOrDefault("rounds", ""));
        try (ChildProcess client = ChildProcess.start(jvm, WarehouseLoadClient.class.getName(), arguments)) {
            client.readUntil("done", System.out::println);
        }
    }
}
