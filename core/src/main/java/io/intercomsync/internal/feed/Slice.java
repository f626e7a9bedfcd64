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
 * @param read how many objects lie between its beginning and the position; 0 if not known
 * @param again whether it is being read for the second time, since its first read ended early
 */
public record Slice(
        String name,
        @Nullable Long from,
        @Nullable Long to,
        @Nullable String position,
        boolean done,
        long read,
        boolean again) {
    private static final String UNDATED = "undated";

    /** Returns the slice of objects that no search by time finds: a walk through the plain list, where the counts differ. */
    public static Slice undated() {
        return whole(UNDATED);
    }

    /** Returns whether this is the slice of objects that no search by time finds. */
    public boolean isUndated() {
        return name.equals(UNDATED);
    }

    /** Returns a slice of which nothing has been read. */
    public static Slice range(String name, @Nullable Long from, @Nullable Long to) {
        return new Slice(name, from, to, null, false, 0, false);
    }

    /** Returns a slice without bounds. */
    public static Slice whole(String name) {
        return range(name, null, null);
    }

    /**
     * Returns the slice as it is once it has been read up to a position.
     *
     * @param reached where to go on; {@code null} if it has come to its end
     * @param objects how many have been read from its beginning; 0 if that is not known
     */
    public Slice at(@Nullable String reached, long objects) {
        return new Slice(name, from, to, reached, reached == null, objects, again);
    }

    /** Returns the slice as it is when its read starts again. */
    public Slice fromBeginningAgain() {
        return new Slice(name, from, to, null, false, 0, true);
    }

    /** Returns whether nothing of it has been read. */
    public boolean isUntouched() {
        return position == null && !done && !again;
    }
}
