package io.intercomsync.internal.feed;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a feed that is read on its own: a range of the time at which the objects were created, or a walk through all.
 *
 * @param name tells it from the other slices of the plan
 * @param from the first second of the range, since 1970; {@code null} if it has no beginning
 * @param to the second before which the range ends, since 1970; {@code null} if it has no end
 * @param position where to go on; {@code null} for its beginning
 * @param done whether it has been read to its end
 * @param ahead the {@linkplain ReadResult#mark marks} of the objects beyond the position that have been read all the same: of the
 *     page in whose middle a run had to end
 * @param read how many objects have been read from its beginning to the position; 0 if that is not known
 * @param again whether it is being read once more, since it ended early
 */
public record Slice(
        String name,
        @Nullable Long from,
        @Nullable Long to,
        @Nullable String position,
        boolean done,
        Set<String> ahead,
        long read,
        boolean again) {
    private static final String UNDATED = "undated";

    public Slice {
        ahead = Set.copyOf(ahead);
    }

    /** The slice of those that no search by time can see: a walk through the plain list, where the counts differ. */
    public static Slice undated() {
        return whole(UNDATED);
    }

    /** Whether it is the one of those that no search by time can see. */
    public boolean isUndated() {
        return name.equals(UNDATED);
    }

    /** A slice of which nothing has been read. */
    public static Slice range(String name, @Nullable Long from, @Nullable Long to) {
        return new Slice(name, from, to, null, false, Set.of(), 0, false);
    }

    /** A slice without bounds. */
    public static Slice whole(String name) {
        return range(name, null, null);
    }

    /**
     * The slice once it has been read up to there.
     *
     * @param reached where to go on; {@code null} if it has come to its end
     * @param objects how many have been read from its beginning; 0 if that is not known
     */
    public Slice at(@Nullable String reached, long objects) {
        return new Slice(name, from, to, reached, reached == null, Set.of(), objects, again);
    }

    /** The slice with these objects beyond its position read, too. */
    public Slice ahead(Set<String> marks) {
        return new Slice(name, from, to, position, done, marks, read, again);
    }

    /** The slice as it is when it begins once more. */
    public Slice fromBeginningAgain() {
        return new Slice(name, from, to, null, false, Set.of(), 0, true);
    }

    /** Whether nothing of it has been read. */
    public boolean isUntouched() {
        return position == null && !done && !again && ahead.isEmpty();
    }
}
