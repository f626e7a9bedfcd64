package io.intercomsync.internal.feed;

import io.intercomsync.collection.IntercomCollection;

/**
 * What Intercom has of an object and the sink has not.
 *
 * @param collection the collection that lacks it
 * @param rows how many rows Intercom counts of it; 0 if it does not count them, or it was told already that they are kept out
 */
public record PendingObject(IntercomCollection collection, long rows) {}
