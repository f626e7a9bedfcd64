package io.intercomsync.internal.http;

/**
 * Counts the requests of a run for all its feeds. As long as a feed has not got on, a quarter of the requests is kept from
 * those that have, and half of them at most: else the fastest feed could spend all of them in each run. Thread-safe.
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
     * @param isBehind whether the feed that asks has not got on yet
     * @return false if none is left for that feed
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

    /** Counts one more feed that has not got on yet. */
    synchronized void addFeed() {
        behind++;
    }

    /** Counts one less. */
    synchronized void gotOn() {
        behind--;
    }

    void stop() {
        isStopped = true;
    }

    boolean isStopped() {
        return isStopped;
    }
}
