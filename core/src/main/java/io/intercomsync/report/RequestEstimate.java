package io.intercomsync.report;

import java.util.Locale;

/**
 * An estimate of a number of requests. The three numbers are equal if Intercom's counts leave nothing open. They differ if a
 * sample stands for the whole, such as the share of contacts whose lists Intercom cuts.
 *
 * @param least the lower bound: fewer requests are unlikely
 * @param likely the best guess
 * @param most the upper bound: more requests are unlikely
 */
public record RequestEstimate(long least, long likely, long most) {

    /** An estimate of no requests. */
    public static final RequestEstimate NONE = exactly(0);

    /**
     * Checks the order.
     *
     * @throws IllegalArgumentException if a number is negative, or if they are not in order
     */
    public RequestEstimate {
        if (least < 0 || likely < least || most < likely) {
            throw new IllegalArgumentException(
                    "An estimate needs 0 <= least <= likely <= most: " + least + ", " + likely + ", " + most);
        }
    }

    /** Returns an estimate that leaves nothing open. */
    public static RequestEstimate exactly(long requests) {
        return new RequestEstimate(requests, requests, requests);
    }

    /** Returns the sum of both estimates. */
    public RequestEstimate plus(RequestEstimate other) {
        return new RequestEstimate(least + other.least, likely + other.likely, most + other.most);
    }

    /** Returns the estimate with this many requests more. */
    public RequestEstimate plus(long requests) {
        return plus(exactly(requests));
    }

    /** Returns {@code 50}, or {@code 92 (76 to 173)} where the numbers differ. */
    @Override
    public String toString() {
        return least == most
                ? String.format(Locale.ROOT, "%,d", likely)
                : String.format(Locale.ROOT, "%,d (%,d to %,d)", likely, least, most);
    }
}
