package io.intercomsync.internal.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ParallelTasksTest {
    private ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void close() {
        threads.shutdownNow();
    }

    @Test
    void a_failure_ends_the_tasks_although_an_input_has_not_had_its_turn() {
        threads = Executors.newSingleThreadExecutor();
        CountDownLatch bothAdded = new CountDownLatch(1);
        List<String> done = Collections.synchronizedList(new ArrayList<>());
        ParallelTasks<String> work = sideBySide(
                thing -> {
                    await(bothAdded);
                    done.add(thing);
                    throw new IllegalStateException("broken");
                },
                bothAdded);

        assertThatThrownBy(() -> work.run(List.of("first", "second", "third"))).hasMessage("broken");

        assertThat(done).containsExactly("first");
    }

    @Test
    void a_failure_interrupts_what_is_under_way_and_waits_for_its_end() {
        CountDownLatch started = new CountDownLatch(1);
        List<String> ended = Collections.synchronizedList(new ArrayList<>());
        ParallelTasks<String> work = sideBySide(
                thing -> {
                    if (thing.equals("fails")) {
                        await(started);
                        throw new IllegalStateException("broken");
                    }
                    started.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        ended.add(thing);
                    }
                },
                new CountDownLatch(1));

        assertThatThrownBy(() -> work.run(List.of("waits", "fails"))).hasMessage("broken");

        assertThat(ended).containsExactly("waits");
    }

    /** Two at a time; the latch opens when a place for a third is looked for. */
    private ParallelTasks<String> sideBySide(Consumer<String> work, CountDownLatch bothAdded) {
        int[] asked = {0};
        return new ParallelTasks<>(
                new Workers(threads, () -> 2, () -> {}),
                () -> {
                    if (++asked[0] > 2) {
                        bothAdded.countDown();
                    }
                    return 2;
                },
                work);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
