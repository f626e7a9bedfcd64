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

/** Counts the rows of each collection over all runs, and shows its newest state. Skipped collections stay as they are. */
final class CollectionMeters {
    private final MeterRegistry registry;
    private final String prefix;
    private final Tags tags;
    private final long since;
    private final Map<IntercomCollection, State> states = new ConcurrentHashMap<>();

    CollectionMeters(MeterRegistry registry, String prefix, Tags tags) {
        this.registry = registry;
        this.prefix = prefix;
        this.tags = tags;
        since = now();
    }

    void record(Instant startedAt, List<CollectionReport> reports) {
        for (CollectionReport report : reports) {
            if (report.status() != Status.SKIPPED) {
                record(startedAt, report);
            }
        }
    }

    private void record(Instant startedAt, CollectionReport report) {
        Tags tags = this.tags.and("collection", report.collection().tableName());
        State state = states.computeIfAbsent(report.collection(), collection -> registered(tags));
        count("rows", tags, report.rows());
        count("rows.removed", tags, report.removed());
        count("rows.refused", tags, report.refused());
        if (report.changed() != null) {
            count("rows.changed", tags, report.changed());
        }
        state.note(startedAt, report);
    }

    private State registered(Tags tags) {
        State state = new State(since);
        gauge("held", "The live rows in the sink", tags, state, s -> s.held);
        gauge("expected", "The rows that Intercom counted", tags, state, s -> s.expected);
        TimeGauge.builder(prefix + ".age", state, TimeUnit.MILLISECONDS, s -> (double) (now() - s.completeAt))
                .description("The time since the start of the newest complete run, or since the start of the program")
                .tags(tags)
                .register(registry);
        return state;
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

    private long now() {
        return registry.config().clock().wallTime();
    }

    /** The newest known state of one collection. A gauge reads it from any thread. */
    private static final class State {
        private volatile double held = Double.NaN;
        private volatile double expected = Double.NaN;
        private volatile long completeAt;

        /** @param since the start of the program, which counts until a run is complete */
        State(long since) {
            completeAt = since;
        }

        void note(Instant startedAt, CollectionReport report) {
            if (report.held() != null) {
                held = (double) report.held();
            }
            if (report.expected() != null) {
                expected = (double) report.expected();
            }
            if (report.status() == Status.COMPLETE) {
                completeAt = startedAt.toEpochMilli();
            }
        }
    }
}
