package io.intercomsync.internal.api;

/** How many items to ask for: fewer where a whole page is too much for Intercom, and after a while more again. Thread-safe. */
final class PageSize {
    private static final int LARGEST = 150;
    /** So many pages must come before larger ones are tried: where they are too much, each trial costs two faults. */
    private static final int TRIAL_AFTER = 10;

    private int most = LARGEST;
    private int pages;

    /** @param faults how often the same page has failed already; from the second time on half as many are asked for */
    synchronized int of(int wanted, int faults) {
        int size = Math.min(wanted, most);
        return Math.max(1, size >> Math.min(Math.max(0, faults - 1), 30));
    }

    /** The answer with a page of that size is larger than it may be. */
    synchronized void tooLarge(int size) {
        most = Math.min(most, Math.max(1, size / 2));
        pages = 0;
    }

    /** A page came. */
    synchronized void succeeded(int wanted, int size) {
        if (size < Math.min(wanted, most)) {
            most = size;
            pages = 0;
        } else if (size == most && ++pages >= TRIAL_AFTER) {
            most = Math.min(LARGEST, most * 2);
            pages = 0;
        }
    }
}
