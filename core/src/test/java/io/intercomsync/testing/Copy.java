package io.intercomsync.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.ApiVersion;
import io.intercomsync.ClientInternals;
import io.intercomsync.IntercomClient;
import io.intercomsync.SyncEngine;
import io.intercomsync.collection.Column;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.fake.FakeIntercom;
import io.intercomsync.fake.FakeIntercomBuilder;
import io.intercomsync.internal.pace.FakeTime;
import io.intercomsync.report.AccessCheck;
import io.intercomsync.report.Status;
import io.intercomsync.report.SyncPlan;
import io.intercomsync.report.SyncReport;
import io.intercomsync.sink.InMemorySink;
import io.intercomsync.sink.Sink;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A workspace and a copy of it, on a clock that does not wait. */
public final class Copy implements AutoCloseable {
    public final FakeTime time = new FakeTime();
    public final FakeIntercom fake;
    public final RecordingSink sink = new RecordingSink();
    private ApiVersion version = ApiVersion.V2_16;
    private Duration maxRetryDuration = Duration.ofMinutes(5);
    private volatile Duration ahead = Duration.ZERO;
    private long maxResponseBytes = 64 << 20;

    private final Clock machine = new Clock() {
        @Override
        public Instant instant() {
            return time.instant().plus(ahead);
        }

        @Override
        public ZoneId getZone() {
            return time.getZone();
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return time.withZone(zone);
        }
    };

    public Copy(UnaryOperator<FakeIntercomBuilder> workspace) {
        fake = workspace
                .apply(FakeIntercom.builder().unthrottled().newest(Instant.parse("2025-12-01T00:00:00Z")))
                .clock(time)
                .start();
    }

    /** Conversations and their parts, and nothing else. */
    public static SyncEngine.Builder talks(SyncEngine.Builder engine) {
        return engine.collections(IntercomCollection.CONVERSATIONS, IntercomCollection.CONVERSATION_PARTS);
    }

    public Copy version(ApiVersion chosen) {
        version = chosen;
        return this;
    }

    /** Repeats each call for so long. All waits move the one clock on, so where many calls wait, the usual time is soon over. */
    public Copy patient(Duration duration) {
        maxRetryDuration = duration;
        return this;
    }

    /**
     * From now on the clock of the machine that copies is ahead of Intercom's by that much, or behind if it is negative. A
     * run under way sees the clock jump.
     */
    public void clockAhead(Duration by) {
        ahead = by;
    }

    /** Takes no answer that is larger. */
    public Copy smallAnswers(long bytes) {
        maxResponseBytes = bytes;
        return this;
    }

    /** Brings the copy up to date. */
    public SyncReport sync() {
        return sync(engine -> engine);
    }

    public SyncReport sync(UnaryOperator<SyncEngine.Builder> choices) {
        return sync(sink, choices);
    }

    public SyncReport sync(Sink into, UnaryOperator<SyncEngine.Builder> choices) {
        try (IntercomClient client = client()) {
            return choices.apply(SyncEngine.builder(client, into)).build().sync();
        }
    }

    /** Reads single objects again. */
    public SyncReport resync(IntercomCollection collection, List<String> ids) {
        return resync(sink, engine -> engine, collection, ids);
    }

    public SyncReport resync(
            Sink into, UnaryOperator<SyncEngine.Builder> choices, IntercomCollection collection, List<String> ids) {
        try (IntercomClient client = client()) {
            return choices.apply(SyncEngine.builder(client, into)).build().resync(collection, ids);
        }
    }

    public SyncPlan plan() {
        return plan(engine -> engine);
    }

    public SyncPlan plan(UnaryOperator<SyncEngine.Builder> choices) {
        try (IntercomClient client = client()) {
            return choices.apply(SyncEngine.builder(client, sink)).build().plan();
        }
    }

    /** Checks the access of the token. */
    public AccessCheck checkAccess() {
        try (IntercomClient client = client()) {
            return client.checkAccess();
        }
    }

    private IntercomClient client() {
        return ClientInternals.time(
                        IntercomClient.builder(fake.token())
                                .baseUrl(URI.create(fake.url()))
                                .apiVersion(version)
                                .maxRetryDuration(maxRetryDuration)
                                .maxResponseBytes(maxResponseBytes),
                        machine,
                        time)
                .build();
    }

    /** Goes on to that moment. */
    public void at(Instant moment) {
        assertThat(moment).isAfter(time.instant());
        time.advance(Duration.between(time.instant(), moment));
    }

    public void after(Duration duration) {
        time.advance(duration);
    }

    /** The copy holds the rows that a copy made from nothing at this moment would hold. */
    public void isCurrent() {
        isCurrent(engine -> engine);
    }

    /** The same for a copy that was made with these choices. */
    public void isCurrent(UnaryOperator<SyncEngine.Builder> choices) {
        InMemorySink fresh = new InMemorySink();
        SyncReport report = sync(fresh, choices);
        assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
        for (IntercomCollection collection : IntercomCollection.values()) {
            assertThat(differences(sink.rows(collection), fresh.rows(collection)))
                    .as(collection.tableName())
                    .isEmpty();
        }
    }

    private static List<String> differences(Map<List<String>, Row> held, Map<List<String>, Row> now) {
        Set<List<String>> keys = new LinkedHashSet<>(now.keySet());
        keys.addAll(held.keySet());
        List<String> differences = new ArrayList<>();
        for (List<String> key : keys) {
            Row one = held.get(key);
            Row other = now.get(key);
            if (one == null || other == null) {
                differences.add(key + (one == null ? " is missing" : " is gone"));
            } else {
                one.collection().columns().stream()
                        .map(Column::name)
                        .filter(column -> !Objects.equals(one.value(column), other.value(column)))
                        .forEach(column -> differences.add(
                                key + " " + column + ": " + one.value(column) + ", now " + other.value(column)));
            }
        }
        return differences;
    }

    @Override
    public void close() {
        fake.close();
    }
}
