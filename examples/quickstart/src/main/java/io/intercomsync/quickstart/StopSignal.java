package io.intercomsync.quickstart;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Hears a signal such as Ctrl-C, and lets the runs under way finish their write and print their reports. */
final class StopSignal {
    static final long SECONDS_TO_STOP = 20;

    private final CountDownLatch over = new CountDownLatch(1);
    private volatile boolean isGiven;

    /** Interrupts this thread when the signal comes, and then waits for {@link #end()} for some seconds. */
    void interruptOnSignal(Thread main) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            isGiven = true;
            main.interrupt();
            try {
                over.await(SECONDS_TO_STOP, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
    }

    /** Returns whether the program was told to stop. */
    boolean isGiven() {
        return isGiven;
    }

    /** Says that everything is printed, so the JVM may end. */
    void end() {
        over.countDown();
    }
}
