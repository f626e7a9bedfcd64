package io.intercomsync.internal.api;

/**
 * The size of pages: smaller where a whole page is too much for Intercom, and larger again after a while.
 * Thread-safe.
 */
final class PageSize {
    private static final int LARGEST = 150;
    /** The number of pages before a larger size is tried: where it is too large, each trial costs two faults. */
    private static final int TRIAL_AFTER = 10;

    private int most = LARGEST;
    private int pages;

    /** @param faults how often the same page has failed; from the second time on the size is halved */
    synchronized int of(int wanted, int faults) {
        int size = Math.min(wanted, most);
        return Math.max(1, size >> Math.min(Math.max(0, faults - 1), 30));
    }

    /** Notes that a page of this size is too large. */
    synchronized void tooLarge(int size) {
        most = Math.min(most, Math.max(1, size / 2));
        pages = 0;
    }

    /** Notes that a page came. */
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
