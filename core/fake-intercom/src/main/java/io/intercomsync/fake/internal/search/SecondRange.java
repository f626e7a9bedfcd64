package io.intercomsync.fake.internal.search;

/** A range of seconds that includes both ends. It is empty if the second end is smaller. */
record SecondRange(long from, long to) {

    static final SecondRange ALL = new SecondRange(Long.MIN_VALUE, Long.MAX_VALUE);

    boolean contains(long seconds) {
        return from <= seconds && seconds <= to;
    }

    SecondRange and(SecondRange other) {
        return new SecondRange(Math.max(from, other.from), Math.min(to, other.to));
    }

    boolean isEmpty() {
        return from > to;
    }

    /** Returns the shortest range that contains both. */
    SecondRange around(SecondRange other) {
        if (isEmpty() || other.isEmpty()) {
            return isEmpty() ? other : this;
        }
        return new SecondRange(Math.min(from, other.from), Math.max(to, other.to));
    }

    /** Returns whether no second lies between the two ranges. */
    boolean touches(SecondRange other) {
        if (isEmpty() || other.isEmpty()) {
            return true;
        }
        long later = Math.max(from, other.from);
        long end = from < other.from ? to : other.to;
        return later == Long.MIN_VALUE || later - 1 <= end;
    }
}
