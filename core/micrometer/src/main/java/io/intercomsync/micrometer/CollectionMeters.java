package io.intercomsync.micrometer;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.report.CollectionReport;
import io.intercomsync.report.Status;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Counts the rows of each collection over all runs, and shows its newest state. Skipped collections stay as they are. */
final class CollectionMeters {
    private final MeterRegistry registry;
    private final String prefix;
    private final Tags tags;
    private final Map<IntercomCollection, State> states = new ConcurrentHashMap<>();

    CollectionMeters(MeterRegistry registry, String prefix, Tags tags) {
        this.registry = registry;
        this.prefix = prefix;
        this.tags = tags;
    }

    void record(Instant startedAt, List<CollectionReport> reports) {
        for (CollectionReport report : reports) {
            if (report.status() != Status.SKIPPED) {
                record(startedAt, report);
            }
        }
    }

    private void record(Instant startedAt, CollectionReport report) {
        State state = states.computeIfAbsent(report.collection(), collection -> new State());
        Tags tags = this.tags.and("collection", report.collection().tableName());
        count("rows", tags, report.rows());
        count("rows.removed", tags, report.removed());
        count("rows.refused", tags, report.refused());
        if (report.changed() != null) {
            count("rows.changed", tags, report.changed());
        }
        state.held = report.held();
        state.expected = report.expected();
        gauge("held", "The live rows in the sink after the newest run", tags, state, s -> number(s.held));
        gauge("expected", "The rows that Intercom counted in the newest run", tags, state, s -> number(s.expected));
        if (report.status() == Status.COMPLETE) {
            state.completeAt = startedAt.toEpochMilli();
            age(tags, state);
        }
    }

    private void count(String name, Tags tags, long rows) {
        registry.counter(prefix + "." + name, tags).increment((double) rows);
    }

    private void gauge(String name, String description, Tags tags, State state, ToDoubleFunction<State> value) {
        Gauge.builder(prefix + "." + name, state, value)
                .description(description)
                .tags(tags)
                .register(registry);
    }

    private void age(Tags tags, State state) {
        TimeGauge.builder(prefix + ".age", state, TimeUnit.MILLISECONDS, s -> (double) (now() - s.completeAt))
                .description("The time since the start of the newest complete run")
                .tags(tags)
                .register(registry);
    }

    private long now() {
        return registry.config().clock().wallTime();
    }

    private static double number(@Nullable Long value) {
        return value == null ? Double.NaN : (double) value;
    }

    /** The newest state of one collection. A gauge reads it from any thread. */
    private static final class State {
        private volatile @Nullable Long held;
        private volatile @Nullable Long expected;
        private volatile long completeAt;
    }
}
