package io.intercomsync.micrometer;

import static java.util.Objects.requireNonNull;

import io.intercomsync.SyncListener;
import io.intercomsync.report.Progress;
import io.intercomsync.report.SyncReport;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import java.util.List;

/**
 * Records the runs of one {@code SyncEngine} as metrics named {@code intercom.sync.*}: how long a run took and how it ended,
 * requests, rows, the age of each collection, and the progress of a run. Give it to the engine as its listener. Engines
 * that share a registry need different tags. Thread-safe.
 *
 * <p>Raise alarms on {@code intercom.sync.age}: it grows until a run is complete, whatever the reason. It is there once the first run has
 * ended, and counts from the start of the program until a run is complete.
 */
public final class SyncMetrics implements SyncListener {
    private static final String PREFIX = "intercom.sync";

    private final MeterRegistry registry;
    private final Tags tags;
    private final CollectionMeters collections;
    private final ProgressMeters progress;

    /** Makes metrics without tags of your own, for a registry with one engine. */
    public SyncMetrics(MeterRegistry registry) {
        this(registry, List.of());
    }

    /**
     * Makes metrics that carry these tags.
     *
     * @param tags your tags, as {@code Tags.of("workspace", "production")}; they must tell the engines of a registry apart
     */
    public SyncMetrics(MeterRegistry registry, Iterable<Tag> tags) {
        this.registry = requireNonNull(registry, "registry");
        this.tags = Tags.of(tags);
        collections = new CollectionMeters(registry, PREFIX, this.tags);
        progress = new ProgressMeters(registry, PREFIX, this.tags);
    }

    @Override
    public void onProgress(Progress progress) {
        this.progress.record("feed", progress.feed(), progress.done(), progress.expected());
    }

    @Override
    public void onEnd(SyncReport report) {
        RunTimer.record(registry, PREFIX + ".run", tags, report.status(), report.duration());
        registry.counter(PREFIX + ".requests", tags).increment((double) report.requests());
        collections.record(report.startedAt(), report.collections());
    }
}
