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
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the slices of what can be searched by time, and of what no such search can see, page by page. */
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

    /** @param collections those of which an object may be that is not found */
    public SearchedPages(
            FeedContext context,
            List<IntercomCollection> collections,
            PassScope scope,
            TimeSearches searches,
            SearchPlans.Searcher searcher,
            Lister lister) {
        this.context = context;
        this.collections = collections;
        this.scope = scope;
        this.searches = searches;
        this.searcher = searcher;
        this.lister = lister;
    }

    /** The plain list of contacts or of conversations. */
    @FunctionalInterface
    public interface Lister {
        Page list(int perPage, @Nullable String cursor);
    }

    /** About how many requests the pages of so many objects take, with the search for those without a date. */
    public static RequestEstimate requests(long objects, PassScope scope) {
        return scope.isChangesOnly()
                ? RequestEstimate.exactly(Math.max(1, (objects + PageWalk.LARGEST_PAGE - 1) / PageWalk.LARGEST_PAGE))
                : RangePlanner.requests(objects).plus(REQUESTS_FOR_UNDATED);
    }

    /**
     * Takes some objects of a pass, to estimate by.
     *
     * @param first the first page of its search, which has the oldest objects of a pass that reads everything
     * @param lister lists the newest first
     */
    public static DetailSample sample(Page first, PassScope scope, Lister lister) {
        return scope.isChangesOnly() || first.items().size() >= SearchPlans.orNone(first)
                ? new DetailSample(List.of(first))
                : new DetailSample(List.of(first, lister.list(PageWalk.LARGEST_PAGE, null)));
    }

    /**
     * Reads the pages of a slice from its position on.
     *
     * @param objects puts out the objects of a page, in order
     */
    public void read(Slice slice, Output out, BiConsumer<Page, OrderedCalls<ReadResult>> objects) {
        if (!slice.isUndated()) {
            Search search = searches.within(slice, scope);
            walk(slice, cursor -> searcher.search(search, PageWalk.LARGEST_PAGE, cursor), out, objects);
        } else if (!slice.isUntouched()
                || SearchPlans.someAreUndated(
                        searches, searcher, () -> lister.list(1, null).totalCount())) {
            walk(slice, cursor -> lister.list(PageWalk.LARGEST_PAGE, cursor), out, objects);
        } else {
            out.reached(null);
        }
    }

    /**
     * Where fewer objects come than Intercom says there are, the chain of pages has broken off, which no page can tell from its
     * end; so it is walked along once more.
     */
    private void walk(
            Slice slice,
            Function<@Nullable String, Page> read,
            Output out,
            BiConsumer<Page, OrderedCalls<ReadResult>> objects) {
        PageCount chain = PageCount.from(slice);
        Function<@Nullable String, Page> pages = chain.counting(read);
        OrderedCalls.<ReadResult>work(context.workers(), reading -> reading.putOut(out), inOrder -> {
            PageWalk.along(slice.position(), pages, page -> {
                objects.accept(page, inOrder);
                passed(page, chain, slice.again(), inOrder, out);
            });
            if (chain.isShort() && !slice.again()) {
                log.warn("A search for {} ended early; its pages are read once more", collections);
                PageWalk.along(null, pages, page -> {
                    objects.accept(page, inOrder);
                    passed(page, chain, true, inOrder, out);
                });
            }
        });
    }

    /** @param isAgain whether the end of the chain is to be taken for the end of the slice, also if it came early */
    private void passed(Page page, PageCount chain, boolean isAgain, OrderedCalls<ReadResult> inOrder, Output out) {
        String next = page.nextCursor();
        long read = chain.read();
        if (scope.isChangesOnly()) {
            out.expected(page.totalCount());
        }
        if (chain.isShort() && !isAgain) {
            inOrder.then(out::again);
        } else {
            if (chain.isShort()) {
                String shortcoming = chain.shortcoming();
                inOrder.then(() -> collections.forEach(collection -> out.lacks(collection, shortcoming)));
            }
            inOrder.then(() -> out.reached(next, read));
        }
        inOrder.finishIf(context.budget().isScarce());
    }
}
