package io.intercomsync.micrometer;

import io.intercomsync.report.Status;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** Records how long runs take, by their status. */
final class RunTimer {
    private RunTimer() {}

    static void record(MeterRegistry registry, String name, Tags tags, Status status, Duration duration) {
        Timer.builder(name)
                .description("The duration of runs by their status")
                .tags(tags.and("status", status.name()))
                .register(registry)
                .record(duration);
    }
}
