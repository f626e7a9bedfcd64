package io.intercomsync.internal.feed;

import org.jspecify.annotations.Nullable;

/**
 * A piece of a feed that is read on its own: a range of the time at which the objects were created, or a walk through all.
 *
 * @param name the name, which no other slice of the plan has
 * @param from the first second of the range, since 1970; {@code null} if it has no beginning
 * @param to the second before which the range ends, since 1970; {@code null} if it has no end
 * @param position the position at which the read continues; {@code null} for the beginning
 * @param done whether the slice has been read to its end
 * @param read the number of objects between the beginning and the position; 0 if it is not known
 * @param again whether the slice is read for the second time, since its first read ended early
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

    /** Returns a new slice. */
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
     * @param reached the position at which the read continues; {@code null} for the end
     * @param objects how many have been read from its beginning; 0 if that is not known
     */
    public Slice at(@Nullable String reached, long objects) {
        return new Slice(name, from, to, reached, reached == null, objects, again);
    }

    /** Returns the slice as it is when its read starts again. */
    public Slice fromBeginningAgain() {
        return new Slice(name, from, to, null, false, 0, true);
    }

    /** Returns whether the read of the slice has not begun. */
    public boolean isUntouched() {
        return position == null && !done && !again;
    }
}
