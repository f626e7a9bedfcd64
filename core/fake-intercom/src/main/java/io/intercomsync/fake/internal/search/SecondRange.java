package io.intercomsync.fake;

/** Seconds from one to another, both within; empty where the second is the smaller. */
record Span(long from, long to) {

    static final Span ALL = new Span(Long.MIN_VALUE, Long.MAX_VALUE);

    boolean contains(long seconds) {
        return from <= seconds && seconds <= to;
    }

    Span and(Span other) {
        return new Span(Math.max(from, other.from), Math.min(to, other.to));
    }

    boolean isEmpty() {
        return from > to;
    }

    /** The shortest span that holds both. */
    Span around(Span other) {
        if (isEmpty() || other.isEmpty()) {
            return isEmpty() ? other : this;
        }
        return new Span(Math.min(from, other.from), Math.max(to, other.to));
    }

    /** Whether nothing lies between them. */
    boolean touches(Span other) {
        if (isEmpty() || other.isEmpty()) {
            return true;
        }
        long later = Math.max(from, other.from);
        long end = from < other.from ? to : other.to;
        return later == Long.MIN_VALUE || later - 1 <= end;
    }
}
