package io.intercomsync.runs;

import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.IntercomClient;
import io.intercomsync.SyncEngine;
import io.intercomsync.SyncListener;
import io.intercomsync.SyncScheduler;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.fake.FakeIntercom;
import io.intercomsync.report.Progress;
import io.intercomsync.report.Status;
import io.intercomsync.report.SyncPlan;
import io.intercomsync.report.SyncReport;
import io.intercomsync.sink.Changes;
import io.intercomsync.sink.InMemorySink;
import io.intercomsync.sink.Sink;
import java.net.URI;
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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A run that is asked for while another run of the engine works waits for its turn. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WaitingRunTest {
    private final FakeIntercom fake =
            FakeIntercom.builder().unthrottled().contacts(5).start();
    private final IntercomClient client =
            IntercomClient.builder(fake.token()).baseUrl(URI.create(fake.url())).build();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final List<SyncReport> ends = new CopyOnWriteArrayList<>();
    /** Runs once, on the thread of the first run, before its first write. */
    private final AtomicReference<@Nullable Runnable> meanwhile = new AtomicReference<>();

    private final InMemorySink stored = new InMemorySink();
    private SyncEngine engine = engine(progress -> {});

    @AfterEach
    void close() {
        Thread.interrupted();
        client.close();
        fake.close();
    }

    private SyncEngine engine(SyncListener listener) {
        return SyncEngine.builder(client, new HearingAndStoring())
                .listener(listener)
                .build();
    }

    private final class HearingAndStoring implements Sink {
        @Override
        public void beginRun(String workspace) {
            heard.add("begin");
        }

        @Override
        public void write(Changes changes) {
            Runnable work = meanwhile.getAndSet(null);
            if (work != null) {
                work.run();
            }
            stored.write(changes);
        }

        @Override
        public void endRun() {
            heard.add("end");
        }
    }

    @Test
    void a_second_sync_waits_until_the_first_has_ended() {
        FutureTask<SyncReport> second = new FutureTask<>(engine::sync);
        meanwhile.set(() -> new Thread(second).start());

        SyncReport first = engine.sync();

        assertThat(first.status()).as(first.toTable()).isEqualTo(Status.COMPLETE);
        assertThat(resultOf(second).status()).isEqualTo(Status.COMPLETE);
        assertThat(heard).containsExactly("begin", "end", "begin", "end");
    }

    @Test
    void a_resync_waits_too() {
        String id = fake.contact("u").workspaceId();
        FutureTask<SyncReport> resync = new FutureTask<>(() -> engine.resync(IntercomCollection.USERS, List.of("u")));
        meanwhile.set(() -> new Thread(resync).start());

        engine.sync();

        assertThat(resultOf(resync).workspace()).isEqualTo(id);
        assertThat(heard).containsExactly("begin", "end", "begin", "end");
    }

    @Test
    void a_plan_does_not_wait() {
        AtomicReference<@Nullable SyncPlan> plan = new AtomicReference<>();
        meanwhile.set(() ->
                plan.set(CompletableFuture.supplyAsync(() -> engine.plan()).join()));

        engine.sync();

        assertThat(plan).doesNotHaveNullValue();
    }

    @Test
    void an_interrupted_wait_ends_with_the_report_of_a_stopped_run() {
        AtomicBoolean isFlagged = new AtomicBoolean();
        FutureTask<SyncReport> second = new FutureTask<>(() -> {
            SyncReport report = engine.sync();
            isFlagged.set(Thread.interrupted());
            return report;
        });
        engine = engine(onEnd(ends::add));
        meanwhile.set(() -> {
            long before = fake.requestCount();
            Thread waiting = new Thread(second);
            waiting.start();
            waiting.interrupt();
            assertThat(resultOf(second).status()).isEqualTo(Status.STOPPED);
            assertThat(resultOf(second).requests()).isZero();
            assertThat(before).isPositive();
        });

        SyncReport first = engine.sync();

        assertThat(first.status()).as(first.toTable()).isEqualTo(Status.COMPLETE);
        assertThat(isFlagged).isTrue();
        assertThat(ends).extracting(SyncReport::status).containsExactly(Status.STOPPED, Status.COMPLETE);
        assertThat(heard).containsExactly("begin", "end");
        assertThat(engine.sync().isComplete()).isTrue();
    }

    @Test
    void a_run_refuses_to_wait_for_itself() {
        BlockingQueue<String> refusals = new LinkedBlockingQueue<>();
        Runnable nested = () -> {
            try {
                engine.sync();
            } catch (IllegalStateException e) {
                refusals.add(Thread.currentThread().getName().replaceAll("\\d+", "") + ": " + e.getMessage());
            }
        };
        Thread.currentThread().setName("caller");
        engine = engine(new SyncListener() {
            @Override
            public void onProgress(Progress progress) {
                nested.run(); // on a thread that reads
            }

            @Override
            public void onEnd(SyncReport report) {
                nested.run();
            }
        });
        meanwhile.set(nested);

        SyncReport report = engine.sync();

        assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
        assertThat(refusals).allMatch(refusal -> refusal.contains("begin the run on another thread"));
        assertThat(refusals).filteredOn(refusal -> refusal.startsWith("caller")).hasSize(2);
        assertThat(refusals)
                .filteredOn(refusal -> refusal.startsWith("intercom-sync-reader-"))
                .isNotEmpty();
    }

    @Test
    void a_closing_scheduler_stops_the_run_and_the_one_that_waits_and_loses_nothing() throws Exception {
        SyncScheduler scheduler = SyncScheduler.create();
        CountDownLatch writing = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        BlockingQueue<SyncReport> scheduled = new LinkedBlockingQueue<>();
        meanwhile.set(() -> {
            writing.countDown();
            awaitDeaf(closed);
        });
        scheduler.every("first", Duration.ofHours(3), () -> scheduled.add(engine.sync()));
        writing.await();
        scheduler.every("second", Duration.ofHours(3), () -> scheduled.add(engine.sync()));

        assertThat(scheduler.close(Duration.ZERO)).isFalse();

        closed.countDown();
        assertThat(scheduled.take().status()).isEqualTo(Status.STOPPED);
        SyncReport next = engine.sync();
        assertThat(next.status()).as(next.toTable()).isEqualTo(Status.COMPLETE);
        assertThatAllIsStored();
    }

    @Test
    void a_scheduler_that_closes_with_time_to_spare_lets_both_end() throws Exception {
        SyncScheduler scheduler = SyncScheduler.create();
        CountDownLatch writing = new CountDownLatch(1);
        CountDownLatch mayWrite = new CountDownLatch(1);
        BlockingQueue<SyncReport> scheduled = new LinkedBlockingQueue<>();
        meanwhile.set(() -> {
            writing.countDown();
            awaitDeaf(mayWrite);
        });
        scheduler.every("first", Duration.ofHours(3), () -> scheduled.add(engine.sync()));
        writing.await();
        CountDownLatch called = new CountDownLatch(1);
        scheduler.every("second", Duration.ofHours(3), () -> {
            called.countDown();
            scheduled.add(engine.sync());
        });
        called.await();

        CompletableFuture<Boolean> closing =
                CompletableFuture.supplyAsync(() -> scheduler.close(ChronoUnit.FOREVER.getDuration()));
        mayWrite.countDown();

        assertThat(closing.join()).isTrue();
        assertThat(scheduled).hasSize(2).allMatch(SyncReport::isComplete);
        assertThatAllIsStored();
    }

    private void assertThatAllIsStored() {
        InMemorySink fresh = new InMemorySink();
        SyncEngine.builder(client, fresh).build().sync();
        for (IntercomCollection collection : IntercomCollection.values()) {
            assertThat(stored.rows(collection)).isEqualTo(fresh.rows(collection));
        }
    }

    private static SyncListener onEnd(Consumer<SyncReport> end) {
        return new SyncListener() {
            @Override
            public void onProgress(Progress progress) {}

            @Override
            public void onEnd(SyncReport report) {
                end.accept(report);
            }
        };
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

    private static SyncReport resultOf(FutureTask<SyncReport> run) {
        try {
            return run.get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
