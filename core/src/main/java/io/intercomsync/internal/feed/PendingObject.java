package io.intercomsync.internal.feed;

import io.intercomsync.collection.IntercomCollection;

/**
 * Tells what a pending object lacks: Intercom has it, and the sink does not.
 *
 * @param collection the collection that lacks rows or values
 * @param rows how many rows Intercom counts and the sink lacks; 0 if Intercom does not count them, or the report tells them
 *     as kept out already
 */
public record PendingObject(IntercomCollection collection, long rows) {}
