package io.intercomsync.benchmarks;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;

/** The times of loads by what was loaded, as a table beside the times of the bulk path. */
final class LoadTimes {
    private final int rows;
    private final String raw;
    private final Map<String, List<LoadTime>> times = new LinkedHashMap<>();
    private final Map<String, Double> scales = new HashMap<>();

    /** @param raw the name of the load that the others are compared with */
    LoadTimes(int rows, String raw) {
        this.rows = rows;
        this.raw = raw;
    }

    /** The times of one load in nanoseconds. */
    private record LoadTime(long elapsed, long clientCpu, long serverCpu) {}

    /** Multiplies the times of a load of fewer rows. */
    void scale(String what, double factor) {
        scales.put(what, factor);
    }

    void add(String what, long elapsed, long clientCpu, long serverCpu) {
        times.computeIfAbsent(what, name -> new ArrayList<>()).add(new LoadTime(elapsed, clientCpu, serverCpu));
    }

    /** Returns a table in Markdown. The speed of 1 is that of the bulk path. */
    String table() {
        StringBuilder table = new StringBuilder("""
                | load | rows/s | best rows/s | speed, median of rounds | by the best times | client CPU a row | server CPU a row |
                |---|---|---|---|---|---|---|
                """);
        times.forEach((what, all) -> table.append(String.format(
                Locale.ROOT,
                "| %s | %,.0f | %,.0f | %.2f | %.2f | %.1f µs | %.1f µs |%n",
                what,
                rows / (median(what, LoadTime::elapsed) / 1e9),
                rows / (least(what) / 1e9),
                ratio(what),
                least(raw) / least(what),
                median(what, LoadTime::clientCpu) / 1e3 / rows,
                median(what, LoadTime::serverCpu) / 1e3 / rows)));
        return table.toString();
    }

    /** Returns the median of the ratios of each round. A load that was not in every round is compared with the median. */
    private double ratio(String what) {
        List<LoadTime> ours = of(what);
        List<LoadTime> theirs = of(raw);
        if (ours.size() != theirs.size()) {
            return median(raw, LoadTime::elapsed) / median(what, LoadTime::elapsed);
        }
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < ours.size(); i++) {
            ratios.add((double) theirs.get(i).elapsed() / ours.get(i).elapsed());
        }
        return ratios.stream().sorted().toList().get(ratios.size() / 2);
    }

    private List<LoadTime> of(String what) {
        return requireNonNull(times.get(what));
    }

    private double least(String what) {
        return scales.getOrDefault(what, 1.0)
                * of(what).stream().mapToLong(LoadTime::elapsed).min().orElseThrow();
    }

    private double median(String what, ToLongFunction<LoadTime> part) {
        long[] sorted = of(what).stream().mapToLong(part).sorted().toArray();
        return scales.getOrDefault(what, 1.0) * sorted[sorted.length / 2];
    }
}
