package io.intercomsync.fake.internal.search;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A search result that is sorted by any field. */
public final class SortedResult implements SearchResult {

    private final int[] found;
    private final SortKeys keys;

    private SortedResult(int[] found, SortKeys keys) {
        this.found = found;
        this.keys = keys;
    }

    public static SearchResult of(IntStream numbers, SortKeys keys) {
        if (keys.areTimes()) {
            int[] ascending = TimeIndex.of(numbers, keys::seconds).numbers().toArray();
            return new SortedResult(keys.sort().isAscending() ? ascending : reversed(ascending), keys);
        }
        Comparator<Integer> order = (one, other) -> compare(keys.key(one), one, keys.key(other), other);
        int[] sorted = numbers.boxed()
                .sorted(keys.sort().isAscending() ? order : order.reversed())
                .mapToInt(Integer::intValue)
                .toArray();
        return new SortedResult(sorted, keys);
    }

    private static int[] reversed(int[] numbers) {
        int[] reversed = new int[numbers.length];
        for (int at = 0; at < numbers.length; at++) {
            reversed[at] = numbers[numbers.length - 1 - at];
        }
        return reversed;
    }

    @Override
    public int total() {
        return found.length;
    }

    @Override
    public List<Integer> after(@Nullable PageCursor cursor, int most) {
        int from = cursor == null ? 0 : behind(keys.key(cursor), cursor.number());
        int to = Math.min(found.length, from + most);
        return Arrays.stream(found, from, to).boxed().toList();
    }

    private int behind(Object key, int number) {
        int low = 0;
        int high = found.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            int order = compare(keys.key(found[middle]), found[middle], key, number);
            if (keys.sort().isAscending() ? order > 0 : order < 0) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private static int compare(Object key, int number, Object otherKey, int otherNumber) {
        int byKey = SearchFilter.compare(key, otherKey);
        return byKey != 0 ? byKey : Integer.compare(number, otherNumber);
    }
}
