package io.intercomsync.internal.state;

/**
 * A part of a feed's state that is stored beside the checkpoint, because it may grow and rarely changes. The checkpoint names its
 * version.
 *
 * @param version the number of changes so far; 0 if nothing was ever stored
 * @param value the part as it is now
 * @param before the part as it was in the version before
 */
record Entry<T>(long version, T value, T before) {

    static <T> Entry<T> none(T value) {
        return new Entry<>(0, value, value);
    }

    /** Returns the next version; this one if nothing has changed. */
    Entry<T> changedTo(T now) {
        return now.equals(value) ? this : new Entry<>(version + 1, now, value);
    }
}
