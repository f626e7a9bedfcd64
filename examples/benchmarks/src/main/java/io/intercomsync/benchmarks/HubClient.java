package io.intercomsync.benchmarks;

import io.intercomsync.hub.Hub;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.report.FlushReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Fills a hub and flushes it to warehouses, and prints the figures. Arguments: folder, number of rows, JDBC URLs. */
final class HubClient {
    private static final int IDLE_FLUSHES = 21;

    private final Path folder;
    private final int rows;
    private final List<String> urls;

    private HubClient(Path folder, int rows, List<String> urls) {
        this.folder = folder;
        this.rows = rows;
        this.urls = urls;
    }

    public static void main(String[] arguments) throws Exception {
        List<String> all = List.of(arguments);
        HeapLog heap = new HeapLog();
        new HubClient(Path.of(all.get(0)), Integer.parseInt(all.get(1)), all.subList(2, all.size())).run();
        say("heap after garbage collection, peak %d MiB; floor in MiB %s", heap.peak() >> 20, heap.floor());
        System.out.println("done yes");
        System.exit(0);
    }

    private void run() throws Exception {
        MadeUpUnits units = new MadeUpUnits(rows);
        say("making up the rows alone: %.1f s", seconds(() -> units.each(hundred -> true, 1, changes -> {})));
        try (Hub hub = Hub.builder(folder.resolve("intercom.hub")).build()) {
            double fill = seconds(() -> fill(hub, units, 1, 1));
            say("fill: %d rows in %.1f s, %.0f rows/s; file %d MiB", rows, fill, rows / fill, size() >> 20);
            say("the same rows again: %.1f s", seconds(() -> fill(hub, units, 1, 1)));
            List<Double> full = new ArrayList<>();
            for (String url : urls) {
                full.add(flush(hub, url, "full"));
            }
            say("1 %% changed: filled in %.1f s", seconds(() -> fill(hub, units, 100, 2)));
            for (int i = 0; i < urls.size(); i++) {
                double some = flush(hub, urls.get(i), "1 % changed");
                say("  which is %.1f %% of a full one", 100 * some / full.get(i));
                idle(hub, urls.get(i));
            }
            say("file at the end: %d MiB; %s", size() >> 20, hub.status());
        }
    }

    private static void fill(Hub hub, MadeUpUnits units, int oneOf, int version) {
        hub.beginRun("workspace");
        units.each(hundred -> hundred % oneOf == 0, version, hub::write);
        hub.endRun();
    }

    private double flush(Hub hub, String url, String name) throws Exception {
        try (JdbcSink sink = JdbcSink.builder(url).schema("hub").build()) {
            FlushReport[] report = new FlushReport[1];
            double seconds = seconds(() -> report[0] = hub.flushTo(sink));
            say("%s flush to %s: %.2f s, %.0f rows/s; %s", name, kind(url), seconds, rows / seconds, report[0]);
            return seconds;
        }
    }

    private static void idle(Hub hub, String url) throws Exception {
        List<Double> each = new ArrayList<>();
        try (JdbcSink sink = JdbcSink.builder(url).schema("hub").build()) {
            for (int i = 0; i < IDLE_FLUSHES; i++) {
                each.add(1e3 * seconds(() -> hub.flushTo(sink)));
            }
            FlushReport last = hub.flushTo(sink);
            Collections.sort(each);
            say(
                    "idle flush to %s: median %.1f ms, longest %.1f ms; %s",
                    kind(url), each.get(IDLE_FLUSHES / 2), each.get(IDLE_FLUSHES - 1), last);
        }
    }

    private static String kind(String url) {
        return url.split(":", 3)[1];
    }

    private long size() throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith("intercom.hub"))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    private interface Work {
        void run() throws Exception;
    }

    private static double seconds(Work work) throws Exception {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }

    private static void say(String format, Object... values) {
        System.out.println("hub " + String.format(Locale.ROOT, format, values));
    }
}
