package io.intercomsync.micrometer;

import static io.intercomsync.collection.IntercomCollection.COMPANIES;
import static io.intercomsync.collection.IntercomCollection.TAGS;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.intercomsync.IntercomClient;
import io.intercomsync.SyncEngine;
import io.intercomsync.error.SyncFailedException;
import io.intercomsync.fake.FakeIntercom;
import io.intercomsync.report.CollectionReport;
import io.intercomsync.report.Progress;
import io.intercomsync.report.Status;
import io.intercomsync.report.SyncReport;
import io.intercomsync.sink.InMemorySink;
import io.intercomsync.sink.Sink;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The metrics of source runs: of real ones against the fake, and of reports made by hand. */
class SyncMetricsTest {
    private final MockClock clock = new MockClock();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry(SimpleConfig.DEFAULT, clock);

    @Test
    void a_run_and_a_later_run_are_timed_and_their_rows_counted() {
        try (FakeIntercom fake =
                        FakeIntercom.builder().unthrottled().contacts(40).start();
                IntercomClient client = client(fake)) {
            SyncEngine engine = engine(client, new InMemorySink(), new SyncMetrics(registry));

            SyncReport first = engine.sync();
            SyncReport second = engine.sync();

            Timer runs =
                    registry.get("intercom.sync.run").tag("status", "COMPLETE").timer();
            assertThat(runs.count()).isEqualTo(2);
            assertThat(runs.totalTime(TimeUnit.NANOSECONDS))
                    .isEqualTo((double) first.duration().plus(second.duration()).toNanos());
            assertThat(counter("intercom.sync.requests").count())
                    .isEqualTo((double) (first.requests() + second.requests()));
            CollectionReport users = first.collection(USERS);
            assertThat(users.rows()).isPositive();
            assertThat(counter("intercom.sync.rows", "users").count())
                    .isEqualTo((double) (users.rows() + second.collection(USERS).rows()));
            assertThat(counter("intercom.sync.rows.changed", "users").count()).isEqualTo((double) users.rows());
            assertThat(gauge("intercom.sync.held", "users").value()).isEqualTo((double) users.rows());
        }
    }

    @Test
    void the_age_grows_from_the_start_of_a_program_whose_runs_all_fail() {
        try (FakeIntercom fake =
                        FakeIntercom.builder().unthrottled().contacts(5).start();
                IntercomClient client = IntercomClient.builder("revoked")
                        .baseUrl(URI.create(fake.url()))
                        .build()) {
            SyncEngine engine = engine(client, new InMemorySink(), new SyncMetrics(registry));
            clock.add(Duration.ofHours(3));

            assertThat(catchThrowableOfType(SyncFailedException.class, engine::sync))
                    .isNotNull();

            assertThat(registry.get("intercom.sync.run")
                            .tag("status", "FAILED")
                            .timer()
                            .count())
                    .isEqualTo(1);
            assertThat(age("users")).isEqualTo(10_800);
        }
    }

    @Test
    void a_number_that_a_later_run_does_not_tell_stays() {
        SyncMetrics metrics = new SyncMetrics(registry);
        metrics.onEnd(report(users(Status.COMPLETE, 10)));

        metrics.onEnd(report(new CollectionReport(
                USERS, Status.FAILED, "broken", 0, null, 0, null, null, 0, List.of(), 0, 0, 1, Duration.ZERO)));

        assertThat(gauge("intercom.sync.held", "users").value()).isEqualTo(10);
    }

    @Test
    void the_age_of_a_collection_grows_until_it_is_complete_again() {
        SyncMetrics metrics = new SyncMetrics(registry);

        metrics.onEnd(report(users(Status.COMPLETE, 10)));
        clock.add(Duration.ofHours(3));
        assertThat(age("users")).isEqualTo(10_800);

        metrics.onEnd(report(users(Status.INCOMPLETE, 10)));
        assertThat(age("users")).isEqualTo(10_800);

        metrics.onEnd(report(users(Status.COMPLETE, 10)));
        assertThat(age("users")).isZero();
    }

    @Test
    void a_collection_that_was_skipped_keeps_its_numbers() {
        SyncMetrics metrics = new SyncMetrics(registry);
        metrics.onEnd(report(users(Status.COMPLETE, 10), CollectionReport.skipped(COMPANIES)));
        clock.add(Duration.ofMinutes(1));

        metrics.onEnd(report(CollectionReport.skipped(USERS), CollectionReport.skipped(COMPANIES)));

        assertThat(age("users")).isEqualTo(60);
        assertThat(gauge("intercom.sync.held", "users").value()).isEqualTo(10);
        assertThat(registry.find("intercom.sync.rows")
                        .tag("collection", "companies")
                        .counter())
                .isNull();
    }

    @Test
    void a_number_that_is_unknown_is_no_number() {
        SyncMetrics metrics = new SyncMetrics(registry);

        metrics.onEnd(report(new CollectionReport(
                TAGS, Status.COMPLETE, null, 3, null, 0, null, null, 1, List.of(), 0, 0, 1, Duration.ZERO)));

        assertThat(gauge("intercom.sync.held", "tags").value()).isNaN();
        assertThat(gauge("intercom.sync.expected", "tags").value()).isNaN();
        assertThat(counter("intercom.sync.rows.refused", "tags").count()).isEqualTo(1);
        assertThat(registry.find("intercom.sync.rows.changed").counter()).isNull();
    }

    @Test
    void progress_shows_the_newest_pass() {
        SyncMetrics metrics = new SyncMetrics(registry);

        metrics.onProgress(new Progress("contacts", 150, 400L, 50, Duration.ofSeconds(5)));
        metrics.onProgress(new Progress("contacts", 300, null, 50, null));

        assertThat(registry.get("intercom.sync.progress.done")
                        .tag("feed", "contacts")
                        .gauge()
                        .value())
                .isEqualTo(300);
        assertThat(registry.get("intercom.sync.progress.expected")
                        .tag("feed", "contacts")
                        .gauge()
                        .value())
                .isNaN();
    }

    @Test
    void engines_with_different_tags_share_a_registry() {
        SyncMetrics one = new SyncMetrics(registry, Tags.of("workspace", "one"));
        SyncMetrics two = new SyncMetrics(registry, Tags.of("workspace", "two"));

        one.onEnd(report(users(Status.COMPLETE, 1)));
        two.onEnd(report(users(Status.COMPLETE, 2)));

        assertThat(registry.get("intercom.sync.held")
                        .tag("workspace", "one")
                        .gauge()
                        .value())
                .isEqualTo(1);
        assertThat(registry.get("intercom.sync.held")
                        .tag("workspace", "two")
                        .gauge()
                        .value())
                .isEqualTo(2);
    }

    private SyncReport report(CollectionReport... reports) {
        return new SyncReport(
                "workspace", Instant.ofEpochMilli(clock.wallTime()), Duration.ofSeconds(1), 7, List.of(reports));
    }

    private static CollectionReport users(Status status, long held) {
        return new CollectionReport(
                USERS, status, null, held, held, 0, held, held, 0, List.of(), 0, 0, 1, Duration.ZERO);
    }

    private static IntercomClient client(FakeIntercom fake) {
        return IntercomClient.builder(fake.token())
                .baseUrl(URI.create(fake.url()))
                .build();
    }

    private static SyncEngine engine(IntercomClient client, Sink sink, SyncMetrics metrics) {
        return SyncEngine.builder(client, sink).listener(metrics).build();
    }

    private Counter counter(String name) {
        return registry.get(name).counter();
    }

    private Counter counter(String name, String collection) {
        return registry.get(name).tag("collection", collection).counter();
    }

    private Gauge gauge(String name, String collection) {
        return registry.get(name).tag("collection", collection).gauge();
    }

    private double age(String collection) {
        TimeGauge age =
                registry.get("intercom.sync.age").tag("collection", collection).timeGauge();
        return age.value(TimeUnit.SECONDS);
    }
}
