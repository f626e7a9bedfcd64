package io.intercomsync.internal.feed;

import org.jspecify.annotations.Nullable;

/**
 * How much a pass has to read, as estimated before.
 *
 * @param objects how many objects; {@code null} if Intercom does not count them
 * @param requests about how many requests
 */
public record PassSize(@Nullable Long objects, long requests) {

    static PassSize of(@Nullable Long objects, long perPage, long more) {
        long pages = objects == null ? 0 : (objects + perPage - 1) / perPage;
        return new PassSize(objects, pages + more);
    }
}
