package io.intercomsync.internal.paging;

import io.intercomsync.internal.feed.Slice;
import io.intercomsync.internal.parallel.OrderedCalls;
import io.intercomsync.internal.parallel.Workers;
import io.intercomsync.report.RequestEstimate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a feed into ranges of the time of creation that are read side by side. Ranges with too many objects, by Intercom's count,
 * are halved level by level, and small neighbours are joined. The first and the last range have no outer bound, so the counts only
 * decide how evenly the work is spread, never what is read.
 */
public final class RangePlanner {
    /**
     * The fewest objects that are worth a range of their own: twenty pages. Each range costs a count, and a page that is not full.
     */
    private static final long SMALLEST = 20L * PageWalk.LARGEST_PAGE;

    private static final int MOST_SLICES = 128;

    private final TimeSearches searches;
    private final ToLongFunction<Slice> count;
    private final Workers workers;

    /** @param count returns how many objects Intercom counts in a slice */
    RangePlanner(TimeSearches searches, ToLongFunction<Slice> count, Workers workers) {
        this.searches = searches;
        this.count = count;
        this.workers = workers;
    }

    /**
     * Estimates how many requests it takes to cut this number of objects into ranges and to read them. It depends on how evenly
     * they were created: each range takes a count, and a page that is not full.
     */
    public static RequestEstimate requests(long objects) {
        long pages = 1 + Math.max(1, (objects + PageWalk.LARGEST_PAGE - 1) / PageWalk.LARGEST_PAGE);
        if (objects <= SMALLEST) {
            return RequestEstimate.exactly(pages);
        }
        long most = mostOfRange(objects);
        long fewest = (objects + most - 1) / most;
        long even = Long.highestOneBit(2 * fewest - 1);
        return new RequestEstimate(pages + fewest - 1, pages + even - 1 + even / 2, pages + 3 * even);
    }

    private static long mostOfRange(long total) {
        return Math.max(SMALLEST, (total + MOST_SLICES - 1) / MOST_SLICES);
    }

    private record Range(long from, long to, long objects) {}

    /**
     * @param total the number of objects; {@code null} if Intercom does not count them
     * @param first the time at which the first object was created, in seconds since 1970
     * @param last a time after which hardly any object was created
     */
    List<Slice> plan(@Nullable Long total, long first, long last) {
        if (total == null || total <= SMALLEST || last <= first) {
            return List.of(Slice.whole("all"));
        }
        long most = mostOfRange(total);
        List<Range> ranges = List.of(new Range(first, last, total));
        boolean isFiner = true;
        while (isFiner) {
            List<Range> halved = halve(ranges, most);
            isFiner = halved.size() > ranges.size();
            ranges = halved;
        }
        return slices(joined(ranges, most));
    }

    private List<Range> halve(List<Range> ranges, long most) {
        List<Range> halved = new ArrayList<>();
        try (OrderedCalls<List<Range>> inOrder = new OrderedCalls<>(workers, halved::addAll)) {
            for (Range range : ranges) {
                long middle = searches.boundary(range.from + (range.to - range.from) / 2);
                if (range.objects <= most || middle <= range.from || middle >= range.to) {
                    inOrder.ready(List.of(range));
                } else {
                    inOrder.call(halves(range, middle));
                }
            }
            inOrder.finish();
        }
        return halved;
    }

    private Callable<List<Range>> halves(Range range, long middle) {
        return () -> {
            long left = Math.min(range.objects, count.applyAsLong(Slice.range("", range.from, middle)));
            return List.of(new Range(range.from, middle, left), new Range(middle, range.to, range.objects - left));
        };
    }

    private static List<Range> joined(List<Range> ranges, long most) {
        List<Range> joined = new ArrayList<>();
        for (Range range : ranges) {
            Range before = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (before != null && before.objects + range.objects <= most) {
                joined.set(joined.size() - 1, new Range(before.from, range.to, before.objects + range.objects));
            } else {
                joined.add(range);
            }
        }
        return joined;
    }

    private static List<Slice> slices(List<Range> ranges) {
        List<Slice> slices = new ArrayList<>();
        for (int i = 0; i < ranges.size(); i++) {
            Range range = ranges.get(i);
            Long from = i == 0 ? null : Long.valueOf(range.from);
            Long to = i == ranges.size() - 1 ? null : Long.valueOf(range.to);
            slices.add(Slice.range("range " + (i + 1), from, to));
        }
        return slices;
    }
}
