package io.intercomsync.internal.feed;

import org.jspecify.annotations.Nullable;

/**
 * A piece of a feed that is read on its own: a range of the time at which the objects were created, or a walk through all.
 *
 * @param name tells it from the other slices of the plan
 * @param from the first second of the range, since 1970; {@code null} if it has no beginning
 * @param to the second before which the range ends, since 1970; {@code null} if it has no end
 * @param position where to go on; {@code null} for its beginning
 * @param done whether it has been read to its end
 */
public record Slice(
        String name,
        @Nullable Long from,
        @Nullable Long to,
        @Nullable String position,
        boolean done) {

    /** A slice without bounds. */
    public static Slice whole(String name) {
        return new Slice(name, null, null, null, false);
    }

    /** The slice with this much of it read; {@code null} means all. */
    public Slice at(@Nullable String reached) {
        return new Slice(name, from, to, reached, reached == null);
    }
}
