package io.intercomsync.fake.internal.search;

/** Seconds from one to another, both within; empty where the second is the smaller. */
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

    /** The shortest span that holds both. */
    SecondRange around(SecondRange other) {
        if (isEmpty() || other.isEmpty()) {
            return isEmpty() ? other : this;
        }
        return new SecondRange(Math.min(from, other.from), Math.max(to, other.to));
    }

    /** Whether nothing lies between them. */
    boolean touches(SecondRange other) {
        if (isEmpty() || other.isEmpty()) {
            return true;
        }
        long later = Math.max(from, other.from);
        long end = from < other.from ? to : other.to;
        return later == Long.MIN_VALUE || later - 1 <= end;
    }
}
