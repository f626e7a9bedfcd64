package io.intercomsync.benchmarks;

import static io.intercomsync.collection.IntercomCollection.COMPANIES;
import static io.intercomsync.collection.IntercomCollection.CONTACTS;
import static io.intercomsync.collection.IntercomCollection.CONVERSATIONS;
import static io.intercomsync.collection.IntercomCollection.USERS;

import io.intercomsync.jdbc.JdbcSink;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;

/**
 * Measures how much longer a load takes that keeps the history of users, contacts, companies and conversations, on PostgreSQL and
 * DuckDB. Argument, optional: the number of rows (100000).
 */
public final class HistoryBenchmark {
    private static final List<String> LOADS = List.of("first load", "nothing changed", "all changed", "5 % changed");

    private final MadeUpUnits units;

    private HistoryBenchmark(int rows) {
        units = new MadeUpUnits(rows);
    }

    /** Runs the benchmark. */
    public static void main(String[] arguments) throws Exception {
        int rows = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
        Path folder = Files.createTempDirectory("history-benchmark");
        try (ChildProcess database =
                ChildProcess.start(List.of("-Xmx256m"), BenchmarkDatabase.class.getName(), List.of())) {
            String postgres = database.read("url");
            HistoryBenchmark benchmark = new HistoryBenchmark(rows);
            for (int round = 1; round <= 3; round++) { // the first one warms up
                benchmark.compare("PostgreSQL", postgres, postgres, round);
                benchmark.compare(
                        "DuckDB",
                        "jdbc:duckdb:" + folder.resolve("without-" + round),
                        "jdbc:duckdb:" + folder.resolve("with-" + round),
                        round);
            }
        }
    }

    private void compare(String name, String without, String with, int round) {
        List<Double> plain = load(JdbcSink.builder(without).schema("without_" + round));
        List<Double> kept =
                load(JdbcSink.builder(with).schema("with_" + round).history(USERS, CONTACTS, COMPANIES, CONVERSATIONS));
        for (int i = 0; i < LOADS.size(); i++) {
            System.out.printf(
                    Locale.ROOT,
                    "round %d, %s, %s: %.2f s, with history %.2f s, %.2f times as long%n",
                    round,
                    name,
                    LOADS.get(i),
                    plain.get(i),
                    kept.get(i),
                    kept.get(i) / plain.get(i));
        }
    }

    private List<Double> load(JdbcSink.Builder builder) {
        List<Double> seconds = new ArrayList<>();
        try (JdbcSink sink = builder.build()) {
            seconds.add(seconds(sink, each -> true, 1));
            seconds.add(seconds(sink, each -> true, 1));
            seconds.add(seconds(sink, each -> true, 2));
            seconds.add(seconds(sink, each -> each % 20 == 0, 3));
        }
        return seconds;
    }

    private double seconds(JdbcSink sink, IntPredicate changed, int version) {
        long start = System.nanoTime();
        units.each(changed, version, sink::store);
        return (System.nanoTime() - start) / 1e9;
    }
}
