package io.intercomsync.fake.internal.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A search result in the order of a time that all generated records have. It merges two lists: the matching generated
 * records, which no edit changes, and the matching records that were added or edited.
 */
final class TimeOrderedResult implements SearchResult {

    private final TimeIndex generated;
    private final TimeIndex touched;
    private final SortKeys keys;
    private final int total;

    TimeOrderedResult(TimeIndex generated, SortKeys keys, IntPredicate test) {
        SearchFields fields = keys.fields();
        SortKeys asGenerated = new SortKeys(fields.untouched(), keys.sort());
        int[] others = fields.touched().filter(fields::isTouched).toArray();
        int hidden = 0;
        for (int number : others) {
            if (number < fields.generated()
                    && generated.contains(TimeIndex.pack(asGenerated.seconds(number), number))) {
                hidden++;
            }
        }
        this.generated = generated;
        this.keys = keys;
        this.touched =
                TimeIndex.of(Arrays.stream(others).filter(fields::isFound).filter(test), keys::seconds);
        this.total = generated.size() - hidden + touched.size();
    }

    @Override
    public int total() {
        return total;
    }

    @Override
    public List<Integer> after(@Nullable PageCursor cursor, int most) {
        return keys.sort().isAscending() ? upwards(cursor, most) : downwards(cursor, most);
    }

    private List<Integer> upwards(@Nullable PageCursor cursor, int most) {
        long above = cursor == null ? Long.MIN_VALUE : place(cursor) + 1;
        List<Integer> numbers = new ArrayList<>();
        int one = shown(generated.lowest(above), 1);
        int other = touched.lowest(above);
        while (numbers.size() < most && (one < generated.to() || other < touched.to())) {
            if (other == touched.to()
                    || (one < generated.to() && TimeIndex.isEarlier(generated, one, touched, other))) {
                numbers.add(generated.number(one));
                one = shown(one + 1, 1);
            } else {
                numbers.add(touched.number(other++));
            }
        }
        return numbers;
    }

    private List<Integer> downwards(@Nullable PageCursor cursor, int most) {
        long below = cursor == null ? Long.MAX_VALUE : place(cursor);
        List<Integer> numbers = new ArrayList<>();
        int one = shown(generated.lowest(below) - 1, -1);
        int other = touched.lowest(below) - 1;
        while (numbers.size() < most && (one >= generated.from() || other >= touched.from())) {
            if (other < touched.from()
                    || (one >= generated.from() && TimeIndex.isEarlier(touched, other, generated, one))) {
                numbers.add(generated.number(one));
                one = shown(one - 1, -1);
            } else {
                numbers.add(touched.number(other--));
            }
        }
        return numbers;
    }

    /** Returns the next position whose record is as it was generated. */
    private int shown(int from, int step) {
        int at = from;
        while (at >= generated.from() && at < generated.to() && keys.fields().isTouched(generated.number(at))) {
            at += step;
        }
        return at;
    }

    private long place(PageCursor cursor) {
        return TimeIndex.pack((long) keys.key(cursor), cursor.number());
    }
}
