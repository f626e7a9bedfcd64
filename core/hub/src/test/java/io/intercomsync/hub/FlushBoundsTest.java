package io.intercomsync.hub;

import static io.intercomsync.collection.IntercomCollection.USERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.error.FlushFailedException;
import io.intercomsync.error.SinkException;
import io.intercomsync.report.FlushReport;
import io.intercomsync.report.Status;
import io.intercomsync.sink.Changes;
import io.intercomsync.sink.UnitSize;
import io.intercomsync.sink.WriteResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Flushes that stop, fail or wait. */
class FlushBoundsTest extends HubTests {

    @Test
    void a_flush_stops_at_its_time_and_the_next_one_goes_on() {
        fillUsers(10);
        Recorder warehouse = new SmallUnits() {
            @Override
            public synchronized WriteResult store(Changes changes) {
                clock.advance(Duration.ofSeconds(1));
                return super.store(changes);
            }
        };
        HubFlush flush = HubFlush.builder(hub(), warehouse)
                .maxDuration(Duration.ofSeconds(3))
                .build();

        FlushReport first = flush.flush();
        assertThat(first.status()).isEqualTo(Status.STOPPED_AT_BUDGET);
        assertThat(first.collection(USERS).message()).contains("goes on from here");
        int flushes = 1;
        while (!flush.flush().isComplete()) {
            flushes++;
        }

        assertThat(flushes).isBetween(2, 5);
        assertThat(warehouse.given()).hasSize(10).doesNotHaveDuplicates();
        assertEqual(warehouse);
    }

    @Test
    void a_comparison_with_little_time_ends_after_some_flushes() {
        fillUsers(10);
        Recorder warehouse = new SmallUnits() {
            @Override
            public synchronized WriteResult store(Changes changes) {
                clock.advance(Duration.ofSeconds(1));
                return super.store(changes);
            }
        };
        warehouse.write(changes("contacts", List.of(), user("stray", "x"), company("stray", "x")));
        HubFlush flush = HubFlush.builder(hub(), warehouse)
                .compareAll()
                .maxDuration(Duration.ofSeconds(1))
                .build();

        int flushes = 0;
        while (!flush.flush().isComplete() && flushes < 50) {
            flushes++;
        }

        assertThat(flushes).isBetween(9, 40);
        assertEqual(warehouse);
    }

    @Test
    void an_interrupt_stops_a_flush_between_units() {
        fillUsers(5);
        Recorder warehouse = new SmallUnits() {
            @Override
            public synchronized WriteResult store(Changes changes) {
                WriteResult result = super.store(changes);
                if (units.size() == 2) {
                    Thread.currentThread().interrupt();
                }
                return result;
            }
        };

        FlushReport report = hub().flushTo(warehouse);

        assertThat(Thread.interrupted()).as("flag of the thread").isTrue();
        assertThat(report.status()).isEqualTo(Status.STOPPED);
        assertThat(warehouse.units).hasSize(2);
        assertThat(hub().flushTo(warehouse).isComplete()).isTrue();
        assertThat(warehouse.given()).hasSize(5);
    }

    @Test
    void a_flush_to_the_same_sink_waits_and_an_interrupt_ends_the_wait() throws Exception {
        fillUsers(1);
        CountDownLatch writes = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Recorder warehouse = new Recorder() {
            @Override
            public synchronized WriteResult store(Changes changes) {
                writes.countDown();
                await(goOn);
                return super.store(changes);
            }
        };
        Recorder other = new Recorder();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<FlushReport> first = threads.submit(() -> hub().flushTo(warehouse));
            await(writes);
            assertThat(hub().flushTo(other).isComplete())
                    .as("another warehouse does not wait")
                    .isTrue();
            fillUsers(2);
            Future<Status> second = threads.submit(() -> {
                Thread.currentThread().interrupt();
                return hub().flushTo(warehouse).status();
            });
            assertThat(second.get(60, TimeUnit.SECONDS)).isEqualTo(Status.STOPPED);
            goOn.countDown();
            assertThat(first.get(60, TimeUnit.SECONDS).isComplete()).isTrue();
        } finally {
            goOn.countDown();
            threads.shutdownNow();
        }
        hub().flushTo(warehouse);
        assertEqual(warehouse);
    }

    @Test
    void a_warehouse_that_is_down_holds_up_no_fill_and_catches_up() {
        fillUsers(3);
        Recorder warehouse = new SmallUnits() {
            @Override
            public synchronized WriteResult store(Changes changes) {
                if (units.size() == 1 && clock.millis() == T_BEGIN) {
                    throw new SinkException(
                            "The warehouse is down: user u1's secret name", new IllegalStateException("Ann"));
                }
                return super.store(changes);
            }
        };

        assertThatThrownBy(() -> hub().flushTo(warehouse))
                .isInstanceOf(FlushFailedException.class)
                .hasMessageContaining("The warehouse is down")
                .extracting(e -> ((FlushFailedException) e).report().status())
                .isEqualTo(Status.FAILED);
        for (int i = 0; i < 10; i++) {
            clock.advance(Duration.ofHours(3));
            fill(user("u" + i, "Name " + i));
        }

        assertThat(hub().flushTo(warehouse).isComplete()).isTrue();
        assertEqual(warehouse);
    }

    private static final long T_BEGIN = new SteppedClock().millis();

    @Test
    void a_listener_hears_of_progress_and_end_and_does_no_harm() {
        fillUsers(4);
        List<FlushProgress> progress = new ArrayList<>();
        List<FlushReport> ends = new ArrayList<>();
        FlushListener listener = new FlushListener() {
            @Override
            public void onProgress(FlushProgress step) {
                progress.add(step);
                throw new IllegalStateException("broken");
            }

            @Override
            public void onEnd(FlushReport report) {
                ends.add(report);
            }
        };

        FlushReport report = HubFlush.builder(hub(), new SmallUnits())
                .listener(listener)
                .build()
                .flush();

        assertThat(progress).extracting(FlushProgress::done).containsExactly(1L, 2L, 3L, 4L);
        assertThat(progress).extracting(FlushProgress::expected).containsOnly(4L);
        assertThat(ends).containsExactly(report);
        assertThat(report.isComplete()).isTrue();
    }

    @Test
    void a_flush_goes_on_while_a_source_run_writes() throws Exception {
        fillUsers(50);
        Recorder warehouse = new SmallUnits() {
            @Override
            public synchronized WriteResult store(Changes changes) {
                fill(user("n" + units.size(), "new"));
                return super.store(changes);
            }
        };

        assertThat(hub().flushTo(warehouse).isComplete()).isTrue();
        assertThat(warehouse.given()).as("up to the last change at the start").hasSize(50);
        Recorder quiet = new Recorder();
        hub().flushTo(quiet);

        assertEqual(quiet);
    }

    @Test
    void what_the_hub_held_at_the_begin_arrives_although_it_changes_before_its_turn() {
        fillUsers(5);
        Recorder warehouse = new SmallUnits() {
            @Override
            public synchronized WriteResult store(Changes changes) {
                for (int i = 0; i < 5; i++) {
                    fill(user("u" + i, "Name " + units.size())); // all change during each write
                }
                return super.store(changes);
            }
        };

        FlushReport report = hub().flushTo(warehouse);

        assertThat(report.status()).isEqualTo(Status.COMPLETE);
        assertThat(warehouse.table(USERS)).hasSize(5);
    }

    private void fillUsers(int count) {
        for (int i = 0; i < count; i++) {
            fill(user("u" + i, "Name"));
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Takes one row at a time. */
    private static class SmallUnits extends Recorder {
        @Override
        public UnitSize unitSize() {
            return new UnitSize(1, 1 << 20);
        }
    }
}
