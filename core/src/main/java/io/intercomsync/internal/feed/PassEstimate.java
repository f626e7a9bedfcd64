package io.intercomsync.internal.feed;

import io.intercomsync.report.RequestEstimate;
import org.jspecify.annotations.Nullable;

/**
 * How much a pass has to read, as estimated before.
 *
 * @param objects how many objects; {@code null} if Intercom does not count them
 * @param requests about how many requests
 * @param repeated the requests that a resumed pass repeats in any case
 */
public record PassEstimate(@Nullable Long objects, RequestEstimate requests, RequestEstimate repeated) {

    public PassEstimate(@Nullable Long objects, RequestEstimate requests) {
        this(objects, requests, RequestEstimate.NONE);
    }

    /** Counts the pages of all objects, and so many requests more. */
    public static PassEstimate of(@Nullable Long objects, long perPage, long more) {
        long pages = objects == null ? 0 : (objects + perPage - 1) / perPage;
        return new PassEstimate(objects, RequestEstimate.exactly(pages + more));
    }
}
