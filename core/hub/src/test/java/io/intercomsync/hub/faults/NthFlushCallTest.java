package io.intercomsync.hub.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.IntercomClient;
import io.intercomsync.SyncEngine;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.error.FlushFailedException;
import io.intercomsync.fake.FakeIntercom;
import io.intercomsync.fake.data.ObjectType;
import io.intercomsync.hub.ClockedHub;
import io.intercomsync.hub.FlushListener;
import io.intercomsync.hub.FlushProgress;
import io.intercomsync.hub.Hub;
import io.intercomsync.hub.HubFlush;
import io.intercomsync.report.FlushReport;
import io.intercomsync.report.Status;
import io.intercomsync.sink.Changes;
import io.intercomsync.sink.InMemorySink;
import io.intercomsync.sink.Sink;
import io.intercomsync.sink.UnitSize;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * K107: one call of what an application brings to a flush fails, each call in turn: the warehouse, the listener or the clock. The
 * flush ends with a report, gives its locks back, and the next flush makes up for everything. Each build tries some of the calls;
 * {@code -Dintercomsync.everyCall} tries all.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class NthFlushCallTest {
    private static final boolean ALL = Boolean.getBoolean("intercomsync.everyCall");
    /** How many calls each build tries for each kind of flush. */
    private static final int SAMPLES = 6;

    /** Methods whose failure comes too late, or tells nothing that the flush needs. */
    private static final Set<String> HARMLESS = Set.of("endRun", "onProgress", "onEnd");

    private final FakeIntercom fake = FakeIntercom.builder()
            .unthrottled()
            .contacts(8)
            .companies(3)
            .conversations(5)
            .start();
    private final IntercomClient client =
            IntercomClient.builder(fake.token()).baseUrl(URI.create(fake.url())).build();
    private final AtomicReference<@Nullable FaultyWarehouse> faults = new AtomicReference<>();
    private final long seed = Long.getLong("intercomsync.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        client.close();
        fake.close();
    }

    private enum Kind {
        CHANGES,
        COMPARISON,
        WITHOUT_ABILITIES
    }

    private static final class Warehouse extends InMemorySink {
        @Override
        public UnitSize unitSize() {
            return new UnitSize(4, 1 << 20);
        }
    }

    /** Fails as the warehouse does. */
    private final class FaultyClock extends Clock {
        @Override
        public Instant instant() {
            FaultyWarehouse faulty = faults.get();
            if (faulty != null) {
                faulty.call("clock");
            }
            return Instant.now();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void K107_whichever_call_fails_the_flush_ends_with_a_report_and_the_next_one_is_whole(Kind kind) {
        Warehouse warehouse = new Warehouse();
        try (Hub hub = ClockedHub.open(folder.resolve("intercom.hub"), new FaultyClock())) {
            SyncEngine source = SyncEngine.builder(client, hub).build();
            fake.contact("u");
            source.sync();
            flush(hub, kind, new FaultyWarehouse(0), warehouse).flush();
            int calls = Integer.MAX_VALUE;
            for (int tried = -1; tried < (ALL ? calls : SAMPLES); tried++) { // the first time counts
                int n = tried < 0 ? Integer.MAX_VALUE : ALL ? tried : random.nextInt(calls);
                fake.delete(ObjectType.CONTACTS, "u").contact("u", Map.of("name", "edit " + tried));
                fake.contact("always", Map.of("name", "edit " + tried)).tag("t" + tried, "edit " + tried);
                source.sync();
                FaultyWarehouse faulty = new FaultyWarehouse(n);
                HubFlush flush = flush(hub, kind, faulty, warehouse);

                calls = Math.min(calls, callsOf(flush, faulty, n));

                FlushReport next = CompletableFuture.supplyAsync(flush::flush).join();
                String when = "seed " + seed + ", after call " + n + " " + faulty.failed() + "\n" + next.toTable();
                assertThat(next.status()).as(when).isEqualTo(Status.COMPLETE);
                assertThatAllIsStored(hub, warehouse, when);
            }
        }
    }

    private HubFlush flush(Hub hub, Kind kind, FaultyWarehouse faulty, Warehouse warehouse) {
        Sink sink = kind == Kind.WITHOUT_ABILITIES ? faulty.plain(new OnlyWriting(warehouse)) : faulty.able(warehouse);
        HubFlush.Builder flush = HubFlush.builder(hub, sink).name("warehouse").listener((FlushListener)
                faulty.proxy(new Silent(), FlushListener.class));
        return (kind == Kind.COMPARISON ? flush.compareAll() : flush).build();
    }

    /** Makes a flush, which ends as it should. Returns the number of its calls. */
    private int callsOf(HubFlush flush, FaultyWarehouse faulty, int n) {
        faulty.failAt(n);
        faults.set(faulty);
        FlushReport report;
        try {
            report = flush.flush();
        } catch (FlushFailedException e) {
            report = e.report();
        } finally {
            faults.set(null);
        }
        int calls = faulty.failAt(Integer.MAX_VALUE);
        boolean isInterrupted = Thread.interrupted();
        String method = faulty.failed();
        String table = "call " + n + ": " + method + " threw " + faulty.types() + "\n" + report.toTable();
        if (method == null) {
            assertThat(report.status()).as(table).isEqualTo(Status.COMPLETE);
            return calls;
        }
        assertThat(report.toTable()).as(table).doesNotContain("words");
        if (HARMLESS.contains(method)) {
            assertThat(report.status()).as(table).isEqualTo(Status.COMPLETE);
        } else if (method.equals("clock")) {
            assertThat(report.status()).as(table).isIn(Status.COMPLETE, Status.FAILED, Status.STOPPED);
        } else if (faulty.isInterrupt()) {
            assertThat(report.status()).as(table).isIn(Status.FAILED, Status.STOPPED);
            assertThat(isInterrupted).as(table).isEqualTo(report.status() == Status.STOPPED);
        } else {
            assertThat(report.status()).as(table).isEqualTo(Status.FAILED);
            assertThat(report.toTable()).containsAnyOf(faulty.types().toArray(String[]::new));
        }
        return Integer.MAX_VALUE;
    }

    private static void assertThatAllIsStored(Hub hub, Warehouse warehouse, String when) {
        InMemorySink fresh = new InMemorySink();
        hub.flushTo(fresh);
        for (IntercomCollection collection : IntercomCollection.values()) {
            assertThat(warehouse.rows(collection)).as(when).isEqualTo(fresh.rows(collection));
        }
    }

    private static final class Silent implements FlushListener {
        @Override
        public void onProgress(FlushProgress progress) {}

        @Override
        public void onEnd(FlushReport report) {}
    }

    /** Hides the abilities of a sink. */
    private record OnlyWriting(Warehouse warehouse) implements Sink {
        @Override
        public void write(Changes changes) {
            warehouse.write(changes);
        }

        @Override
        public UnitSize unitSize() {
            return warehouse.unitSize();
        }
    }
}
