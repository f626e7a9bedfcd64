package io.intercomsync.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;

/** Prints the figures of a run. {@link Measurement} reads them. */
final class RunFigures {
    private RunFigures() {}

    static void say(String status, long rows, long requests, Instant start, Duration duration) {
        say("status", status);
        say("rows", rows);
        say("requests", requests);
        say("started-at", start);
        say("wall-ms", duration.toMillis());
    }

    /** Prints the CPU and memory of this process until now, as the last figures. */
    static void sayCost(HeapLog heap) {
        say("gc-count", heap.collections());
        say("gc-ms", heap.collectingMillis());
        say("heap-peak", heap.peak());
        say("heap-floor", heap.floor());
        say(
                "cpu-ns",
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime());
    }

    private static void say(String name, Object value) {
        System.out.println(name + " " + value);
    }
}
