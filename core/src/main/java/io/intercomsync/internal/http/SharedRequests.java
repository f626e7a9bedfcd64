package io.intercomsync.internal.http;

/**
 * Counts the requests of a run for all its feeds. While a feed has not finished a page, a quarter of the requests is kept for it,
 * and half of them at most for all such feeds. Otherwise the fastest feed could spend all requests in each run. Thread-safe.
 */
final class SharedRequests {
    private static final int KEPT_SHARE = 4;
    private static final int MOST_KEPT = 2;

    private final long most;
    private long spent;
    private int behind;
    private volatile boolean isStopped;

    SharedRequests(long most) {
        this.most = most;
    }

    /**
     * Spends one request.
     *
     * @param isBehind whether the feed has not finished a page yet
     * @return false if no request is left for the feed
     */
    synchronized boolean spend(boolean isBehind) {
        boolean isLeft = left(isBehind) > 0;
        if (isLeft) {
            spent++;
        }
        return isLeft;
    }

    /** Returns how many requests are left for a feed. */
    synchronized long left(boolean isBehind) {
        long kept = isBehind ? 0 : most / KEPT_SHARE * Math.min(behind, MOST_KEPT);
        return Math.max(0, most - spent - kept);
    }

    synchronized boolean isHalfLeft() {
        return spent <= most / 2;
    }

    /** Counts one more feed that has not finished a page. */
    synchronized void addFeed() {
        behind++;
    }

    /** Counts one feed less. */
    synchronized void noteProgress() {
        behind--;
    }

    void stop() {
        isStopped = true;
    }

    boolean isStopped() {
        return isStopped;
    }
}
