package io.intercomsync.fake.internal.search;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;

/** Records in the order of a time. Each record is packed with its time into one long. An index may show a part of them. */
public final class TimeIndex {

    private static final int NUMBER_BITS = 30;

    private final long[] packed;
    private final int from;
    private final int to;

    private TimeIndex(long[] packed, int from, int to) {
        this.packed = packed;
        this.from = from;
        this.to = to;
    }

    public static TimeIndex of(IntStream numbers, IntToLongFunction seconds) {
        long[] packed = numbers.mapToLong(number -> pack(seconds.applyAsLong(number), number))
                .sorted()
                .toArray();
        return new TimeIndex(packed, 0, packed.length);
    }

    static long pack(long seconds, int number) {
        return (seconds << NUMBER_BITS) | number;
    }

    private static int unpack(long packed) {
        return (int) (packed & ((1L << NUMBER_BITS) - 1));
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    /** Returns whether the record of the first index is earlier than that of the second. */
    static boolean isEarlier(TimeIndex one, int at, TimeIndex other, int otherAt) {
        return one.packed[at] < other.packed[otherAt];
    }

    int number(int at) {
        return unpack(packed[at]);
    }

    int size() {
        return to - from;
    }

    public IntStream numbers() {
        return Arrays.stream(packed, from, to).mapToInt(TimeIndex::unpack);
    }

    /** Returns the records of a range of time without copying them. */
    TimeIndex within(SecondRange span) {
        int start = lowest(pack(near(span.from()), 0));
        int end = lowest(pack(near(span.to()) + 1, 0));
        return new TimeIndex(packed, start, Math.max(start, end));
    }

    private static long near(long seconds) {
        return Math.max(-SortKeys.MISSING, Math.min(SortKeys.MISSING, seconds));
    }

    TimeIndex filtered(IntPredicate test) {
        long[] kept = Arrays.stream(packed, from, to)
                .filter(each -> test.test(unpack(each)))
                .toArray();
        return new TimeIndex(kept, 0, kept.length);
    }

    boolean contains(long one) {
        return Arrays.binarySearch(packed, from, to, one) >= 0;
    }

    /** Returns the position of the first record that is not lower. */
    int lowest(long one) {
        int at = Arrays.binarySearch(packed, from, to, one);
        return at >= 0 ? at : -at - 1;
    }
}
