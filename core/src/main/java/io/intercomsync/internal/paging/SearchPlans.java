package io.intercomsync.internal.paging;

import io.intercomsync.internal.api.Page;
import io.intercomsync.internal.api.Search;
import io.intercomsync.internal.feed.FeedContext;
import io.intercomsync.internal.feed.PassScope;
import io.intercomsync.internal.feed.Slice;
import io.intercomsync.internal.value.IntercomTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Plans passes over a resource that can be searched by time. */
public final class SearchPlans {
    /** The most counts that differ. After them the workspace is taken to change all the time. */
    private static final int MOST_COUNTS = 10;

    private SearchPlans() {}

    /** Searches a resource. */
    @FunctionalInterface
    public interface Searcher {
        Page search(Search search, int perPage, @Nullable String cursor);
    }

    public static List<Slice> of(FeedContext context, PassScope scope, TimeSearches searches, Searcher searcher) {
        if (scope.isChangesOnly()) {
            return List.of(Slice.whole("changes"));
        }
        List<Slice> slices = new ArrayList<>(ranges(context, slice -> searches.within(slice, scope), searches, searcher)
                .slices());
        slices.add(Slice.undated());
        return slices;
    }

    /** Returns the search for a slice. */
    @FunctionalInterface
    public interface SliceSearch {
        Search of(Slice slice);
    }

    /**
     * Holds ranges of the time of creation that together take in every object with such a time.
     *
     * @param counted Intercom's count for the search without ranges, including objects without a time
     */
    public record Ranges(List<Slice> slices, long counted) {}

    /** Cuts the objects that a search finds into ranges of the time of creation. */
    public static Ranges ranges(FeedContext context, SliceSearch search, TimeSearches searches, Searcher searcher) {
        Page oldest = searcher.search(search.of(Slice.whole("all")), 1, null);
        Instant first = oldest.items().isEmpty()
                ? null
                : IntercomTime.read(oldest.items().get(0).get("created_at"));
        if (first == null) {
            return new Ranges(List.of(Slice.whole("all")), countOrZero(oldest));
        }
        List<Slice> slices = new RangePlanner(
                        searches, slice -> countOrZero(searcher.search(search.of(slice), 1, null)), context.workers())
                .plan(
                        oldest.totalCount(),
                        first.getEpochSecond(),
                        context.me().time().latest().getEpochSecond());
        return new Ranges(slices, countOrZero(oldest));
    }

    /** Returns the time of Intercom's newest change: 1970 if there are no objects, {@code null} if Intercom does not tell it. */
    public static @Nullable Instant newestChange(Searcher searcher) {
        Page newest = searcher.search(TimeSearches.newestChangeFirst(), 1, null);
        if (newest.items().isEmpty()) {
            return Long.valueOf(0).equals(newest.totalCount()) ? Instant.EPOCH : null;
        }
        return IntercomTime.read(newest.items().get(0).get("updated_at"));
    }

    /** Returns Intercom's count on a page; 0 where there is none. */
    public static long countOrZero(Page page) {
        Long total = page.totalCount();
        return total == null ? 0 : total;
    }

    /**
     * Returns whether the plain list has more objects than a search by time finds. Objects that come or go between the two counts
     * would spoil the comparison, so the search counts before and after, until both counts are equal. In doubt the method returns
     * true.
     */
    static boolean someAreUndated(TimeSearches searches, Searcher searcher, Supplier<@Nullable Long> listed) {
        Long before = dated(searches, searcher);
        for (int attempt = 1; ; attempt++) {
            Long all = listed.get();
            Long after = dated(searches, searcher);
            if (before == null || all == null || after == null) {
                return true;
            }
            if (before.equals(after) || attempt == MOST_COUNTS) {
                return Math.min(before, after) < all;
            }
            before = after;
        }
    }

    private static @Nullable Long dated(TimeSearches searches, Searcher searcher) {
        return searcher.search(searches.within(Slice.whole("all"), PassScope.full(null)), 1, null)
                .totalCount();
    }
}
