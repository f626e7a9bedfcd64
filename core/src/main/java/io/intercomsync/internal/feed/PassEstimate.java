package io.intercomsync.internal.feed;

import io.intercomsync.report.RequestEstimate;
import org.jspecify.annotations.Nullable;

/**
 * Estimates how much a pass has to read.
 *
 * @param objects how many objects; {@code null} if Intercom does not count them
 * @param requests the estimated requests
 * @param repeated the requests that a resumed pass repeats in any case
 */
public record PassEstimate(@Nullable Long objects, RequestEstimate requests, RequestEstimate repeated) {

    public PassEstimate(@Nullable Long objects, RequestEstimate requests) {
        this(objects, requests, RequestEstimate.NONE);
    }

    /** Returns the estimate for the pages of all objects and some more requests. */
    public static PassEstimate of(@Nullable Long objects, long perPage, long more) {
        long pages = objects == null ? 0 : (objects + perPage - 1) / perPage;
        return new PassEstimate(objects, RequestEstimate.exactly(pages + more));
    }
}
