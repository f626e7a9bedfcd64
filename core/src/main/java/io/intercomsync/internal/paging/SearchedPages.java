package io.intercomsync.internal.paging;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.internal.api.Page;
import io.intercomsync.internal.api.Search;
import io.intercomsync.internal.feed.FeedContext;
import io.intercomsync.internal.feed.Output;
import io.intercomsync.internal.feed.PassScope;
import io.intercomsync.internal.feed.ReadResult;
import io.intercomsync.internal.feed.Slice;
import io.intercomsync.internal.parallel.OrderedCalls;
import io.intercomsync.report.RequestEstimate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a resource that can be searched by time, page by page: plans its slices, counts and samples its objects, and walks through
 * the plain list for objects that no search finds.
 */
public final class SearchedPages {
    private static final Logger log = LoggerFactory.getLogger(SearchedPages.class);

    /** Two counts of the search, and one of the plain list between them. */
    private static final long REQUESTS_FOR_UNDATED = 3;

    private final FeedContext context;
    private final List<IntercomCollection> collections;
    private final PassScope scope;
    private final TimeSearches searches;
    private final SearchPlans.Searcher searcher;
    private final Lister lister;
    private final int requestsOfEach;

    /**
     * @param collections the collections that report a search which ended early; the first one reports unreadable items
     * @param requestsOfEach how many requests an object may take beside its page
     */
    public SearchedPages(
            FeedContext context,
            List<IntercomCollection> collections,
            PassScope scope,
            TimeSearches searches,
            SearchPlans.Searcher searcher,
            Lister lister,
            int requestsOfEach) {
        this.context = context;
        this.collections = collections;
        this.scope = scope;
        this.searches = searches;
        this.searcher = searcher;
        this.lister = lister;
        this.requestsOfEach = requestsOfEach;
    }

    /** Lists all objects of the resource. */
    @FunctionalInterface
    public interface Lister {
        Page list(int perPage, @Nullable String cursor);
    }

    /** Returns how many objects match the conditions, whatever the scope is; {@code null} if Intercom does not count them. */
    public @Nullable Long count(List<Map<String, Object>> conditions) {
        Search all = searches.within(Slice.whole("all"), PassScope.full(null), conditions);
        return searcher.search(all, 1, null).totalCount();
    }

    /** Returns the time of Intercom's newest change; {@code null} if Intercom does not tell it. */
    public @Nullable Instant newestChange() {
        return SearchPlans.newestChange(searcher);
    }

    /** Returns the slices of a pass with this scope. */
    public List<Slice> plan() {
        return SearchPlans.of(context, scope, searches, searcher);
    }

    /** Estimates how many requests the pages of this number of objects take, with the search for objects without a date. */
    public RequestEstimate requests(long objects) {
        return scope.isChangesOnly()
                ? RequestEstimate.exactly(Math.max(1, (objects + PageWalk.LARGEST_PAGE - 1) / PageWalk.LARGEST_PAGE))
                : RangePlanner.requests(objects).plus(REQUESTS_FOR_UNDATED);
    }

    /** Reads the first page of a pass: the oldest objects, if the pass reads everything. */
    public Page first() {
        return searcher.search(searches.within(Slice.whole("all"), scope), PageWalk.LARGEST_PAGE, null);
    }

    /**
     * Samples the objects of a pass, for an estimate.
     *
     * @param first the first page; a page of the newest objects is read beside it
     */
    public DetailSample sample(Page first) {
        return scope.isChangesOnly() || first.items().size() >= SearchPlans.countOrZero(first)
                ? new DetailSample(List.of(first))
                : new DetailSample(List.of(first, lister.list(PageWalk.LARGEST_PAGE, null)));
    }

    /**
     * Reads the pages of a slice from its position on.
     *
     * @param objects puts out the readable objects of a page, in order
     */
    public void read(Slice slice, Output out, BiConsumer<Page, OrderedCalls<ReadResult>> objects) {
        int perPage = context.budget().pageSize(PageWalk.LARGEST_PAGE, requestsOfEach);
        if (!slice.isUndated()) {
            Search search = searches.within(slice, scope);
            walk(slice, cursor -> searcher.search(search, perPage, cursor), out, objects);
        } else if (!slice.isUntouched()
                || SearchPlans.someAreUndated(
                        searches, searcher, () -> lister.list(1, null).totalCount())) {
            walk(slice, cursor -> lister.list(perPage, cursor), out, objects);
        } else {
            out.reached(null);
        }
    }

    /**
     * Walks along the pages, and once more if fewer objects come than Intercom counts: then the chain of pages broke off.
     */
    private void walk(
            Slice slice,
            Function<@Nullable String, Page> read,
            Output out,
            BiConsumer<Page, OrderedCalls<ReadResult>> objects) {
        PageCount chain = PageCount.from(slice);
        Function<@Nullable String, Page> pages = chain.counting(read);
        OrderedCalls.<ReadResult>work(context.workers(), reading -> reading.putOut(out), inOrder -> {
            Consumer<Page> putOut = page -> {
                ReadResult.unreadable(collections.get(0), page).forEach(inOrder::ready);
                objects.accept(page, inOrder);
            };
            PageWalk.along(slice.position(), pages, page -> {
                putOut.accept(page);
                passed(page, chain, slice.again(), inOrder, out);
            });
            if (chain.isShort() && !slice.again()) {
                log.warn("A search for {} ended early; its pages are read once more", collections);
                PageWalk.along(null, pages, page -> {
                    putOut.accept(page);
                    passed(page, chain, true, inOrder, out);
                });
            }
        });
    }

    /** @param isAgain whether an early end of the chain counts as the end of the slice */
    private void passed(Page page, PageCount chain, boolean isAgain, OrderedCalls<ReadResult> inOrder, Output out) {
        String next = page.nextCursor();
        long read = chain.read();
        if (scope.isChangesOnly()) {
            out.expected(page.totalCount());
        }
        if (chain.isShort() && !isAgain) {
            inOrder.then(out::restart);
            return;
        }
        if (chain.isShort()) {
            String gap = chain.gap();
            inOrder.then(() -> collections.forEach(collection -> out.unknownGap(collection, gap)));
        }
        inOrder.then(() -> out.reached(next, read));
    }
}
