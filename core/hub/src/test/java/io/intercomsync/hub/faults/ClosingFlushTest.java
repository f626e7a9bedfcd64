package io.intercomsync.hub.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.IntercomClient;
import io.intercomsync.SyncEngine;
import io.intercomsync.SyncScheduler;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.fake.FakeIntercom;
import io.intercomsync.hub.Hub;
import io.intercomsync.report.FlushReport;
import io.intercomsync.report.Status;
import io.intercomsync.sink.Changes;
import io.intercomsync.sink.InMemorySink;
import io.intercomsync.sink.UnitSize;
import io.intercomsync.sink.WriteResult;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A flush beside other work: another flush, a source run, the end of the schedule. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ClosingFlushTest {
    private final FakeIntercom fake =
            FakeIntercom.builder().unthrottled().contacts(50).conversations(5).start();
    private final IntercomClient client =
            IntercomClient.builder(fake.token()).baseUrl(URI.create(fake.url())).build();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    /** Runs once, on the thread of the first flush, before its first write. */
    private final AtomicReference<@Nullable Runnable> meanwhile = new AtomicReference<>();

    private final HearingWarehouse warehouse = new HearingWarehouse();

    @TempDir
    Path folder;

    private Hub hub;
    private SyncEngine source;

    @BeforeEach
    void fill() {
        hub = Hub.builder(folder.resolve("intercom.hub")).build();
        source = SyncEngine.builder(client, hub).build();
        source.sync();
    }

    @AfterEach
    void close() {
        hub.close();
        client.close();
        fake.close();
    }

    private final class HearingWarehouse extends InMemorySink {
        @Override
        public void beginRun(String workspace) {
            heard.add("begin");
        }

        @Override
        public synchronized WriteResult store(Changes changes) {
            Runnable work = meanwhile.getAndSet(null);
            if (work != null) {
                work.run();
            }
            return super.store(changes);
        }

        @Override
        public void endRun() {
            heard.add("end");
        }

        @Override
        public UnitSize unitSize() {
            return new UnitSize(10, 1 << 20);
        }
    }

    @Test
    void a_second_flush_to_a_warehouse_waits_until_the_first_has_ended() {
        FutureTask<FlushReport> second = new FutureTask<>(() -> hub.flushTo(warehouse));
        meanwhile.set(() -> new Thread(second).start());

        FlushReport first = hub.flushTo(warehouse);

        assertThat(first.status()).as(first.toTable()).isEqualTo(Status.COMPLETE);
        assertThat(resultOf(second).status()).isEqualTo(Status.COMPLETE);
        assertThat(String.join(" ", heard)).doesNotContain("begin begin");
    }

    @Test
    void an_interrupted_wait_ends_with_the_report_of_a_stopped_flush() {
        FutureTask<FlushReport> second = new FutureTask<>(() -> hub.flushTo(warehouse));
        meanwhile.set(() -> {
            Thread waiting = new Thread(second);
            waiting.start();
            waiting.interrupt();
            assertThat(resultOf(second).status()).isEqualTo(Status.STOPPED);
        });

        FlushReport first = hub.flushTo(warehouse);

        assertThat(first.status()).as(first.toTable()).isEqualTo(Status.COMPLETE);
        assertThat(heard).containsExactly("begin", "end");
        assertThatAllIsStored();
    }

    @Test
    void a_flush_refuses_to_wait_for_itself() {
        meanwhile.set(() -> assertThatThrownBy(() -> hub.flushTo(warehouse))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("begin it on another thread"));

        assertThat(hub.flushTo(warehouse).status()).isEqualTo(Status.COMPLETE);

        assertThatAllIsStored();
    }

    @Test
    void a_source_run_goes_on_beside_a_flush() {
        fake.contact("late");
        meanwhile.set(() -> assertThat(
                        CompletableFuture.supplyAsync(source::sync).join().isComplete())
                .isTrue());

        hub.flushTo(warehouse);

        hub.flushTo(warehouse);
        assertThatAllIsStored();
    }

    @Test
    void a_closing_scheduler_stops_a_flush_and_loses_nothing() throws Exception {
        CountDownLatch writing = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        BlockingQueue<FlushReport> scheduled = new LinkedBlockingQueue<>();
        meanwhile.set(() -> {
            writing.countDown();
            awaitDeaf(closed);
        });
        SyncScheduler scheduler = SyncScheduler.create();
        scheduler.every(Duration.ofHours(12), () -> scheduled.add(hub.flushTo(warehouse)));
        writing.await();

        assertThat(scheduler.close(Duration.ZERO)).isFalse();

        closed.countDown();
        assertThat(scheduled.take().status()).isEqualTo(Status.STOPPED);
        FlushReport next = hub.flushTo(warehouse);
        assertThat(next.status()).as(next.toTable()).isEqualTo(Status.COMPLETE);
        assertThatAllIsStored();
    }

    @Test
    void a_scheduler_that_closes_with_time_to_spare_lets_a_flush_end() throws Exception {
        CountDownLatch writing = new CountDownLatch(1);
        CountDownLatch mayWrite = new CountDownLatch(1);
        BlockingQueue<FlushReport> scheduled = new LinkedBlockingQueue<>();
        meanwhile.set(() -> {
            writing.countDown();
            awaitDeaf(mayWrite);
        });
        SyncScheduler scheduler = SyncScheduler.create();
        scheduler.every(Duration.ofHours(12), () -> scheduled.add(hub.flushTo(warehouse)));
        writing.await();

        CompletableFuture<Boolean> closing =
                CompletableFuture.supplyAsync(() -> scheduler.close(ChronoUnit.FOREVER.getDuration()));
        mayWrite.countDown();

        assertThat(closing.join()).isTrue();
        assertThat(scheduled.take().status()).isEqualTo(Status.COMPLETE);
        assertThatAllIsStored();
    }

    private void assertThatAllIsStored() {
        InMemorySink fresh = new InMemorySink();
        SyncEngine.builder(client, fresh).build().sync();
        for (IntercomCollection collection : IntercomCollection.values()) {
            assertThat(warehouse.rows(collection)).isEqualTo(fresh.rows(collection));
        }
    }

    /** Waits like a statement of a database that hears no interrupt. */
    private static void awaitDeaf(CountDownLatch latch) {
        boolean isInterrupted = false;
        while (true) {
            try {
                latch.await();
                break;
            } catch (InterruptedException e) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static FlushReport resultOf(FutureTask<FlushReport> flush) {
        try {
            return flush.get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
