package io.intercomsync.micrometer;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Shows how far the newest pass of each resource, or the newest flush of each warehouse, has come. */
final class ProgressMeters {
    private final MeterRegistry registry;
    private final String prefix;
    private final Tags tags;
    private final Map<String, Position> positions = new ConcurrentHashMap<>();

    ProgressMeters(MeterRegistry registry, String prefix, Tags tags) {
        this.registry = registry;
        this.prefix = prefix + ".progress";
        this.tags = tags;
    }

    void record(String tag, String name, long done, @Nullable Long expected) {
        Position position = positions.computeIfAbsent(name, key -> register(tags.and(tag, key)));
        position.done = (double) done;
        position.expected = expected == null ? Double.NaN : (double) expected;
    }

    private Position register(Tags tags) {
        Position position = new Position();
        Gauge.builder(prefix + ".done", position, p -> p.done)
                .description("The objects that the newest pass has read or handed over")
                .tags(tags)
                .register(registry);
        Gauge.builder(prefix + ".expected", position, p -> p.expected)
                .description("The objects that the newest pass has to read or hand over, if they are counted")
                .tags(tags)
                .register(registry);
        return position;
    }

    /** A gauge reads it from any thread. */
    private static final class Position {
        private volatile double done;
        private volatile double expected;
    }
}
