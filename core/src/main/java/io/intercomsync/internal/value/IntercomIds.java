package io.intercomsync.internal.value;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Checks ids that Intercom sends. They go into keys, checkpoints, reports and logs, so their length is bounded. */
public final class IntercomIds {
    /** The longest id. Intercom's own have 24 characters at most. */
    public static final int LONGEST = 255;

    private IntercomIds() {}

    /** Returns whether a value can be the id of a record: a text or a whole number, and not too long. */
    public static boolean isUsable(@Nullable Object value) {
        return value instanceof Long
                || (value instanceof String text && text.length() <= LONGEST)
                || (value instanceof BigInteger number && number.bitLength() <= LONGEST);
    }

    /** Returns an id as text; {@code null} if the value is neither a text nor a whole number. */
    public static @Nullable String text(@Nullable Object value) {
        return value instanceof String || value instanceof Long || value instanceof BigInteger
                ? value.toString()
                : null;
    }
}
