package io.intercomsync.internal.feed;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * The threads that make calls side by side, shared by all feeds of a run.
 *
 * @param threads where the calls are made
 * @param most how many calls one feed may have under way
 */
public record Workers(ExecutorService threads, int most) {

    <T> Future<T> submit(Callable<T> call) {
        return threads.submit(call);
    }
}
