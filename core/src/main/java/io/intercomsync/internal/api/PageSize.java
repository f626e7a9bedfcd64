package io.intercomsync.internal.api;

/** How many items to ask for: fewer where a whole page is too much for Intercom, and then more again. Thread-safe. */
final class PageSize {
    private static final int LARGEST = 150;

    private volatile int most = LARGEST;

    /** @param faults how often the same page has failed already; from the second time on half as many are asked for */
    int of(int wanted, int faults) {
        int size = Math.min(wanted, most);
        return Math.max(1, size >> Math.min(Math.max(0, faults - 1), 30));
    }

    void succeeded(int size) {
        most = Math.min(LARGEST, size * 2);
    }
}
