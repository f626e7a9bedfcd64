package io.intercomsync.internal.http;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts requests and pays for them from a budget.
 *
 * @param budget the requests and the time that may be spent
 * @param requests the number of attempts
 * @param places the permits of the requests that may be under way at the same time
 */
public record RequestMeter(Budget budget, AtomicLong requests, Semaphore places) {

    public RequestMeter(Budget budget, int most) {
        this(budget, new AtomicLong(), new Semaphore(most));
    }

    void spend() {
        budget.spend();
    }
}
