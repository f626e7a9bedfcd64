package io.intercomsync.micrometer;

import static java.util.Objects.requireNonNull;

import io.intercomsync.hub.FlushListener;
import io.intercomsync.hub.FlushProgress;
import io.intercomsync.report.FlushReport;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Records the flushes of a hub as metrics named {@code intercom.flush.*}, each with the name of its warehouse as the tag
 * {@code warehouse}. Give it to a {@code HubFlush} as its listener; flushes to several warehouses may share one object.
 * Thread-safe.
 */
public final class FlushMetrics implements FlushListener {
    private static final String PREFIX = "intercom.flush";

    private final MeterRegistry registry;
    private final Tags tags;
    private final Map<String, CollectionMeters> warehouses = new ConcurrentHashMap<>();
    private final ProgressMeters progress;

    /** Makes metrics without tags of your own, for a registry with one hub. */
    public FlushMetrics(MeterRegistry registry) {
        this(registry, List.of());
    }

    /**
     * Makes metrics that carry these tags.
     *
     * @param tags your tags, as {@code Tags.of("workspace", "production")}; they must tell the hubs of a registry apart
     */
    public FlushMetrics(MeterRegistry registry, Iterable<Tag> tags) {
        this.registry = requireNonNull(registry, "registry");
        this.tags = Tags.of(tags);
        progress = new ProgressMeters(registry, PREFIX, this.tags);
    }

    @Override
    public void onProgress(FlushProgress progress) {
        this.progress.record("warehouse", progress.warehouse(), progress.done(), progress.expected());
    }

    @Override
    public void onEnd(FlushReport report) {
        Tags ofWarehouse = tags.and("warehouse", report.warehouse());
        RunTimer.record(registry, PREFIX + ".run", ofWarehouse, report.status(), report.duration());
        warehouses
                .computeIfAbsent(report.warehouse(), name -> new CollectionMeters(registry, PREFIX, ofWarehouse))
                .record(report.startedAt(), report.collections());
    }
}
