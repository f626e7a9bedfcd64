package io.intercomsync.benchmarks;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The figures of one run. */
record Measurement(Map<String, String> said, double fakeCpuSeconds) {

    long rows() {
        return number("rows");
    }

    long requests() {
        return number("requests");
    }

    Instant startedAt() {
        return Instant.parse(said.getOrDefault("started-at", ""));
    }

    double seconds() {
        return number("wall-ms") / 1e3;
    }

    double cpuSeconds() {
        return number("cpu-ns") / 1e9;
    }

    double rowsPerSecond() {
        return rows() / seconds();
    }

    double cpuMicrosPerRow() {
        return cpuSeconds() * 1e6 / rows();
    }

    double heapPeakMib() {
        return number("heap-peak") / (double) (1 << 20);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s rows=%d requests=%s seconds=%.1f rows/s=%.0f client-cpu-s=%.1f us/row=%.1f fake-cpu-s=%.1f"
                        + " heap-after-gc-peak-MiB=%.0f gc=%s (%s ms) floor-MiB=[%s]",
                said.get("status"),
                rows(),
                said.get("requests"),
                seconds(),
                rowsPerSecond(),
                cpuSeconds(),
                cpuMicrosPerRow(),
                fakeCpuSeconds,
                heapPeakMib(),
                said.get("gc-count"),
                said.get("gc-ms"),
                said.get("heap-floor"));
    }

    private long number(String name) {
        return Long.parseLong(said.getOrDefault(name, "0"));
    }

    static String medians(List<Measurement> runs) {
        return String.format(
                Locale.ROOT,
                "median of %d: seconds=%.1f rows/s=%.0f client-cpu-s=%.1f us/row=%.1f heap-after-gc-peak-MiB=%.0f",
                runs.size(),
                median(runs, Measurement::seconds),
                median(runs, Measurement::rowsPerSecond),
                median(runs, Measurement::cpuSeconds),
                median(runs, Measurement::cpuMicrosPerRow),
                median(runs, Measurement::heapPeakMib));
    }

    private static double median(List<Measurement> runs, ToDoubleFunction<Measurement> figure) {
        double[] sorted = runs.stream().mapToDouble(figure).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
