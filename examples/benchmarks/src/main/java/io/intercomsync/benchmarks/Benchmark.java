package io.intercomsync.benchmarks;

import io.intercomsync.fake.FakeIntercomServer;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Measures runs that copy a fake workspace into a warehouse. The fake, the database and the measured client are
 * separate processes. Each run has a new client process and a new schema.
 */
public final class Benchmark {
    private final Options options;

    private Benchmark(Options options) {
        this.options = options;
    }

    /** Runs the benchmark. {@code --help} lists the options. */
    public static void main(String[] arguments) throws Exception {
        if (List.of(arguments).contains("--help")) {
            System.out.println(Options.help());
            return;
        }
        new Benchmark(new Options(arguments)).run();
    }

    private void run() throws Exception {
        System.out.println(options);
        try (ChildProcess fake =
                        ChildProcess.start(List.of("-Xmx2g"), FakeIntercomServer.class.getName(), options.fake());
                @Nullable ChildProcess database = database()) {
            String api = fake.read("url");
            String token = fake.read("token");
            String url = database == null ? options.warehouse() : database.read("url");
            List<Measurement> all = new ArrayList<>();
            List<Measurement> firsts = new ArrayList<>();
            for (int run = 1; run <= options.runs(); run++) {
                Measurement first = measure(fake, List.of(api, token), url, "run" + run);
                System.out.println("run " + run + ": " + first);
                firsts.add(first);
                all.add(first);
                for (int again = 0; again < options.again(); again++) {
                    all.add(again(fake, List.of(api, token), url, "run" + run));
                }
            }
            System.out.println(Measurement.medians(firsts));
            if (url.startsWith("jdbc:postgresql:") && options.tellsFormula()) {
                System.out.printf(
                        Locale.ROOT,
                        "requests by the formula: %d; raw COPY of the same rows: rows/s=%.0f%n",
                        RequestFormula.requests(url, "run1"),
                        RawCopy.rowsPerSecond(url, "run1"));
            }
            if (options.limit() > 0) {
                tellAllowance(fake, all);
            }
        }
    }

    private Measurement again(ChildProcess fake, List<String> api, String url, String schema) throws Exception {
        boolean isPostgres = url.startsWith("jdbc:postgresql:");
        long transaction = isPostgres ? RewrittenRows.transaction(url) : 0;
        Measurement again = measure(fake, api, url, schema);
        System.out.println("  again: " + again
                + (isPostgres ? " rows written=" + RewrittenRows.since(transaction, url, schema) : ""));
        return again;
    }

    private void tellAllowance(ChildProcess fake, List<Measurement> runs) throws IOException {
        List<AllowanceUse.Window> windows =
                fake.readLast("window").stream().map(AllowanceUse.Window::of).toList();
        AllowanceUse allowance = new AllowanceUse(options.limit(), windows);
        for (Measurement run : runs) {
            System.out.println("allowance of the run with " + run.requests() + " requests: " + allowance.use(run));
        }
        windows.forEach(window -> System.out.println("  " + window));
    }

    private @Nullable ChildProcess database() throws IOException {
        return options.warehouse().equals("postgres")
                ? ChildProcess.start(List.of("-Xmx256m"), BenchmarkDatabase.class.getName(), List.of())
                : null;
    }

    private Measurement measure(ChildProcess fake, List<String> api, String url, String schema) throws IOException {
        double before = fake.cpu().toMillis() / 1e3;
        String warehouse = url.equals("duckdb")
                ? "jdbc:duckdb:" + Files.createTempDirectory("benchmark").resolve("warehouse.duckdb")
                : url;
        List<String> arguments =
                List.of(api.get(0), api.get(1), warehouse, schema, options.collections(), options.apiVersion());
        try (ChildProcess client = ChildProcess.start(options.clientJvm(), options.client(), arguments)) {
            Map<String, String> said = client.readUntil("cpu-ns");
            return new Measurement(said, fake.cpu().toMillis() / 1e3 - before);
        }
    }
}
