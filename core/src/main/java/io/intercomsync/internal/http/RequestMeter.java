package io.intercomsync.internal.http;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts requests, and spends a budget on them.
 *
 * @param budget what may be spent
 * @param requests how many were attempted
 * @param places for those that may be under way at the same time
 */
public record RequestMeter(Budget budget, AtomicLong requests, Semaphore places) {

    public RequestMeter(Budget budget, int most) {
        this(budget, new AtomicLong(), new Semaphore(most));
    }

    void spend() {
        budget.spend();
    }
}
