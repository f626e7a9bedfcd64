package io.intercomsync.internal.api;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts requests, and spends a budget on them.
 *
 * @param budget what may be spent
 * @param requests how many were sent
 */
record Meter(Budget budget, AtomicLong requests) {

    Meter(Budget budget) {
        this(budget, new AtomicLong());
    }

    void spend() {
        budget.spend();
    }
}
