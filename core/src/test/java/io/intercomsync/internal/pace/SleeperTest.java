package io.intercomsync.internal.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SleeperTest {

    @Test
    void waits_for_a_signal_however_long_it_may_wait() throws Exception {
        ReentrantLock lock = new ReentrantLock();
        Condition changed = lock.newCondition();
        AtomicBoolean isSignalled = new AtomicBoolean();

        lock.lock();
        try {
            CompletableFuture<Void> other = CompletableFuture.runAsync(() -> {
                lock.lock(); // which is free once the sleeper waits
                try {
                    isSignalled.set(true);
                    changed.signalAll();
                } finally {
                    lock.unlock();
                }
            });
            while (!isSignalled.get()) {
                Sleeper.system().await(changed, ChronoUnit.FOREVER.getDuration());
            }
            assertThat(other).succeedsWithin(Duration.ofSeconds(30));
        } finally {
            lock.unlock();
        }
    }
}
