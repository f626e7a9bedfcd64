package io.intercomsync.internal.pace;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;

/** Blocks threads. No other code blocks, so tests need not wait. */
public interface Sleeper {
    /** Returns after this time. */
    void sleep(Duration duration) throws InterruptedException;

    /** Returns once the condition is signalled, or after this time. The caller holds the condition's lock. */
    void await(Condition condition, Duration atMost) throws InterruptedException;

    /** Returns a sleeper that really blocks. */
    static Sleeper system() {
        return new Sleeper() {
            @Override
            public void sleep(Duration duration) throws InterruptedException {
                TimeUnit.NANOSECONDS.sleep(TimeUnit.NANOSECONDS.convert(duration));
            }

            @Override
            @SuppressWarnings("WaitNotInLoop") // the caller has the loop
            public void await(Condition condition, Duration atMost) throws InterruptedException {
                condition.awaitNanos(TimeUnit.NANOSECONDS.convert(atMost)); // convert() caps a time that is too long
            }
        };
    }
}
